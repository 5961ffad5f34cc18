import { expect, test } from "vitest";
import { begun, merged } from "../parts/merging";
import { newBrief } from "./brief";
import { briefPlaces } from "./places";

const BASE = newBrief([
  { key: "price_fit", weight: 6_000 },
  { key: "delivery_time", weight: 4_000 },
]);

test("what others have changed of a demand stands beside what is written", () => {
  const mine = { ...BASE, title: "A portal", skills: "python, c++" };
  const theirs = { ...BASE, description: "Build it.", durationDays: "60" };
  const { text, taken, contests } = merged({ ...begun(1, BASE), text: mine }, 2, theirs, briefPlaces);
  expect(text).toEqual({ ...mine, description: "Build it.", durationDays: "60" });
  expect(taken).toEqual(["description", "durationDays"]);
  expect(contests).toEqual([]);
});

test("weights are contested as a whole, for they make up 100 percent", () => {
  const mine = { ...BASE, weights: { price_fit: "100", delivery_time: "" } };
  const theirs = { ...BASE, weights: { price_fit: "50", delivery_time: "50" } };
  const { text, contests } = merged({ ...begun(1, BASE), text: mine }, 2, theirs, briefPlaces);
  expect(text.weights).toBe(mine.weights);
  expect(contests.map(({ place }) => place)).toEqual(["weights"]);
});

test.each([
  ["low", "1000", "1000.00"],
  ["high", "1000.5", "1000.50"],
  ["skills", "C++,  python", "python, c++"],
  ["durationDays", " 60", "60"],
  ["title", "A  portal ", "A portal"],
  ["weights", { delivery_time: "40", price_fit: "60,0" }, { price_fit: "60", delivery_time: "40" }],
])("the same %s is no difference, however it is written", (place, mine, theirs) => {
  const written = { ...begun(1, BASE), text: { ...BASE, [place]: mine } };
  const { text, taken, contests } = merged(written, 2, { ...BASE, [place]: theirs }, briefPlaces);
  expect(text[place as keyof typeof text]).toEqual(mine);
  expect([taken, contests]).toEqual([[], []]);
});
