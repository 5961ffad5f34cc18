import { describe, expect, it } from "vitest";
import { isMore, isNothing, isSame, rest, sumsOf } from "./amounts";

describe("amounts", () => {
  it("knows the larger one without floats", () => {
    expect(isMore("90071992547409931.30", "90071992547409931.3")).toBe(false);
    expect(isMore("90071992547409931.31", "90071992547409931.3")).toBe(true);
    expect(isMore("10", "9.99")).toBe(true);
    for (const text of ["", "-10", "1e9", "much"]) expect(isMore(text, "9.99")).toBe(false);
  });

  it("knows nothing in every currency", () => {
    for (const amount of ["0", "0.00", "0.000"]) expect(isNothing({ amount, currency: "EUR" })).toBe(true);
    for (const amount of ["1", "0.01", "-0.001"]) expect(isNothing({ amount, currency: "EUR" })).toBe(false);
  });

  it("compares decimals as numbers, however large", () => {
    expect(isSame("1000.00", "1000")).toBe(true);
    expect(isSame("01000.5", "1000.50")).toBe(true);
    expect(isSame("1000.00", "100.00")).toBe(false);
    expect(isSame("90071992547409931.01", "90071992547409931.02")).toBe(false);
  });

  it("knows what is left, in every number of decimals", () => {
    expect(rest("3000.00", "1000.5")).toBe("1999.50");
    expect(rest("3000.00", "3000")).toBe("0.00");
    expect(rest("1000", "1")).toBe("999");
    expect(rest("1.234", "1.2")).toBe("0.034");
    for (const part of ["3000.01", "0.001", "-1", "", "x"]) expect(rest("3000.00", part)).toBe(null);
  });

  it("adds up each currency by itself, without floats", () => {
    const amounts = [
      ["0.10", "EUR"],
      ["5", "JPY"],
      ["90071992547409931.20", "EUR"],
    ].map(([amount = "", currency = ""]) => ({ amount, currency }));
    expect(sumsOf(amounts)).toEqual([
      { amount: "90071992547409931.30", currency: "EUR" },
      { amount: "5", currency: "JPY" },
    ]);
    expect(sumsOf([])).toEqual([]);
  });
});
