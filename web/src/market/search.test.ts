import { expect, test } from "vitest";
import { addressOf, filterOf, isSame, type Search, searchIn, searchOf } from "./search";

const ALL: Search = { words: "", whole: false, order: "NEWEST", closed: false, audience: [] };
const NARROW: Search = { words: "react", whole: true, order: "BUDGET", closed: true, audience: ["TEAM", "ENTERPRISE"] };

test("a search is in the address, and what is as usual is not", () => {
  expect(addressOf(ALL).toString()).toBe("");
  expect(addressOf(NARROW).toString()).toBe("q=react&whole=1&order=BUDGET&closed=1&for=TEAM%2CENTERPRISE");
  for (const search of [ALL, NARROW]) expect(searchIn(addressOf(search))).toEqual(search);
});

test("an address that nobody made here is a search all the same", () => {
  expect(searchIn(new URLSearchParams("order=OLDEST&for=ROBOT,ENTERPRISE,TEAM"))).toEqual({
    ...ALL,
    audience: ["TEAM", "ENTERPRISE"],
  });
});

test("who may bid is asked for only where it matters", () => {
  expect(filterOf(ALL)).toEqual({ text: null, states: ["OPEN"] });
  expect(filterOf(NARROW)).toEqual({ text: "react", audience: ["TEAM", "ENTERPRISE"] });
});

test("a search that is kept is shown as it was saved, also one of another program", () => {
  const filter = { text: "react", skills: [], states: [], audience: ["TEAM", "ENTERPRISE"] } as const;
  expect(searchOf({ filter, order: "BUDGET" })).toEqual(NARROW);
  const { words, audience } = searchOf({
    filter: { text: null, skills: ["go", "react"], states: ["OPEN"], audience: ["ENTERPRISE", "INDIVIDUAL"] },
    order: null,
  });
  expect({ words, audience }).toEqual({ words: "go react", audience: ["INDIVIDUAL", "ENTERPRISE"] });
});

test("what is typed is unfinished, and what is kept is not", () => {
  const typed = { ...NARROW, whole: false };
  expect(filterOf(typed)).toEqual({ ...filterOf(NARROW), isTextUnfinished: true });
  expect(searchIn(addressOf(typed))).toEqual(typed);
  expect(isSame(typed, NARROW)).toBe(true);
});

test("searches are told apart by who may bid", () => {
  expect(isSame(ALL, { ...ALL })).toBe(true);
  expect(isSame(ALL, { ...ALL, audience: ["TEAM"] })).toBe(false);
});
