import { expect, test } from "vitest";
import { decimalOf } from "../parts/numbers";
import { amountText, inputOf, missing, textOf } from "./offer";

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
  expect(amountText(missing({ ...text, price: "0.31", stages }) ?? 0)).toBe("0.01");
  expect(missing({ ...text, price: "much" })).toBeNull();
});

test.each([
  ["1 250,50", "1250.50"],
  ["1250.50", "1250.50"],
  ["1,250.50", "1,250.50"],
])("%s is sent as %s", (text, sent) => {
  expect(decimalOf(text)).toBe(sent);
});
