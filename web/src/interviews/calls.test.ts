import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Wire } from "./peers";

const BOTH = ["connected", "connected"];
/** Who offers first depends on the ids. */
const ORDERS: [string, string][] = [
  ["a", "b"],
  ["b", "a"],
];

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

/** Numbers below a bound, the same ones for a seed. */
function numbers(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}
