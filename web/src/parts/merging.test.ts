import { expect, test } from "vitest";
import { begun, chosen, isUnsettled, joined, merged, type Places, type Writing } from "./merging";

type Text = Readonly<Record<string, string>>;

const PLACES: Places<Text> = {
  of: Object.keys,
  at: (text, place) => text[place],
  put: (text, place, value) => ({ ...text, [place]: value as string }),
  sent: (text, place) => text[place]?.trim(),
};
const BASE = { seal: "", address: "", days: "14", law: "Austria" };

function written(part: Text): Writing<Text> {
  return { ...begun(1, BASE), text: { ...BASE, ...part } };
}

test.each([
  ["nobody", {}, {}, BASE, [], []],
  ["mine alone", { seal: "None" }, {}, { ...BASE, seal: "None" }, [], []],
  ["theirs alone", {}, { seal: "None" }, { ...BASE, seal: "None" }, ["seal"], []],
  ["both in the same way", { seal: "None" }, { seal: "None" }, { ...BASE, seal: "None" }, [], []],
  ["both, and sent alike", { seal: " None" }, { seal: "None" }, { ...BASE, seal: " None" }, [], []],
  [
    "both at other places",
    { seal: "None" },
    { address: "1" },
    { ...BASE, seal: "None", address: "1" },
    ["address"],
    [],
  ],
  ["both otherwise", { days: "30" }, { days: "60" }, { ...BASE, days: "30" }, [], ["days"]],
  ["theirs, something new", {}, { courts: "Vienna" }, { ...BASE, courts: "Vienna" }, ["courts"], []],
  ["theirs, which takes away what I wrote", { law: "Spain" }, { law: "" }, { ...BASE, law: "Spain" }, [], ["law"]],
])("what was changed by %s", (_, mine, theirs, text, taken, contested) => {
  const found = merged(written(mine as Text), 2, { ...BASE, ...theirs }, PLACES);
  expect(found.text).toEqual(text);
  expect(found.taken).toEqual(taken);
  expect(found.contests.map(({ place }) => place)).toEqual(contested);
  expect([found.version, found.base]).toEqual([2, { ...BASE, ...theirs }]);
});

test("what is contested has both values, and either of them is put into the text", () => {
  const found = merged(written({ days: "30" }), 2, { ...BASE, days: "60" }, PLACES);
  expect(found.contests).toEqual([{ place: "days", mine: "30", theirs: "60", chosen: null }]);
  const theirs = chosen(found, "days", "theirs", PLACES);
  expect(theirs.text.days).toBe("60");
  expect(chosen(theirs, "days", "mine", PLACES).text.days).toBe("30");
  const rewritten = { ...found, text: { ...found.text, days: "45" } };
  expect(chosen(chosen(rewritten, "days", "theirs", PLACES), "days", "mine", PLACES).text.days).toBe("45");
  expect(chosen(found, "law", "theirs", PLACES)).toBe(found);
});

test("what nobody has chosen stays contested in the version after the next", () => {
  const found = merged(written({ days: "30" }), 2, { ...BASE, days: "60" }, PLACES);
  const later = merged(found, 3, { ...BASE, days: "60", seal: "None" }, PLACES);
  expect(later.contests).toEqual([{ place: "days", mine: "30", theirs: "60", chosen: null }]);
  expect(later.taken).toEqual(["seal"]);
  const settled = merged(chosen(later, "days", "mine", PLACES), 4, { ...later.base, law: "Spain" }, PLACES);
  expect(settled.text).toEqual({ ...BASE, days: "30", seal: "None", law: "Spain" });
  expect(settled.taken).toEqual(["seal", "law"]);
  expect(settled.contests).toEqual([{ place: "days", mine: "30", theirs: "60", chosen: "mine" }]);
  const anew = merged(settled, 5, { ...settled.base, days: "90" }, PLACES);
  expect(anew.contests).toEqual([{ place: "days", mine: "30", theirs: "90", chosen: null }]);
});

test("what was taken in and then written anew is contested once they change it again", () => {
  const found = merged(written({}), 2, { ...BASE, seal: "None" }, PLACES);
  const rewritten = { ...found, text: { ...found.text, seal: "Ours" } };
  const later = merged(rewritten, 3, { ...BASE, seal: "Theirs" }, PLACES);
  expect(later.taken).toEqual([]);
  expect(later.contests).toEqual([{ place: "seal", mine: "Ours", theirs: "Theirs", chosen: null }]);
});

test.each([
  ["nobody", {}, {}, BASE, [], []],
  ["one alone", { seal: "None" }, {}, { ...BASE, seal: "None" }, [], []],
  ["the other alone", {}, { seal: "None" }, { ...BASE, seal: "None" }, ["seal"], []],
  ["both in the same way", { seal: "None" }, { seal: " None" }, { ...BASE, seal: "None" }, [], []],
  ["both otherwise", { days: "30" }, { days: "60" }, { ...BASE, days: "30" }, [], ["days"]],
])("what was written by %s over one version is joined", (_, mine, other, text, taken, contested) => {
  const found = joined(written(mine as Text), written(other as Text), PLACES);
  expect(found).toMatchObject({ version: 1, base: BASE, text, taken });
  expect(found?.contests.map(({ place }) => place)).toEqual(contested);
  expect(found && isUnsettled(found)).toBe(contested.length > 0);
});

test("what was contested in one text is contested in both, and no place has three values to choose from", () => {
  const mine = merged(written({ days: "30" }), 2, { ...BASE, days: "60" }, PLACES);
  const other = { ...begun(2, mine.base), text: { ...mine.base, seal: "None" } };
  for (const both of [joined(mine, other, PLACES), joined(other, mine, PLACES)]) {
    expect(both?.text).toEqual({ ...BASE, days: "30", seal: "None" });
    expect(both?.contests).toEqual(mine.contests);
  }
  const third = { ...other, text: { ...other.text, days: "45" } };
  expect([joined(mine, third, PLACES), joined(third, mine, PLACES)]).toEqual([null, null]);
});
