import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Post, Wire } from "./peers";

const BOTH = ["connected", "connected"];
/** Who offers first depends on the ids. */
const ORDERS: [string, string][] = [
  ["a", "b"],
  ["b", "a"],
];

// Of the clock on the wall: whatever else the machine does.
vi.setConfig({ testTimeout: 120_000 });

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, "warn");
});

afterEach(() => {
  expect(console.warn).not.toHaveBeenCalled();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function met(ids: [string, string]): Promise<Wire> {
  const wire = new Wire(ids);
  for (const id of ids) wire.meet(id);
  await wire.go(1);
  expect(wire.states).toEqual(BOTH);
  return wire;
}

test.each(ORDERS)("%s and %s meet again after a page was loaded anew", async (host, guest) => {
  const wire = await met([host, guest]);
  wire.load(guest);
  wire.meet(guest);
  await wire.go(2);
  expect(wire.states).toEqual(BOTH);
});

test.each(ORDERS)(
  "%s meets %s, whose page is loaded anew before they agree, and hears words for the former one",
  async (host, guest) => {
    const wire = new Wire([host, guest]);
    for (const id of wire.ids) wire.meet(id);
    await vi.advanceTimersByTimeAsync(1);
    for (const words of [1, 2, 3, 4]) {
      await wire.hear(host);
      wire.load(guest, words);
      await wire.hear(guest);
      wire.meet(guest);
    }
    await wire.go(2);
    expect(wire.states).toEqual(BOTH);
  },
);

test.each(ORDERS)("%s and %s begin anew at once, time and again", async (host, guest) => {
  const wire = await met([host, guest]);
  for (let times = 0; times < 3; times += 1) {
    wire.lose(host);
    wire.lose(guest);
    await wire.hear(guest);
  }
  await wire.go(2);
  expect(wire.states).toEqual(BOTH);
});

test("whatever is lost, late or loaded anew, both meet in the end", async () => {
  for (let seed = 1; seed <= 100; seed += 1) {
    const next = numbers(seed);
    const [host, guest] = ORDERS[seed % 2] as [string, string];
    const wire = new Wire([host, guest]);
    for (let step = 0; step < 40; step += 1) {
      const id = next(2) ? host : guest;
      const what = next(12);
      if (what === 0) wire.load(id, next(6));
      else if (what === 1) wire.lose(id);
      else if (what < 4) wire.meet(id);
      else if (what === 4) await vi.advanceTimersByTimeAsync(next(9_000));
      else await wire.hear(id);
    }
    for (const id of wire.ids) wire.meet(id);
    await wire.go(40);
    expect(wire.states, `seed ${seed}`).toEqual(BOTH);
  }
});

const SIX = ["a", "b", "c", "d", "e", "f"];

test.each([
  { slow: 100, refused: 0, minutes: 1 },
  { slow: 3_000, refused: 0.1, minutes: 2 },
  { slow: 9_000, refused: 0.2, minutes: 10 },
])("six meet in $minutes minutes while signals take up to $slow ms each way, in any order", async (given) => {
  for (let seed = 1; seed <= 10; seed += 1) {
    const next = numbers(seed);
    const post = new Post(SIX, next, given);
    for (const id of SIX) {
      post.meet(id);
      await vi.advanceTimersByTimeAsync(next(given.slow));
    }
    await vi.advanceTimersByTimeAsync(given.minutes * 60_000);
    expect(post.whole, `seed ${seed}`).toEqual(SIX);
    const { sent } = post;
    await vi.advanceTimersByTimeAsync(600_000);
    expect(post.sent, `seed ${seed}: nothing more is said once all see each other`).toBe(sent);
  }
});

test("six meet again after some were loaded anew, went away and began anew, while signals are slow", async () => {
  for (let seed = 1; seed <= 6; seed += 1) {
    const next = numbers(seed);
    const post = new Post(SIX, next, { slow: 4_000, refused: 0.1 });
    for (let step = 0; step < 40; step += 1) {
      const id = SIX[next(6)] as string;
      const what = next(8);
      if (what === 0) post.load(id);
      else if (what === 1) post.page(id).anew();
      else if (what === 2) post.meet(id, SIX.slice(0, next(6)));
      else post.meet(id);
      await vi.advanceTimersByTimeAsync(next(5_000));
    }
    for (const id of SIX) post.meet(id);
    await vi.advanceTimersByTimeAsync(900_000);
    expect(post.whole, `seed ${seed}`).toEqual(SIX);
  }
});

/** Numbers below a bound, the same ones for a seed. */
function numbers(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}
