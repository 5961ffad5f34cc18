import { expect, test } from "vitest";
import { apportioned, tenthsOf } from "./apportioned";
import { textsIn } from "./texts";

test("parts add up to the whole, and whoever lost most by rounding gets what is left", () => {
  expect(apportioned([33.4, 33.4, 33.2], 100)).toEqual([34, 33, 33]);
  expect(apportioned([0.5, 0.5], 1)).toEqual([1, 0]);
  expect(apportioned([10, 20, 30], 60)).toEqual([10, 20, 30]);
  expect(apportioned([], 0)).toEqual([]);
});

test("what a float makes of a whole number takes nothing away", () => {
  // 300.00000000000006, and 2.9999999999999996
  expect(apportioned([0.1 * 3 * 1_000, 700], 1_000)).toEqual([300, 700]);
  expect(apportioned([(0.3 - 0.2) * 30, 7], 10)).toEqual([3, 7]);
});

test("what is shown of a score are parts of the score that is shown", () => {
  // Each for itself: 30.0, 12.5, 20.2, 5.0 and 8.0, which are 75.7.
  const shares = [0.29956, 0.12468, 0.20154, 0.05, 0.08];
  const total = shares.reduce((sum, share) => sum + share, 0);
  const { number } = textsIn("en");
  expect(number(total * 100)).toBe("75.6");
  expect(tenthsOf(shares, total)).toEqual([300, 125, 201, 50, 80]);
});

test("however a score is rounded, its parts are too", () => {
  const { number } = textsIn("en");
  for (let step = 0; step < 2_000; step += 1) {
    const shares = [step, step * 7, step * 13].map((each) => (each % 3_333) / 10_000);
    const total = shares.reduce((sum, share) => sum + share, 0);
    const tenths = tenthsOf(shares, total).reduce((sum, each) => sum + each, 0);
    expect((tenths / 10).toFixed(1)).toBe(number(total * 100));
  }
});
