import { expect, test } from "vitest";
import { deadlineOf, inputOf, missing, newBrief, textOf } from "./brief";

const demand = {
  title: "A portal",
  description: "Build it.",
  skills: ["python", "c++"],
  audience: ["ENTERPRISE", "TEAM"],
  budget: { low: null, high: { amount: "1250.50" } },
  currency: "EUR",
  durationDays: 60,
  deadlineAt: "2030-05-01T15:30:00Z",
  bidding: "SEALED",
  isBidCountPublic: true,
  criteria: [
    { key: "price_fit", weight: 6_250 },
    { key: "delivery_time", weight: 3_750 },
  ],
};

test("what was saved is written into the form and sent back unchanged", () => {
  const text = textOf(demand, "Asia/Shanghai");
  expect(text.deadline.clock).toBe("2030-05-01T23:30");
  expect(deadlineOf(text)).toBe("2030-05-01T15:30:00.000Z");
  expect(inputOf(text)).toEqual({
    title: "A portal",
    description: "Build it.",
    skills: ["python", "c++"],
    audience: ["TEAM", "ENTERPRISE"],
    budget: { low: null, high: "1250.50", currency: "EUR" },
    durationDays: 60,
    isBidCountPublic: true,
    criteria: demand.criteria,
  });
});

test("weights say what they lack of all, and one that is no number is none", () => {
  const brief = newBrief(demand.criteria);
  expect(missing(brief)).toBe(0);
  expect(missing({ ...brief, weights: { price_fit: "33,3", delivery_time: "" } })).toBe(6_670);
  expect(missing({ ...brief, weights: { price_fit: "half" } })).toBeNull();
  expect(inputOf({ ...brief, weights: { price_fit: "half", delivery_time: " " } }).criteria).toEqual([
    { key: "price_fit", weight: -1 },
  ]);
});
