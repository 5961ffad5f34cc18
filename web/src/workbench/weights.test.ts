import { expect, test } from "vitest";
import { measuresOf, pointsUnder, shareOf, shifted, WHOLE, wholeTenths } from "./weights";

const base = { price: 5_000, time: 3_000, skills: 2_000 };
const sum = (weights: Readonly<Record<string, number>>) => Object.values(weights).reduce((total, each) => total + each);

test("the others share what is left as they did before", () => {
  expect(shifted(base, "price", 7_500)).toEqual({ price: 7_500, time: 1_500, skills: 1_000 });
  expect(shifted(base, "price", 0)).toEqual({ price: 0, time: 6_000, skills: 4_000 });
});

test("whoever shared nothing shares equally", () => {
  expect(shifted({ price: WHOLE, time: 0, skills: 0 }, "price", 9_999)).toEqual({ price: 9_999, time: 1, skills: 0 });
});

test("what was written by hand stays, as long as the others can make up for it", () => {
  const kept = new Set(["price"]);
  expect(shifted(base, "time", 4_000, kept)).toEqual({ price: 5_000, time: 4_000, skills: 1_000 });
  expect(shifted(base, "time", 6_000, kept)).toEqual({ price: 2_857, time: 6_000, skills: 1_143 });
  expect(shifted(base, "time", 4_000, new Set(["price", "skills"]))).toEqual({
    price: 4_286,
    time: 4_000,
    skills: 1_714,
  });
});

test.each([0, 1, 3_333, 6_667, 9_999, 10_000, 12_000, -5])("with a weight of %i all of them are a whole", (weight) => {
  for (const key of Object.keys(base)) {
    expect(sum(shifted(base, key, weight))).toBe(WHOLE);
    expect(sum(shifted(base, key, weight, new Set(["price", "skills"])))).toBe(WHOLE);
  }
  expect(sum(shifted({ one: 3_334, two: 3_333, three: 3_333 }, "one", weight))).toBe(WHOLE);
});

test("the only criterion keeps all of it", () => {
  expect(shifted({ price: WHOLE }, "price", 10)).toEqual({ price: WHOLE });
});

test("points are whole numbers, whatever a float makes of a share", () => {
  const measures = measuresOf([
    { key: "price", normalized: 0.333333 },
    { key: "time", normalized: 0.1 + 0.2 },
  ]);
  expect(pointsUnder({ price: 5_000, time: 5_000 }, measures)).toBe(5_000 * 333_333 + 5_000 * 300_000);
  expect(shareOf(WHOLE * 500_000)).toBe(0.5);
});

test("weights that are shown in tenths of a percent add up to all of it", () => {
  const weights = { price: 7_000, time: 692, skills: 1_154, record: 923, verification: 231 };
  expect(wholeTenths(weights)).toEqual({ price: 7_000, time: 690, skills: 1_160, record: 920, verification: 230 });
});
