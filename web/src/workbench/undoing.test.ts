import { expect, test } from "vitest";
import type { Attempt } from "./attempts";
import type { Candidate } from "./candidates";
import { type Done, done, rebased, stepsBack } from "./undoing";

const candidate = (id: string, standing: string, alternativeRank: number | null = null) =>
  ({ id, standing, alternativeRank }) as Candidate;
const back = (attempt: Attempt) =>
  stepsBack(
    done(
      attempt,
      attempt.candidates.map((each) => ({ candidate: each, version: 7, basedOn: 6 })),
      0,
    ),
    "Taken back",
  ).map(({ attempt: { candidates, ...what }, versions }) => ({
    ...what,
    of: candidates.map(({ id }) => id).join(""),
    on: versions?.get(candidates[0]?.id ?? "") ?? null,
  }));

test("an eliminated alternative is restored and gets its rank again, the best first", () => {
  const candidates = [candidate("a", "ALTERNATIVE", 3), candidate("b", "UNDECIDED"), candidate("c", "ALTERNATIVE", 1)];
  expect(back({ kind: "eliminate", candidates, reason: "PRICE", note: "" })).toEqual([
    { kind: "restore", reason: "Taken back", of: "abc", on: 7 },
    { kind: "place", rank: 1, of: "c", on: null },
    { kind: "place", rank: 3, of: "a", on: null },
  ]);
});

test("an alternative goes back to its rank, or is none any more", () => {
  expect(back({ kind: "place", candidates: [candidate("a", "ALTERNATIVE", 2)], rank: 1 })).toEqual([
    { kind: "place", rank: 2, of: "a", on: 7 },
  ]);
  expect(back({ kind: "place", candidates: [candidate("a", "UNDECIDED")], rank: null })).toEqual([
    { kind: "drop", reason: "Taken back", of: "a", on: 7 },
  ]);
  expect(back({ kind: "drop", candidates: [candidate("a", "ALTERNATIVE", 2)], reason: null })).toEqual([
    { kind: "place", rank: 2, of: "a", on: 7 },
  ]);
});

test("a restored candidate is eliminated again with a note", () => {
  expect(back({ kind: "restore", candidates: [candidate("a", "ELIMINATED")], reason: "It fits." })).toEqual([
    { kind: "eliminate", reason: "OTHER", note: "Taken back", of: "a", on: 7 },
  ]);
});

test("what was decided before is about what taking back has made, unless a colleague has decided in between", () => {
  const about = (id: string, basedOn: number, version: number) => {
    const one = candidate(id, "UNDECIDED");
    return done({ kind: "place", candidates: [one], rank: null }, [{ candidate: one, basedOn, version }], 0);
  };
  const versions = (each: Done) => each.decided.map(({ version }) => version);
  const [mine, other, elsewhere] = [about("a", 1, 2), about("a", 1, 3), about("b", 1, 2)];
  const later = about("a", 2, 4);
  expect(rebased([mine, elsewhere, other], later, new Map([["a", 5]])).map(versions)).toEqual([[5], [2], [3]]);
  expect(rebased([mine], later, new Map()).map(versions)).toEqual([[2]]);
});
