import { describe, expect, it } from "vitest";
import { daysUntil } from "./Countdown";

describe("days until an instant", () => {
  const at = (text: string) => new Date(text).getTime();

  it("are the same all day, whatever the hour", () => {
    const end = at("2026-12-11T20:19");
    for (const now of ["2026-11-28T00:01", "2026-11-28T20:18", "2026-11-28T20:20", "2026-11-28T23:59"])
      expect(daysUntil(end, at(now))).toBe(13);
    expect(daysUntil(end, at("2026-11-29T00:01"))).toBe(12);
  });

  it("end at midnight with the day before", () => {
    expect(daysUntil(at("2026-12-12T00:00"), at("2026-12-09T12:00"))).toBe(2);
    expect(daysUntil(at("2026-12-12T00:01"), at("2026-12-09T12:00"))).toBe(3);
  });

  it("are whole where a clock changes", () => {
    expect(daysUntil(at("2026-10-26T09:00"), at("2026-10-24T12:00"))).toBe(2);
    expect(daysUntil(at("2026-03-30T09:00"), at("2026-03-28T12:00"))).toBe(2);
  });
});
