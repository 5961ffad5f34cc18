import { expect, test } from "vitest";
import { NOTHING, type Stage, stageTextOf, supplementInputOf, totalOf, touched, valueIn } from "./supplements";
import type { TemplateField } from "./terms";

const stage = (number: number, amount: string, more: Partial<Stage> = {}): Stage => ({
  id: `s${number}`,
  number,
  title: `Stage ${number}`,
  amount: { amount },
  acceptanceTerms: null,
  dueOn: null,
  ...more,
});
const STAGES = [stage(1, "1000.00", { dueOn: "2030-01-31" }), stage(2, "2000.00"), stage(4, "500.00")];
const field = (key: string, type: string): TemplateField => ({ key, label: key, type, isRequired: true, options: [] });
const EUR = (amount: string) => ({ amount, currency: "EUR" });
const FIELDS = [field("days", "NUMBER"), field("scope", "TEXT")];

test("no more than what changes is sent, and the numbers tell which stage a refusal is about", () => {
  const second = stageTextOf(STAGES[1] as Stage, NOTHING);
  const text = {
    ...NOTHING,
    rationale: "Less is needed.",
    stages: { 2: { ...second, amount: "1500.00", dueOn: "2030-06-30" }, 4: { ...second, key: 4, title: "Other" } },
    dropped: [4],
    added: [{ key: 0, title: "More", amount: "", acceptanceTerms: " ", dueOn: "" }],
    changed: ["scope"],
    fields: { scope: "A shop." },
  };
  expect(supplementInputOf(text, STAGES, FIELDS, [field("other", "TEXT")])).toEqual({
    rationale: "Less is needed.",
    changes: {
      stages: [
        { stageId: "s2", amount: "1500.00", dueOn: "2030-06-30" },
        { stageId: "s4", remove: true },
      ],
      addStages: [{ title: "More", amount: "0", acceptanceTerms: null, dueOn: null }],
      fields: [{ key: "scope", value: "A shop." }],
    },
    fields: [{ key: "other", value: null }],
  });
  expect(touched(STAGES, text)).toEqual([2, 4]);
  expect(totalOf(STAGES, text, EUR("3500.00"))).toBe("2500.00");
});

test("a day that was emptied stays as it is, and so does an amount that is written otherwise", () => {
  const first = { ...stageTextOf(STAGES[0] as Stage, NOTHING), amount: "1000", dueOn: "" };
  expect(touched(STAGES, { ...NOTHING, stages: { 1: first } })).toEqual([]);
});

test("stages that cannot change any more count until now and from then on", () => {
  const second = { ...stageTextOf(STAGES[1] as Stage, NOTHING), amount: "1500.00" };
  expect(totalOf(STAGES, NOTHING, EUR("10700.00"))).toBe("10700.00");
  expect(totalOf(STAGES, { ...NOTHING, stages: { 2: second } }, EUR("10700.00"))).toBe("10200.00");
});

test("there is no total while something is no amount", () => {
  const first = { ...stageTextOf(STAGES[0] as Stage, NOTHING), amount: "much" };
  expect(totalOf(STAGES, { ...NOTHING, stages: { 1: first } }, EUR("3500.00"))).toBeNull();
});

test("what was refused of a supplement is found where it is written", () => {
  const second = { ...stageTextOf(STAGES[1] as Stage, NOTHING), title: "Other" };
  const added = [
    { key: 0, title: "", amount: "1", acceptanceTerms: "", dueOn: "" },
    { key: 1, title: "More", amount: "2", acceptanceTerms: "", dueOn: "" },
  ];
  const items = [{ key: 0, cells: { price: "1" } }];
  const text = { ...NOTHING, rationale: "…", stages: { 2: second }, added, changed: ["scope"], fields: { scope: "A" } };
  expect(valueIn(text, "rationale", [2])).toBe("…");
  expect(valueIn(text, "changes.stages.0.title", [2])).toBe("Other");
  expect(valueIn({ ...text, dropped: [2] }, "changes.stages.0.title", [2])).toBe(null);
  expect(valueIn(text, "changes.addStages.0.title", [2])).toBe("");
  expect(valueIn({ ...text, added: added.slice(1) }, "changes.addStages.0.title", [2])).toBe("More");
  expect(valueIn(text, "changes.fields.scope", [2])).toBe("A");
  expect(valueIn({ ...text, changed: [] }, "changes.fields.scope", [2])).toBe(undefined);
  expect(valueIn({ ...text, more: { items } }, "fields.items.0.price", [2])).toBe("1");
});
