import { expect, test } from "vitest";
import { farIn, yearOf } from "./far";

test.each([
  ["9999-01-01T10:00:00.000Z", "deadlineAt", true],
  ["+012025-01-01T10:00:00.000Z", "deadlineAt", true],
  ["275761-01-01T10:00", "deadlineAt", true],
  ["1969-12-31T23:59:59.000Z", "deadlineAt", true],
  ["0020-01-01T10:00:00.000Z", "deadlineAt", true],
  ["1970-01-01T00:00:00.000Z", "deadlineAt", false],
  ["8999-12-31T23:59:59.999Z", "deadlineAt", false],
  ["9000-01-01", "dueOn", true],
  ["20266-05-01", "dueOn", true],
  ["1899-12-31", "dueOn", true],
  ["1900-01-01", "dueOn", false],
  ["8999-12-31", "dueOn", false],
])("%s as %s is too far away: %s", (text, name, isFar) => {
  expect(farIn({ [name]: text }).map(({ path }) => path)).toEqual(isFar ? [name] : []);
});

test("what is too far away is named by its path, and nothing is that is no day and no time", () => {
  const stages = [{ title: "9999-01-01", dueOn: "2030-01-01" }, { dueOn: "9999-01-01" }, { dueOn: null }];
  const slots = [{ startsAt: "9999-01-01T10:00:00.000Z", endsAt: "2030-01-01T11:00:00.000Z" }];
  expect(farIn({ id: "1", stages, slots, deadlineAt: "" })).toEqual([
    { path: "stages.1.dueOn", first: 1900 },
    { path: "slots.0.startsAt", first: 1970 },
  ]);
  expect(["", "soon", "12:00"].map(yearOf)).toEqual([null, null, null]);
});
