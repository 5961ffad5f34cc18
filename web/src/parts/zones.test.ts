import { expect, test } from "vitest";
import { clockTime, instantOf } from "./zones";

test.each([
  ["2030-05-01T17:30", "Europe/Berlin", "2030-05-01T15:30:00.000Z"],
  ["2030-01-01T00:00", "Asia/Shanghai", "2029-12-31T16:00:00.000Z"],
  ["2030-01-01T00:00", "UTC", "2030-01-01T00:00:00.000Z"],
  // It comes twice: the first one.
  ["2030-10-27T02:30", "Europe/Berlin", "2030-10-27T00:30:00.000Z"],
  // It is left out: as far from midnight as it says.
  ["2030-03-31T02:30", "Europe/Berlin", "2030-03-31T01:30:00.000Z"],
])("%s in %s is %s", (clock, zone, instant) => {
  expect(instantOf(clock, zone)).toBe(instant);
});

test("a time is shown as the clocks of the zone have it", () => {
  expect(clockTime("2030-05-01T15:30:59Z", "Europe/Berlin")).toBe("2030-05-01T17:30");
  expect(instantOf("", "UTC")).toBeNull();
});
