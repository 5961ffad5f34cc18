import { expect, test } from "vitest";
import { factsIn } from "./entries";

const entry = (facts: unknown) => JSON.stringify({ action: "RELEASED", facts, seq: 1 });

test("an entry about a stage names it with its amounts", () => {
  expect(factsIn(entry({ stage: 2, amount: "50.00", fee: "2.50", currency: "EUR" }))).toEqual({
    stage: 2,
    amount: { amount: "50.00", currency: "EUR" },
  });
  expect(factsIn(entry({ stage: 1, receiver: "30.00", awarder: "20.00", currency: "EUR" }))).toEqual({
    stage: 1,
    toReceiver: { amount: "30.00", currency: "EUR" },
    toAwarder: { amount: "20.00", currency: "EUR" },
  });
});

test("what is no entry says nothing", () => {
  for (const text of ["", "{", "null", "1", entry(null), entry({ stage: "1", amount: 5 })])
    expect(factsIn(text)).toEqual({});
});
