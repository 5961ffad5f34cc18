import { expect, test } from "vitest";
import { EVERYTHING, fits } from "./filter";

const grace = {
  standing: "UNDECIDED",
  isUnread: true,
  applicant: { party: { name: "Grace Lin", skills: ["python", "data migration"] } },
};

test.each([
  ["", true],
  ["grace", true],
  ["  MIGRATION lin ", true],
  ["grace java", false],
])("the words %j find a candidate by name and skills: %s", (words, found) => {
  expect(fits(grace, { ...EVERYTHING, words })).toBe(found);
});

test("a standing and what was not read are conditions of their own", () => {
  expect(fits(grace, { ...EVERYTHING, standing: "ELIMINATED" })).toBe(false);
  expect(fits(grace, { ...EVERYTHING, isUnread: true })).toBe(true);
  expect(fits({ ...grace, isUnread: null }, { ...EVERYTHING, isUnread: true })).toBe(false);
});
