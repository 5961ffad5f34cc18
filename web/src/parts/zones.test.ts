import { expect, test } from "vitest";
import { allZones, cityOf, clockTime, dayLater, instantOf, instantsOf } from "./zones";

const instants = (clock: string, zone: string) => instantsOf(clock, zone).map((at) => new Date(at).toISOString());

test.each([
  ["2026-01-15T10:00", "Europe/Berlin", ["2026-01-15T09:00:00.000Z"]],
  ["2026-07-15T10:00", "Europe/Berlin", ["2026-07-15T08:00:00.000Z"]],
  ["2026-07-15T10:00", "Asia/Kathmandu", ["2026-07-15T04:15:00.000Z"]],
  ["2026-07-15T00:30", "Pacific/Kiritimati", ["2026-07-14T10:30:00.000Z"]],
  ["2026-03-29T01:59", "Europe/Berlin", ["2026-03-29T00:59:00.000Z"]],
  ["2026-03-29T03:00", "Europe/Berlin", ["2026-03-29T01:00:00.000Z"]],
])("clocks show %s in %s once", (clock, zone, expected) => {
  expect(instants(clock, zone)).toEqual(expected);
  expect([instantOf(clock, zone)]).toEqual(expected);
});

test("a time that clocks are put forward over is none, and counts from before the change", () => {
  expect(instants("2026-03-29T02:30", "Europe/Berlin")).toEqual([]);
  expect(instants("2026-03-08T02:00", "America/New_York")).toEqual([]);
  expect(instantOf("2026-03-29T02:30", "Europe/Berlin")).toBe("2026-03-29T01:30:00.000Z");
});

test("a time that clocks are put back to is two, the earlier first", () => {
  const both = ["2026-10-25T00:30:00.000Z", "2026-10-25T01:30:00.000Z"];
  expect(instants("2026-10-25T02:30", "Europe/Berlin")).toEqual(both);
  expect(instantOf("2026-10-25T02:30", "Europe/Berlin")).toBe(both[0]);
  // Half an hour only.
  expect(instants("2026-04-05T01:45", "Australia/Lord_Howe")).toEqual([
    "2026-04-04T14:45:00.000Z",
    "2026-04-04T15:15:00.000Z",
  ]);
});

test("what is not a time has no instant", () => {
  expect(instants("", "Europe/Berlin")).toEqual([]);
  expect(instantOf("", "UTC")).toBeNull();
});

test.each(["Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Tehran"])(
  "what the clocks of %s show is found again, at many hours of a year",
  (zone) => {
    for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 11 * 3_600_000) {
      expect(instantsOf(clockTime(at, zone), zone)).toContain(at);
    }
  },
);

test("a day later clocks show the same time, however long the day is", () => {
  expect(dayLater("2026-03-28T10:00")).toBe("2026-03-29T10:00");
  expect(dayLater("2026-10-25T00:15")).toBe("2026-10-26T00:15");
  expect(dayLater("2028-02-28T23:45")).toBe("2028-02-29T23:45");
  expect(dayLater("2026-12-31T23:45")).toBe("2027-01-01T23:45");
  expect(dayLater("")).toBe("");
});

test("a time is shown to the minute, and a zone by its city", () => {
  expect(clockTime("2030-05-01T15:30:59Z", "Europe/Berlin")).toBe("2030-05-01T17:30");
  expect(cityOf("America/Argentina/Buenos_Aires")).toBe("Buenos Aires");
  expect(cityOf("UTC")).toBe("UTC");
});

test("zones have their present names, each once, whatever the browser calls them", () => {
  const zones = allZones();
  for (const zone of ["Asia/Kolkata", "Europe/Kyiv", "Asia/Ho_Chi_Minh", "America/Argentina/Buenos_Aires"]) {
    expect(zones.filter((each) => each === zone)).toEqual([zone]);
    expect(Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions()).toBeDefined();
  }
  for (const zone of ["Asia/Calcutta", "Europe/Kiev", "Asia/Saigon", "America/Buenos_Aires"]) {
    expect(zones).not.toContain(zone);
  }
  expect(cityOf("Europe/Kiev")).toBe("Kyiv");
});

test("the years before 100 are those that were written, and the ends of all that can be reckoned with are no times", () => {
  expect(instants("0020-01-15T10:00", "UTC")).toEqual(["0020-01-15T10:00:00.000Z"]);
  expect(instants("275760-09-12T10:00", "Europe/Berlin")).toEqual([]);
  expect(instantOf("275760-09-12T10:00", "Europe/Berlin")).toBeNull();
});
