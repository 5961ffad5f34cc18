import { expect, test } from "vitest";
import { draftsOf, type FieldDraft, fieldInputsOf, isUnread, moved, newField, nextId } from "./fields";

const KNOWN = { isRequired: true, hint: "", maxLength: 300, decimals: 2, options: [] };

test("what a conversion has found is sent back unchanged, with no more than its type has", () => {
  const fields = [
    { ...KNOWN, key: "scope", label: "The work", type: "TEXT" },
    { ...KNOWN, key: "days", label: "Days", type: "NUMBER", least: "1", most: null },
    { ...KNOWN, key: "law", label: "Law", type: "CHOICE", options: [{ value: "AT", label: "Austria" }] },
    {
      ...KNOWN,
      key: "items",
      label: "Items",
      type: "ROWS",
      mostRows: 9,
      columns: [{ ...KNOWN, key: "on", label: "On", type: "DATE" }],
    },
  ];
  const common = { isRequired: true, hint: "" };
  expect(fieldInputsOf(draftsOf(fields))).toEqual([
    { ...common, key: "scope", label: "The work", type: "TEXT", maxLength: 300 },
    { ...common, key: "days", label: "Days", type: "NUMBER", decimals: 2, least: "1", most: null },
    { ...common, key: "law", label: "Law", type: "CHOICE", options: [{ value: "AT", label: "Austria" }] },
    {
      ...common,
      key: "items",
      label: "Items",
      type: "ROWS",
      mostRows: 9,
      columns: [{ key: "on", label: "On", type: "DATE", isRequired: true }],
    },
  ]);
});

test("a field of another type leaves out what the former one had", () => {
  const draft: FieldDraft = { ...newField(3), key: " fee ", label: "Fee", type: "MONEY", least: "0", maxLength: "7" };
  expect(fieldInputsOf([draft])).toEqual([
    { key: "fee", label: "Fee", type: "MONEY", isRequired: true, hint: "", least: "0", most: null },
  ]);
  expect(nextId([draft])).toBe(4);
});

test("a limit that is no number is found, also of a column", () => {
  const fine: FieldDraft = { ...newField(0), type: "NUMBER", least: "-1500.5", most: "" };
  expect(isUnread(fine)).toBe(false);
  expect(isUnread({ ...fine, least: "?1.5.0" })).toBe(true);
  expect(isUnread({ ...newField(1), type: "ROWS", columns: [{ ...fine, decimals: "?two" }] })).toBe(true);
});

test("a field moves by one place", () => {
  expect(moved(["a", "b", "c"], 1, -1)).toEqual(["b", "a", "c"]);
  expect(moved(["a", "b", "c"], 1, 1)).toEqual(["a", "c", "b"]);
});
