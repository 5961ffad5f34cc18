import { describe, expect, test } from "vitest";
import { decimalsOf, isReadable, problemIn, read, shownAs, unread, written } from "./decimals";

function inEuros(text: string, language: string) {
  return read(text, { language, decimals: 2, currency: "EUR" });
}

describe.each([
  ["en", "4,200", "4,200.50", "1,234,567.80"],
  ["de", "4.200", "4.200,50", "1.234.567,80"],
  ["es", "4.200", "4.200,50", "1.234.567,80"],
  ["zh", "4,200", "4,200.50", "1,234,567.80"],
])("in %s", (language, whole, withCents, millions) => {
  test.each([
    [whole, "4200"],
    [withCents, "4200.50"],
    [millions, "1234567.80"],
    ["4200", "4200"],
    ["4200.50", "4200.50"],
    ["4200.5", "4200.5"],
    ["4 200", "4200"],
    ["4\u202f200", "4200"],
    ["4\u00a0200", "4200"],
    ["4'200", "4200"],
    ["4’200.50", "4200.50"],
    ["1 000,50", "1000.50"],
    ["４２００", "4200"],
    ["€4200", "4200"],
    [" 4200 eur ", "4200"],
    ["007", "7"],
    ["0", "0"],
  ])("%s is %s", (text, decimal) => {
    expect(inEuros(text, language)).toEqual({ decimal });
  });

  test.each(["", "much", "-5", "4200 USD", "1 2", "4..2", ".", "4200 50", "4,2,0", "1e3"])(
    "%s is no amount",
    (text) => {
      expect(inEuros(text, language)).toHaveProperty("problem");
    },
  );

  test("what is formatted for it is read back", () => {
    for (const [currency, amount] of [
      ["EUR", "1234567.89"],
      ["JPY", "1234567"],
      ["KWD", "1234567.891"],
    ] as const) {
      const text = new Intl.NumberFormat(language, { style: "currency", currency }).format(
        amount as Intl.StringNumericLiteral,
      );
      expect(read(text, { language, decimals: decimalsOf(currency), currency })).toEqual({ decimal: amount });
      expect(read(written(amount, language), { language, decimals: decimalsOf(currency) })).toEqual({
        decimal: amount,
      });
    }
  });
});

test.each([
  ["-5", "en", "-5"],
  ["−1,500.5", "en", "-1500.5"],
  ["- 1.500,5", "de", "-1500.5"],
  ["-0.00", "en", "0.00"],
])("%s in %s is %s where it can be less than zero, and else refused", (text, language, decimal) => {
  expect(read(text, { language, decimals: 2, isSigned: true })).toEqual({ decimal });
  const isNegative = decimal.startsWith("-");
  expect(read(text, { language, decimals: 2 })).toEqual(isNegative ? { problem: "SIGN" } : { decimal });
  expect(problemIn(decimal, { language, decimals: 2, isSigned: true })).toBeNull();
  expect(problemIn("-1.5", { language, decimals: 2 })).toBe("SIGN");
  expect(shownAs("-1500.5", "de")).toBe("-1500,5");
});

test("another language's way is taken only where nothing else can be meant", () => {
  expect(inEuros("4.200,50", "en")).toEqual({ decimal: "4200.50" });
  expect(inEuros("4,200.50", "de")).toEqual({ decimal: "4200.50" });
  expect(inEuros("1.234.567", "en")).toEqual({ decimal: "1234567" });
  expect(inEuros("4,2", "en")).toEqual({ problem: "AMBIGUOUS" });
  expect(inEuros("4,20", "zh")).toEqual({ problem: "AMBIGUOUS" });
  expect(inEuros("4.200", "en")).toEqual({ problem: "DECIMALS" });
  expect(inEuros("4,200", "de")).toEqual({ problem: "DECIMALS" });
});

test("a currency has its own decimals", () => {
  const inYen = (text: string, language: string) => read(text, { language, decimals: 0, currency: "JPY" });
  expect(inYen("4,200", "en")).toEqual({ decimal: "4200" });
  expect(inYen("4.200", "de")).toEqual({ decimal: "4200" });
  expect(inYen("¥4,200", "en")).toEqual({ decimal: "4200" });
  expect(inYen("4200.5", "en")).toEqual({ problem: "DECIMALS" });
  const inDinars = (text: string, language: string) => read(text, { language, decimals: 3, currency: "KWD" });
  expect(inDinars("4.200", "en")).toEqual({ decimal: "4.200" });
  expect(inDinars("4,200", "en")).toEqual({ decimal: "4200" });
  expect(inDinars("4,200", "de")).toEqual({ decimal: "4.200" });
  // A German thousand, or the plain form of four dinars and a fifth.
  expect(inDinars("4.200", "de")).toEqual({ problem: "AMBIGUOUS" });
  expect(inDinars("4.200,5", "de")).toEqual({ decimal: "4200.5" });
});

test("a number of no currency can have any decimals", () => {
  expect(read("33,3", { language: "de", decimals: 4 })).toEqual({ decimal: "33.3" });
  expect(read("33.3", { language: "de", decimals: 4 })).toEqual({ decimal: "33.3" });
  expect(read("4.200", { language: "de", decimals: 4 })).toEqual({ problem: "AMBIGUOUS" });
});

test("marks between thousands of another width are India's", () => {
  expect(inEuros("1,00,000.50", "en-IN")).toEqual({ decimal: "100000.50" });
});

test("what cannot be read is never taken for an amount", () => {
  const rules = { language: "en", decimals: 2, currency: "EUR" };
  expect(isReadable(unread("4.200"))).toBe(false);
  expect(problemIn(unread("4.200"), rules)).toBe("DECIMALS");
  expect(shownAs(unread("4.200"), "en")).toBe("4.200");
  expect(shownAs("4200.50", "de")).toBe("4200,50");
  expect(problemIn("4200.50", rules)).toBeNull();
  expect(problemIn("", rules)).toBeNull();
  // The currency was changed after it was written.
  expect(problemIn("4200.50", { ...rules, decimals: 0, currency: "JPY" })).toBe("DECIMALS");
});

test.each([
  ["EUR", "10000000000000", "10000000000000.01"],
  ["JPY", "1000000000000000", "1000000000000001"],
  ["KWD", "1000000000000", "99999999999999999999"],
])("an amount in %s can be as large as the server takes", (currency, most, more) => {
  const rules = { language: "en", currency, decimals: decimalsOf(currency) };
  expect(problemIn(most, rules)).toBeNull();
  expect(problemIn(more, rules)).toBe("LARGE");
});
