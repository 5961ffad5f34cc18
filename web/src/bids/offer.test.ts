import { expect, test } from "vitest";
import { unread } from "../parts/decimals";
import {
  amountText,
  dueLater,
  inputOf,
  isFar,
  isLate,
  lateStages,
  missing,
  sharesIn,
  textOf,
  unreadableIn,
} from "./offer";

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
  expect(unreadableIn(text)).toEqual([]);
  expect(unreadableIn({ ...text, price: "" })).toEqual([]);
  expect(unreadableIn({ ...text, price: unread("4.200") })).toEqual(["price"]);
  expect(unreadableIn({ ...text, stages: text.stages.map((each) => ({ ...each, amount: unread("4.200") })) })).toEqual([
    "stages",
  ]);
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

test("a stage that is due before one that comes before it names that one", () => {
  const stages = ["45", "30", "", "45", "40"].map((dueAfterDays) => ({ dueAfterDays }));
  expect(stages.map((_, index) => dueLater(stages, index))).toEqual([null, 1, null, null, 1]);
});

test("a stage is late after the days that the bid names, and not on the last of them", () => {
  const late = (dueAfterDays: string, durationDays: string) => isLate({ dueAfterDays }, { durationDays });
  expect(["60", "61", " 100 "].map((due) => late(due, "60"))).toEqual([false, true, true]);
  // What is not written, or is no number, is late for nothing.
  expect([late("", "60"), late("61", ""), late("soon", "60"), late("61", "two months")]).toEqual(Array(4).fill(false));
});

test("what is asked before a bid is submitted names the stages that are late", () => {
  const stages = ["20", "", " 99 "].map((dueAfterDays, key) => ({ key, title: "", amount: "1", dueAfterDays }));
  expect(lateStages({ stages, durationDays: "20" })).toEqual([{ number: 3, dueAfterDays: "99" }]);
  expect(lateStages({ stages, durationDays: "" })).toEqual([]);
});

test("nothing is said to be got of what cannot be paid", () => {
  const net = (price: string, currency = "EUR") => sharesIn({ price, stages: [] }, currency, 500)?.net.amount ?? null;
  expect(net("4200.50")).toBe("3990.47");
  expect(["", "0", "0.00", "much", "1.005", "10000000000000.01"].map((price) => net(price))).toEqual(
    Array(6).fill(null),
  );
  expect(net("10000000000000")).toBe("9500000000000.00");
  expect([net("1000000000000000", "JPY"), net("1000000000000001", "JPY")]).toEqual(["950000000000000", null]);
  // Each stage has a fee of its own.
  const halves = { price: "0.20", stages: [{ amount: "0.10" }, { amount: "0.10" }] };
  expect(sharesIn(halves, "EUR", 500)?.net.amount).toBe("0.18");
});
