/** The order of candidates, computed here: an arrival moves the ranks of others, and no event says so. */

export type Order = "MERIT" | "PRICE" | "ARRIVAL";

export interface Ranked {
  readonly id: string;
  readonly arrivedAt: string;
  readonly score: { readonly points: string; readonly rank: number } | null | undefined;
  readonly applicant: { readonly bid: { readonly price: { readonly amount: string } } | null | undefined };
}

/** The points of each candidate, by its id, under weights that are tried. */
export type Tried = ReadonlyMap<string, number>;

interface Sorted {
  /** In the order of arrival: sorting keeps it among those of the same points, and other points change nothing in it. */
  readonly arrived: readonly Ranked[];
  readonly tried: Tried | null;
  readonly merit: readonly Ranked[];
}

/** The last order of a list: it is asked for more than once. */
const sorted = new WeakMap<readonly Ranked[], Sorted>();

/** All candidates by merit, as the server orders them; those without a score come last. */
export function byMerit<T extends Ranked>(candidates: readonly T[], tried: Tried | null = null): readonly T[] {
  const before = sorted.get(candidates);
  if (before && before.tried === tried) return before.merit as readonly Ranked[] as readonly T[];
  const arrived = before?.arrived ?? [...candidates].sort(compareArrival);
  const merit = tried ? byPoints(arrived, tried) : [...arrived].sort(compareMerit);
  sorted.set(candidates, { arrived, tried, merit });
  return merit as readonly Ranked[] as readonly T[];
}

function byPoints(arrived: readonly Ranked[], tried: Tried): Ranked[] {
  const counted = arrived.map((each) => ({ each, points: each.score ? (tried.get(each.id) ?? 0) : -1 }));
  return counted.sort((one, other) => other.points - one.points).map(({ each }) => each);
}

export function ordered<T extends Ranked>(candidates: readonly T[], order: Order, tried: Tried | null = null): T[] {
  const merit = [...byMerit(candidates, tried)];
  if (order === "PRICE") return merit.sort((one, other) => price(one) - price(other));
  if (order === "ARRIVAL") return merit.sort((one, other) => compare(keysOf(one).arrival, keysOf(other).arrival));
  return merit;
}

/** The rank of each candidate that has a score, from 1. Eliminated candidates keep theirs. */
export function ranksOf(candidates: readonly Ranked[], tried: Tried | null = null): Map<string, number> {
  const scored = byMerit(candidates, tried).filter(({ score }) => score);
  return new Map(scored.map(({ id }, place) => [id, place + 1]));
}

/** Of two in the order of arrival, in which those of the same points stay. */
function compareMerit(one: Ranked, other: Ranked): number {
  if (!one.score || !other.score) return Number(!one.score) - Number(!other.score);
  return compare(keysOf(other).points, keysOf(one).points);
}

/** What decides between two of the same microsecond is known to the server alone, and told by `rank`. */
function compareArrival(one: Ranked, other: Ranked): number {
  const difference = compare(keysOf(one).arrival, keysOf(other).arrival) || Number(!one.score) - Number(!other.score);
  if (difference || !one.score || !other.score) return difference || compare(one.id, other.id);
  return one.score.rank - other.score.rank;
}

interface SortKeys {
  readonly points: string;
  readonly arrival: string;
}

const known = new WeakMap<Ranked, SortKeys>();

/** What a candidate is ordered by, made once: a long list is ordered again with each page that is added to it. */
function keysOf(candidate: Ranked): SortKeys {
  const before = known.get(candidate);
  if (before) return before;
  const { arrivedAt, score } = candidate;
  const keys = { points: score ? keyOfDecimal(score.points) : "", arrival: keyOfInstant(arrivedAt) };
  known.set(candidate, keys);
  return keys;
}

/** Orders decimals of this server, which are not negative: a float would lose their last digits. */
export function keyOfDecimal(decimal: string): string {
  const [whole = "", part = ""] = decimal.split(".");
  return `${whole.padStart(20, "0")}.${part.replace(/0+$/, "")}`;
}

/** Orders UTC instants with up to six decimals of a second, of which a Date keeps three. */
export function keyOfInstant(instant: string): string {
  const [seconds = "", part = ""] = instant.replace(/(Z|\+00:00)$/, "").split(".");
  return `${seconds}.${part.padEnd(6, "0")}`;
}

function compare(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

function price({ applicant: { bid } }: Ranked): number {
  return bid ? Number(bid.price.amount) : Number.POSITIVE_INFINITY;
}
