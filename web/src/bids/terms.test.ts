import { expect, test } from "vitest";
import { changesBetween, heldAt, latestOf, type Version, writtenFor } from "./terms";

function version(number: number, ...changes: [string, string | null, string | null][]): Version {
  return {
    number,
    publishedAt: `2026-03-0${number}T10:00:00+00:00`,
    changes: changes.map(([field, from, to]) => ({ field, from, to })),
  } as Version;
}

const VERSIONS = [
  version(4, ["durationDays", "30", "60"], ["attachments", "plan.pdf", "plan.pdf"]),
  version(3, ["durationDays", "60", "30"], ["description", "Two.", "Three."], ["attachments", "plan.pdf", "a.pdf"]),
  version(2, ["description", "One.", "Two."]),
  version(1),
];

test("what differs between two versions is said once for each field", () => {
  expect(latestOf(VERSIONS)).toBe(4);
  expect(changesBetween(VERSIONS, 1, 3)).toEqual([
    { field: "description", from: "One.", to: "Three." },
    { field: "durationDays", from: "60", to: "30" },
    { field: "attachments", from: "plan.pdf", to: "a.pdf" },
  ]);
  expect(changesBetween(VERSIONS, 4, 4)).toEqual([]);
});

test("what was changed back is no change, but for files, whose names do not say which they are", () => {
  expect(changesBetween(VERSIONS, 2, 4)).toEqual([
    { field: "description", from: "Two.", to: "Three." },
    { field: "attachments", from: "plan.pdf", to: "plan.pdf" },
  ]);
});

test("which version held at a time is known as far as the versions are", () => {
  expect(heldAt(VERSIONS, "2026-03-02T10:00:00Z")).toBe(2);
  expect(heldAt(VERSIONS, "2026-03-09T10:00:00Z")).toBe(4);
  expect(heldAt(VERSIONS.slice(0, 2), "2026-03-01T10:00:00Z")).toBe(2);
  expect(heldAt([], "2026-03-01T10:00:00Z")).toBe(1);
});

test.each([
  ["a draft is written for what held when it was begun", "DRAFT", null, 1],
  ["a bid that is to be confirmed is for what held when it was submitted", "NEEDS_CONFIRMATION", null, 2],
  ["a bid that counts is for what holds", "SUBMITTED", 1, 4],
  ["one that is not begun yet is for what was read", null, 3, 3],
  ["where nothing was read, it is for what holds", null, null, 4],
])("%s", (_, state, read, number) => {
  const applied = { appliedAt: "2026-03-01T12:00:00Z", bid: { submittedAt: "2026-03-02T12:00:00Z" } };
  expect(writtenFor(VERSIONS, state === null ? undefined : { state, ...applied }, read)).toBe(number);
});
