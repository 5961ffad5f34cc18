import { expect, test } from "vitest";
import { byMerit, keyOfDecimal, keyOfInstant, ordered, ranksOf } from "./order";

function candidate(id: string, points: string | null, arrivedAt = "2026-01-01T00:00:00Z", rank = 1, amount = "1.00") {
  const score = points === null ? null : { points, rank };
  return { id, arrivedAt, score, applicant: { bid: { price: { amount } } } };
}

const ids = (candidates: readonly { id: string }[]) => candidates.map(({ id }) => id).join("");

test("more points come first, to the last decimal, which no float keeps", () => {
  const close = [candidate("a", "0.1234567890"), candidate("b", "0.1234567891"), candidate("c", "1.0000000000")];
  expect(ids(byMerit(close))).toBe("cba");
});

test("of the same points the earlier microsecond comes first, and then what the server says", () => {
  const same = [
    candidate("a", "0.5", "2026-01-01T00:00:00.000002Z"),
    candidate("b", "0.5", "2026-01-01T00:00:00.000001Z", 2),
    candidate("c", "0.5", "2026-01-01T00:00:00.000001Z", 1),
    candidate("d", "0.5", "2026-01-01T00:00:00Z"),
  ];
  expect(ids(byMerit(same))).toBe("dcba");
});

test("a candidate that is not ranked comes last and has no rank", () => {
  const some = [candidate("a", null), candidate("b", "0.2"), candidate("c", "0.1")];
  expect(ids(byMerit(some))).toBe("bca");
  expect([...ranksOf(some)]).toEqual([
    ["b", 1],
    ["c", 2],
  ]);
});

test("an arrival moves the ranks of those behind it, and not their order", () => {
  const before = [candidate("a", "0.9"), candidate("c", "0.1")];
  const after = [...before, candidate("b", "0.5")];
  expect(ids(byMerit(after))).toBe("abc");
  expect(ranksOf(after).get("c")).toBe(3);
});

test("under weights that are tried their points decide, and arrival as ever", () => {
  const some = [candidate("a", "0.9"), candidate("b", "0.8", "2026-01-02T00:00:00Z"), candidate("c", "0.7")];
  const tried = new Map([
    ["a", 1],
    ["b", 2],
    ["c", 2],
  ]);
  expect(ids(byMerit(some, tried))).toBe("cba");
  expect(ranksOf(some, tried).get("a")).toBe(3);
});

test("other orders keep merit where they do not decide", () => {
  const some = [
    candidate("a", "0.1", "2026-01-02T00:00:00Z", 1, "10.00"),
    candidate("b", "0.3", "2026-01-01T00:00:00Z", 1, "9.50"),
    candidate("c", "0.2", "2026-01-02T00:00:00Z", 1, "10.00"),
  ];
  expect(ids(ordered(some, "PRICE"))).toBe("bca");
  expect(ids(ordered(some, "ARRIVAL"))).toBe("bca");
});

test.each([
  ["9.99", "10"],
  ["0.30", "0.4"],
  ["0.3", "0.31"],
])("the decimal %s comes before %s, as numbers do", (one, other) => {
  expect(keyOfDecimal(one) < keyOfDecimal(other)).toBe(true);
});

test("decimals are the same with and without zeros at their end", () => {
  expect(keyOfDecimal("1.000000")).toBe(keyOfDecimal("1"));
});

test("instants with and without decimals are compared", () => {
  expect(keyOfInstant("2026-01-01T00:00:00Z")).toBe(keyOfInstant("2026-01-01T00:00:00.000000+00:00"));
  expect(keyOfInstant("2026-01-01T00:00:00.09Z") < keyOfInstant("2026-01-01T00:00:00.1Z")).toBe(true);
});
