import { expect, test } from "vitest";
import { begun, chosen, merged } from "../parts/merging";
import { termsPlaces } from "./places";
import type { StageText, TermsText } from "./terms";

const stage = (key: number, amount: string): StageText => ({
  key,
  title: "All",
  amount,
  acceptanceTerms: "",
  dueOn: "2030-01-31",
});
const BASE: TermsText = {
  templateVersionId: "t1",
  language: "en",
  signsFirst: "RECEIVER",
  parties: { awarder: { name: "Acme" }, receiver: { name: "Ada", address: "" } },
  stages: [stage(0, "1000.00")],
  fields: { law: "Austria", items: [{ key: 0, cells: { title: "Desk", price: "" } }] },
};

test("what each side has said of its own party stands in what both send", () => {
  const mine = { ...BASE, parties: { ...BASE.parties, receiver: { name: "Ada", address: "2 Low Street" } } };
  const theirs = { ...BASE, parties: { ...BASE.parties, awarder: { name: "Acme", seal: "It uses none" } } };
  const { text, taken, contests } = merged({ ...begun(1, BASE), text: mine }, 2, theirs, termsPlaces);
  expect(text.parties).toEqual({
    awarder: { name: "Acme", seal: "It uses none" },
    receiver: { name: "Ada", address: "2 Low Street" },
  });
  expect(taken).toEqual(["awarder.seal"]);
  expect(contests).toEqual([]);
});

test("stages are taken, kept and chosen as a whole", () => {
  const theirs = { ...BASE, stages: [stage(0, "400.00"), stage(1, "600.00")] };
  expect(merged(begun(1, BASE), 2, theirs, termsPlaces).text.stages).toEqual(theirs.stages);
  const mine = { ...BASE, stages: [{ ...stage(0, "1000.00"), dueOn: "2030-02-28" }] };
  const found = merged({ ...begun(1, BASE), text: mine }, 2, theirs, termsPlaces);
  expect(found.text.stages).toBe(mine.stages);
  expect(found.contests.map(({ place }) => place)).toEqual(["stages"]);
  expect(chosen(found, "stages", "theirs", termsPlaces).text.stages).toEqual(theirs.stages);
});

test("stages and rows that are sent alike do not differ by the keys that they have in a form", () => {
  const rows = [{ key: 4, cells: { price: " ", title: "Chair" } }];
  const mine = { ...BASE, stages: [stage(7, "900.00")], fields: { ...BASE.fields, items: rows } };
  const theirs = {
    ...BASE,
    stages: [stage(0, "900.00")],
    fields: { law: "Austria", items: [{ key: 0, cells: { title: "Chair", price: "" } }] },
  };
  const { taken, contests } = merged({ ...begun(1, BASE), text: mine }, 2, theirs, termsPlaces);
  expect([taken, contests]).toEqual([[], []]);
});

test("another template brings its fields, and takes away those that nobody has changed", () => {
  const theirs = { ...BASE, templateVersionId: "t2", fields: { courts: "Vienna" } };
  const { text, contests } = merged(begun(1, BASE), 2, theirs, termsPlaces);
  expect(text).toEqual(theirs);
  expect(contests).toEqual([]);
});
