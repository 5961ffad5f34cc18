import { expect, test } from "vitest";
import { unread } from "../parts/decimals";
import { amountText, areReadable, inputOf, isFar, missing, textOf } from "./offer";

const draft = {
  price: { amount: "1000.00" },
  durationDays: 60,
  proposal: "A portal.",
  stages: [{ title: "All", amount: { amount: "1000.00" }, dueAfterDays: null }],
};

test("what was saved is written into the form and sent back unchanged", () => {
  expect(inputOf(textOf(draft), "EUR")).toEqual({
    price: { amount: "1000.00", currency: "EUR" },
    durationDays: 60,
    proposal: "A portal.",
    stages: [{ title: "All", amount: "1000.00", dueAfterDays: null }],
  });
});

test("an empty form is an unfinished draft", () => {
  expect(inputOf(textOf(null), "EUR")).toEqual({ price: null, durationDays: null, proposal: null, stages: [] });
});

test("stages tell what is missing of the price, without losing a cent", () => {
  const text = textOf(draft);
  expect(missing(text)).toBe(0);
  const stages = ["0.10", "0.20"].map((amount, key) => ({ key, title: "", amount, dueAfterDays: "" }));
  expect(missing({ ...text, price: "0.30", stages })).toBe(0);
  expect(amountText(missing({ ...text, price: "0.31", stages }) ?? 0, "EUR")).toBe("0.01");
  expect(missing({ ...text, price: "much" })).toBeNull();
});

test("what is left is written with the decimals of its currency", () => {
  const left = missing({ price: "4200.5", stages: [{ amount: "200" }] }) ?? 0;
  expect(amountText(left, "EUR")).toBe("4000.50");
  expect(amountText(left, "KWD")).toBe("4000.500");
  expect(amountText(missing({ price: "4200", stages: [] }) ?? 0, "JPY")).toBe("4200");
});

test("an amount that cannot be read is not sent", () => {
  const text = textOf(draft);
  expect(areReadable(text)).toBe(true);
  expect(areReadable({ ...text, price: "" })).toBe(true);
  expect(areReadable({ ...text, price: unread("4.200") })).toBe(false);
  expect(missing({ ...text, price: unread("4.200") })).toBeNull();
});

test("a price is asked about under a tenth of the budget and over ten times it", () => {
  const budget = { low: { amount: "2000.00" }, high: { amount: "5000.00" } };
  expect(["199.99", "200.00", "50000.00", "50000.01"].map((price) => isFar(price, budget))).toEqual([
    true,
    false,
    false,
    true,
  ]);
  expect(isFar("4.20", { low: null, high: budget.high })).toBe(true);
  expect(isFar("20000.01", { low: budget.low, high: null })).toBe(true);
  expect(isFar("1", { low: null, high: null })).toBe(false);
});
