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

/** All candidates by merit, as the server orders them; those without a score come last. */
export function byMerit<T extends Ranked>(candidates: readonly T[], tried: Tried | null = null): T[] {
  return [...candidates].sort((one, other) => compareMerit(one, other, tried));
}

export function ordered<T extends Ranked>(candidates: readonly T[], order: Order, tried: Tried | null = null): T[] {
  const merit = byMerit(candidates, tried);
  if (order === "PRICE") return merit.sort((one, other) => price(one) - price(other));
  if (order === "ARRIVAL") return merit.sort((one, other) => compareInstants(one.arrivedAt, other.arrivedAt));
  return merit;
}

/** The rank of each candidate that has a score, from 1. Eliminated candidates keep theirs. */
export function ranksOf(candidates: readonly Ranked[], tried: Tried | null = null): Map<string, number> {
  const scored = byMerit(
    candidates.filter(({ score }) => score),
    tried,
  );
  return new Map(scored.map(({ id }, place) => [id, place + 1]));
}

function compareMerit(one: Ranked, other: Ranked, tried: Tried | null): number {
  if (!one.score || !other.score) return Number(!one.score) - Number(!other.score) || compareArrival(one, other);
  const difference = tried
    ? (tried.get(other.id) ?? 0) - (tried.get(one.id) ?? 0)
    : compareDecimals(other.score.points, one.score.points);
  // What decides between two of the same microsecond is known to the server alone, and told by `rank`.
  return difference || compareInstants(one.arrivedAt, other.arrivedAt) || one.score.rank - other.score.rank;
}

function compareArrival(one: Ranked, other: Ranked): number {
  return compareInstants(one.arrivedAt, other.arrivedAt) || (one.id < other.id ? -1 : 1);
}

/** Of two decimals of this server, which are not negative: a float would lose their last digits. */
export function compareDecimals(one: string, other: string): number {
  const [whole = "", part = ""] = one.split(".");
  const [otherWhole = "", otherPart = ""] = other.split(".");
  if (whole.length !== otherWhole.length) return whole.length - otherWhole.length;
  if (whole !== otherWhole) return whole < otherWhole ? -1 : 1;
  const length = Math.max(part.length, otherPart.length);
  const [digits, otherDigits] = [part.padEnd(length, "0"), otherPart.padEnd(length, "0")];
  return digits === otherDigits ? 0 : digits < otherDigits ? -1 : 1;
}

/** Of two UTC instants with up to six decimals of a second, of which a Date keeps three. */
export function compareInstants(one: string, other: string): number {
  const [a, b] = [microseconds(one), microseconds(other)];
  return a === b ? 0 : a < b ? -1 : 1;
}

function microseconds(instant: string): string {
  const [seconds = "", part = ""] = instant.replace(/(Z|\+00:00)$/, "").split(".");
  return `${seconds}.${part.padEnd(6, "0")}`;
}

function price({ applicant: { bid } }: Ranked): number {
  return bid ? Number(bid.price.amount) : Number.POSITIVE_INFINITY;
}
