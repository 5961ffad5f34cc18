import { expect, test } from "vitest";
import { fitting, inputOf, languageOf, moneyIn, type TemplateField, type Terms, textOf, valueAt } from "./terms";

const field = (key: string, type: string, more: Partial<TemplateField> = {}): TemplateField => ({
  key,
  label: key,
  type,
  isRequired: true,
  options: [],
  columns: [],
  ...more,
});

const OPTIONS = [
  { value: "A", label: "One" },
  { value: "B", label: "Other" },
];
const FIELDS = [
  field("scope", "TEXT"),
  field("days", "NUMBER"),
  field("cap", "MONEY"),
  field("start", "DATE"),
  field("payer", "PARTY"),
  field("law", "CHOICE", { options: OPTIONS }),
  field("annexes", "SELECTION", { options: OPTIONS }),
  field("items", "ROWS", { columns: [field("title", "TEXT"), field("price", "MONEY")] }),
  field("notes", "TEXT", { isRequired: false }),
];
const TERMS: Terms = {
  template: { name: "Agreement", version: 1 },
  contract: { number: "C-2026-000001", version: 1 },
  subject: "A portal",
  kind: "B2C",
  language: "de",
  signsFirst: "RECEIVER",
  parties: {
    awarder: { name: "Acme", address: "", kind: "ENTERPRISE" },
    receiver: { name: "Ada", kind: "INDIVIDUAL" },
  },
  total: { amount: "1000.00", currency: "EUR" },
  stages: [{ number: 1, title: "All", amount: "1000.00", acceptanceTerms: null, dueOn: "2030-01-31" }],
  fields: {
    scope: "A portal.",
    days: { number: "12.5" },
    cap: { amount: "50.00", currency: "EUR" },
    start: { date: "2030-01-01" },
    payer: { party: "AWARDER" },
    law: { value: "A", label: "One" },
    annexes: [{ value: "B", label: "Other" }],
    items: [{ title: "Desk", price: { amount: "5.00", currency: "EUR" } }],
    notes: null,
  },
};

test("what was signed is written into the form and sent back unchanged", () => {
  const sent = inputOf(textOf(TERMS, { id: "t1", fields: FIELDS }), FIELDS, {
    awarder: "ENTERPRISE",
    receiver: "INDIVIDUAL",
  });
  expect(sent.stages).toEqual([{ title: "All", amount: "1000.00", acceptanceTerms: null, dueOn: "2030-01-31" }]);
  expect(sent.fields).toEqual([
    { key: "scope", value: "A portal." },
    { key: "days", value: "12.5" },
    { key: "cap", value: "50.00 EUR" },
    { key: "start", value: "2030-01-01" },
    { key: "payer", value: "AWARDER" },
    { key: "law", value: "A" },
    { key: "annexes", values: ["B"] },
    {
      key: "items",
      rows: [
        {
          cells: [
            { key: "title", value: "Desk" },
            { key: "price", value: "5.00 EUR" },
          ],
        },
      ],
    },
    { key: "notes", value: null },
  ]);
  expect(sent.receiver).toEqual({ name: "Ada", address: "", identity: "", taxNumber: "", email: "" });
});

test.each([
  ["1200.00 EUR", "1200.00 EUR"],
  ["5 ", "5 "],
  [" EUR", null],
  ["", null],
])("the money %j is sent as %j", (text, sent) => {
  const written = { ...textOf(TERMS, { id: "t1", fields: FIELDS }), fields: { cap: text } };
  const [given] = inputOf(written, [field("cap", "MONEY")], { awarder: "TEAM", receiver: "TEAM" }).fields;
  expect(given?.value).toBe(sent);
  expect(Object.values(moneyIn(text)).join(" ").trim()).toBe(text.trim());
});

test("another template keeps what fits its fields", () => {
  const { fields } = textOf(TERMS, { id: "t1", fields: FIELDS });
  const others = [field("scope", "TEXT"), field("law", "CHOICE", { options: [] }), field("days", "ROWS")];
  expect(fitting(others, fields)).toEqual({ scope: "A portal." });
});

test("a field begins with what is suggested, and what was written or emptied stays", () => {
  const days = field("days", "NUMBER", { suggestion: "10" });
  expect(fitting([days], {})).toEqual({ days: "10" });
  expect(fitting([days], { days: "5" })).toEqual({ days: "5" });
  expect(fitting([days], { days: "" })).toEqual({ days: "" });
});

test("what is written stands at the path at which a refusal names it", () => {
  const text = textOf(TERMS, { id: "v1", fields: FIELDS });
  expect(valueAt(text, "receiver.name")).toBe("Ada");
  expect(valueAt(text, "awarder.address")).toBe("");
  expect(valueAt(text, "stages")).toBe(text.stages);
  expect(valueAt(text, "stages.0.title")).toBe(text.stages[0]?.title);
  expect(valueAt(text, "stages.9.title")).toBe(undefined);
  expect(valueAt(text, "fields.scope")).toBe(text.fields.scope);
  expect(valueAt({ ...text, fields: { items: [{ key: 0, cells: { title: "One" } }] } }, "fields.items.0.title")).toBe(
    "One",
  );
  expect(valueAt(text, "language")).toBe("de");
});

test("terms are in the language of their template, whatever amounts are written by", () => {
  const terms = { template: { name: "Agreement", version: 1 }, language: "de" };
  expect(languageOf(terms)).toBe("de");
  expect(languageOf({ ...terms, template: { ...terms.template, language: "en" } })).toBe("en");
});
