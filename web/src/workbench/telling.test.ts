import { setupI18n } from "@lingui/core";
import { expect, test } from "vitest";
import { deedIn, type Standing, standIn } from "./telling";

const i18n = setupI18n({ locale: "en", messages: { en: {} } });
const one = (standing: string, alternativeRank: number | null = null, state = "SUBMITTED"): Standing => ({
  standing,
  alternativeRank,
  waiting: null,
  applicant: { state, party: { name: "Kestrel" } },
});

test.each([
  [one("ALTERNATIVE", 2), true, "Kestrel is the 2nd choice again."],
  [one("ALTERNATIVE", 1), false, "Kestrel is the 1st choice now."],
  [one("UNDECIDED"), true, "Kestrel is undecided again."],
  [one("ELIMINATED"), true, "Kestrel is eliminated again."],
  [one("ELIMINATED"), false, "Kestrel is eliminated now."],
  // Others have decided since.
  [one("SELECTED"), true, "Kestrel is selected now."],
  [one("UNDECIDED", null, "WITHDRAWN"), true, "The bid of Kestrel no longer stands."],
])("a candidate that is %j is said to be so, %s: %s", (candidate, isBack, text) => {
  expect(standIn(i18n, [candidate], isBack)).toBe(text);
});

test("of several, what they have in common is said", () => {
  const [choice, eliminated] = [one("ALTERNATIVE", 1), one("ELIMINATED")];
  expect(standIn(i18n, [choice, choice], false)).toBe("2 bidders are among the choices now.");
  expect(standIn(i18n, [eliminated, eliminated], true)).toBe("2 bidders are eliminated again.");
  expect(standIn(i18n, [choice, one("UNDECIDED")], true)).toBe("2 bidders stand as before.");
});

test.each([
  ["place", "UNDECIDED", "Kestrel added to the choices"],
  ["place", "ALTERNATIVE", "Kestrel moved among the choices"],
  ["drop", "ALTERNATIVE", "Kestrel removed from the choices"],
  ["eliminate", "UNDECIDED", "Kestrel eliminated"],
  ["restore", "ELIMINATED", "Kestrel restored"],
] as const)("%s of a candidate that was %s is called: %s", (kind, standing, text) => {
  expect(deedIn(i18n, { kind, candidates: [one(standing)] })).toBe(text);
});
