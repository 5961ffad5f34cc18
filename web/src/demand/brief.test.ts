import { expect, test } from "vitest";
import { deadlineOf, draftOf, inputOf, missing, newBrief, textOf, timeIn, wrongWithDeadline } from "./brief";

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

test("how bids are taken is sent with a draft alone: what is published keeps it", () => {
  const text = textOf(demand);
  expect(draftOf(text)).toEqual({ ...inputOf(text), bidding: "SEALED" });
  expect(inputOf(text)).not.toHaveProperty("bidding");
});

test("a demand is not published with a deadline that is missing or over", () => {
  const at = Date.parse(demand.deadlineAt);
  const text = textOf(demand, "UTC");
  expect([at - 1, at].map((now) => wrongWithDeadline(text, 0, now))).toEqual([null, "PAST"]);
  expect(wrongWithDeadline(newBrief([]), 0)).toBe("MISSING");
  // The server refuses one that is just as far away as the least.
  expect([at - 60_001, at - 60_000, at].map((now) => wrongWithDeadline(text, 60, now))).toEqual([null, "NEAR", "PAST"]);
});

test.each([
  [172_800, "2 days"],
  [5_400, "90 minutes"],
  [3_600, "1 hour"],
  [61, "61 seconds"],
])("the least time of %i seconds is said as %s", (seconds, said) => {
  expect(timeIn(seconds, "en")).toBe(said);
});

test("a deadline that is too far away is sent as it was written, so that it is refused beside its field", () => {
  const of = (clock: string) => deadlineOf({ deadline: { clock, zone: "UTC" } });
  expect([of("9999-05-01T10:00"), of("275761-05-01T10:00")]).toEqual([
    "9999-05-01T10:00:00.000Z",
    "275761-05-01T10:00",
  ]);
  expect(of("")).toBeNull();
});
