import { expect, test } from "vitest";
import { invalid, isAboutProgram, refusalIn, wrongWith } from "./refusals";

test("a thing is no refusal", () => {
  expect(refusalIn({ __typename: "Candidate", id: "x" })).toBeNull();
  expect(refusalIn({})).toBeNull();
});

test("what is wrong with fields is found by their paths", () => {
  const fields = [{ path: "price.amount", message: "EUR has 2 decimals." }];
  const refusal = refusalIn({ __typename: "InvalidInput", code: "INVALID_INPUT", message: "See fields.", fields });
  expect(refusal?.fields).toEqual({ "price.amount": "EUR has 2 decimals." });
});

test.each([
  ["Variable '$input' has invalid value at .price.amount: Expected value of type 'Decimal'.", true],
  ["Variable '$input' has invalid value at .durationDays: Int cannot represent non 32-bit signed integer value.", true],
  ["Variable '$id' of required type 'ID!' was not provided.", true],
  ["The price is variable.", false],
  ["Give a reason.", false],
])("%s is about the program: %s", (message, isSo) => {
  expect(isAboutProgram({ code: "BAD_USER_INPUT", message, fields: {}, currentVersion: null })).toBe(isSo);
});

test("a conflict names the version that there is now", () => {
  const refusal = refusalIn({ __typename: "Conflict", code: "CONFLICT", message: "Changed.", currentVersion: 3 });
  expect(refusal).toEqual({ code: "CONFLICT", message: "Changed.", fields: {}, currentVersion: 3 });
});

test("what is wrong within an input stands beside its field, and nothing of an input whose name begins alike", () => {
  const refusal = invalid({ amountInWords: "Too long.", "amount.currency": "Another one." });
  expect(wrongWith(refusal, "amount")).toEqual({ problem: "Another one.", shown: ["amount.currency"] });
  expect(wrongWith(refusal, "reason")).toEqual({ shown: [] });
  expect(wrongWith(null, "amount")).toEqual({ shown: [] });
});
