import { expect, test } from "vitest";
import { releasableOf, sharesOf, sharesOfAll } from "./fees";

const EUR = (amount: string) => ({ amount, currency: "EUR" });

test.each([
  // The amounts of ES-8: five percent, rounded to the minor unit, halves up.
  ["3000.00", "EUR", 500, "150.00", "2850.00"],
  ["2000", "EUR", 500, "100.00", "1900.00"],
  ["0.10", "EUR", 500, "0.01", "0.09"],
  ["0.09", "EUR", 500, "0.00", "0.09"],
  ["1001", "JPY", 250, "25", "976"],
  ["1.234", "KWD", 500, "0.062", "1.172"],
  ["90071992547409931.01", "EUR", 333, "2999397351828750.70", "87072595195581180.31"],
  ["50.00", "EUR", 0, "0.00", "50.00"],
])("of %s %s at %d basis points the platform keeps %s", (amount, currency, basisPoints, fee, net) => {
  expect(sharesOf({ amount, currency }, basisPoints)).toEqual({
    fee: { amount: fee, currency },
    net: { amount: net, currency },
  });
});

test("what was released before keeps its own fee: parts add up to the fee of the whole", () => {
  const parts = ["0.10", "0.10", "0.10"].map((amount, part) => sharesOf(EUR(amount), 500, `0.${part}0`)?.fee.amount);
  expect(parts).toEqual(["0.01", "0.00", "0.01"]);
  expect(sharesOf(EUR("0.30"), 500)?.fee.amount).toBe("0.02");
});

test("each stage has a fee of its own", () => {
  expect(sharesOfAll([EUR("0.10"), EUR("0.10")], 500)).toEqual({ fee: EUR("0.02"), net: EUR("0.18") });
  expect(sharesOf(EUR("0.20"), 500)).toEqual({ fee: EUR("0.01"), net: EUR("0.19") });
});

test("of a stage that was divided or given back counts what was released, of another one its amount", () => {
  const stage = (state: string, amount: string, released: string) => ({
    ...{ state, amount: EUR(amount), released: EUR(released) },
  });
  const stages = [
    stage("SETTLED", "7200.00", "5000.00"),
    stage("REFUNDED", "1000.00", "0.00"),
    stage("PARTLY_RELEASED", "800.00", "300.00"),
    stage("AWAITING_FUNDS", "10000.00", "0.00"),
  ];
  expect(releasableOf(stages)).toEqual([EUR("5000.00"), EUR("0.00"), EUR("800.00"), EUR("10000.00")]);
  expect(sharesOfAll(releasableOf(stages), 500)).toEqual({ fee: EUR("790.00"), net: EUR("15010.00") });
});

test("what is no amount has no fee", () => {
  for (const amount of ["", "much", "1.234", "-1"]) expect(sharesOf(EUR(amount), 500)).toBeNull();
  expect(sharesOfAll([EUR("1.00"), EUR("")], 500)).toBeNull();
  expect(sharesOfAll([], 500)).toBeNull();
});
