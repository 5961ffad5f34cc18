import { expect, test } from "vitest";
import { standing, valueAt } from "./standing";

const PROBLEMS = {
  "stages.0.title": "Must not be empty.",
  "stages.1.amount": "Must not be negative.",
  note: "Too long.",
};
const BEFORE = { "stages.0.title": "", "stages.1.amount": "-1", note: "…" };

test("what was refused stands as long as the same is written there", () => {
  expect(standing(PROBLEMS, BEFORE, BEFORE)).toEqual(PROBLEMS);
  expect(standing(PROBLEMS, BEFORE, { ...BEFORE, "stages.0.title": "The first" })).toEqual({
    "stages.1.amount": "Must not be negative.",
    note: "Too long.",
  });
});

test("a stage that takes the place of one that was refused is not wrong", () => {
  const { note } = BEFORE;
  expect(standing(PROBLEMS, BEFORE, { note, "stages.0.title": "The second", "stages.1.amount": "" })).toEqual({
    note: "Too long.",
  });
});

test("what is written at a path is found, and nothing where there is nothing", () => {
  const written = { note: "", fields: [{ label: "Scope", options: [{ value: "a" }] }] };
  expect(valueAt(written, "fields.0.options.0.value")).toBe("a");
  expect(valueAt(written, "fields.1.options.0.value")).toBe(undefined);
  expect(valueAt(written, "note.0")).toBe(undefined);
});
