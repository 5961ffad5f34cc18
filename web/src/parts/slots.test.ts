import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { slotOf } from "./slots";

const KEPT = "bidhall.own.terms.bid";

function storage(): Storage {
  return Object.create({
    getItem(this: Record<string, string>, key: string) {
      return this[key] ?? null;
    },
    setItem(this: Record<string, string>, key: string, text: string) {
      this[key] = text;
    },
    removeItem(this: Record<string, string>, key: string) {
      delete this[key];
    },
  });
}

function signIn(token: string): void {
  localStorage.setItem("bidhall.session", JSON.stringify({ token, expiresAt: "2100-01-01T00:00:00Z" }));
}

async function held(): Promise<string[]> {
  return ((await navigator.locks.query()).held ?? []).flatMap(({ name }) => name ?? []);
}

/** A window of somebody that has opened a form, and what it does. */
async function opened(name = "bid", viewerId = "ada") {
  const leaving = new AbortController();
  const before = await held();
  const slot = await slotOf<string>(name, viewerId, leaving.signal);
  const own = (await held()).filter((each) => !before.includes(each));
  const joined = slot.found.map(({ name }) => name);
  return {
    found: slot.found.map(({ text }) => text).toSorted(),
    write: (text: string | null) => slot.keep(text, joined),
    leave: async () => {
      leaving.abort();
      for (const each of own) await navigator.locks.request(each, () => {});
    },
  };
}

function keptNow(): string[] {
  return Object.keys(localStorage).filter((key) => key.startsWith(KEPT));
}

beforeEach(() => {
  vi.stubGlobal("localStorage", storage());
  vi.stubGlobal("sessionStorage", storage());
  signIn("one");
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test("what a window keeps is its own until it is left, and is then that of the next one alone", async () => {
  const one = await opened();
  const other = await opened();
  one.write("mine");
  other.write("theirs");
  expect((await opened("bid.other")).found).toEqual([]);
  const third = await opened();
  expect([third.found, keptNow().length]).toEqual([[], 2]);
  for (const each of [one, other, third]) await each.leave();
  const again = await opened();
  const last = await opened();
  expect([again.found, last.found]).toEqual([["mine", "theirs"], []]);
  again.write("both");
  expect(keptNow().length).toBe(1);
  again.write(null);
  expect(keptNow()).toEqual([]);
  for (const each of [again, last]) await each.leave();
});

test("what was joined by nobody stays where it is", async () => {
  localStorage.setItem(KEPT, JSON.stringify("of a former page"));
  const one = await opened();
  expect(one.found).toEqual(["of a former page"]);
  await one.leave();
  const again = await opened();
  expect(again.found).toEqual(["of a former page"]);
  again.write("now");
  expect(keptNow()).not.toContain(KEPT);
  again.write(null);
  await again.leave();
});

test("whoever signs in again on a page has what was written there, unless another window has it", async () => {
  const one = await opened();
  one.write("mine");
  await one.leave();
  vi.stubGlobal("localStorage", storage());
  signIn("one");
  const moved = await opened();
  expect(moved.found).toEqual([]);
  await moved.leave();
  signIn("another");
  const others = await opened("bid", "olga");
  const own = await opened();
  expect([others.found, own.found]).toEqual([[], ["mine"]]);
  own.write(null);
  for (const each of [others, own]) await each.leave();
});
