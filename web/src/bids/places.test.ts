import { expect, test } from "vitest";
import { begun, merged } from "../parts/merging";
import { type OfferText, textOf } from "./offer";
import { offerPlaces, sentOf } from "./places";

const NOTHING = textOf(null);
const STAGES = [{ key: 0, title: "All", amount: "1000", dueAfterDays: "" }];

test("two first drafts: what one alone has written is taken, and what both have is contested", () => {
  const mine = { ...NOTHING, price: "1000", proposal: "Mine." };
  const theirs = { ...NOTHING, durationDays: "60", proposal: "Theirs.", stages: STAGES };
  const { text, taken, contests } = merged({ ...begun(0, NOTHING), text: mine }, 1, theirs, offerPlaces);
  expect(text).toEqual({ ...theirs, price: "1000", proposal: "Mine." });
  expect(taken).toEqual(["durationDays", "stages"]);
  expect(contests).toEqual([{ place: "proposal", mine: "Mine.", theirs: "Theirs.", chosen: null }]);
});

test.each([
  ["price", "1000", "1000.00"],
  ["durationDays", " 60", "60"],
  ["proposal", "We can.\n", "We can."],
  ["stages", STAGES, [{ key: 3, title: " All", amount: "1000.00", dueAfterDays: " " }]],
])("the same %s is no difference, however it is written", (place, mine, theirs) => {
  const given = [mine, theirs].map((value) => ({ ...NOTHING, [place]: value }));
  const [one, other] = given as [OfferText, OfferText];
  const { text, taken, contests } = merged({ ...begun(0, NOTHING), text: one }, 1, other, offerPlaces);
  expect([text, taken, contests]).toEqual([one, [], []]);
  expect(sentOf(one)).toBe(sentOf(other));
  expect(sentOf(one)).not.toBe(sentOf(NOTHING));
});

test("what cannot be read is another text, although none of it is taken", () => {
  const [two, three] = ["2 weeks", "3 weeks"].map((durationDays) => ({ ...NOTHING, durationDays }));
  const { contests } = merged({ ...begun(0, NOTHING), text: two as OfferText }, 1, three as OfferText, offerPlaces);
  expect(contests).toMatchObject([{ place: "durationDays", mine: "2 weeks", theirs: "3 weeks" }]);
});
