/** Other weights that are tried: what they make of each candidate, as the server would compute it. */
import { apportioned } from "../parts/apportioned";

/** The sum of all weights, in basis points. */
export const WHOLE = 10_000;
/** What a criterion gives at most, and what counts where the value is unknown; in the server's whole numbers. */
const SCALE = 1_000_000;

/** Basis points by the key of a criterion, in the order of the demand. */
export type Weights = Readonly<Record<string, number>>;

/** What one candidate has by each criterion, in whole numbers up to SCALE. */
export type Measures = readonly { readonly key: string; readonly measure: number }[];

/** The measures from shares between 0 and 1, as the server gives them. */
export function measuresOf(contributions: readonly { readonly key: string; readonly normalized: number }[]): Measures {
  return contributions.map(({ key, normalized }) => ({ key, measure: Math.round(normalized * SCALE) }));
}

/**
 * A criterion gets another weight, and the others share the rest as they did in `base`.
 *
 * Those in `kept` stay as they are, as long as the others can make up for it.
 */
export function shifted(base: Weights, key: string, weight: number, kept: ReadonlySet<string> = new Set()): Weights {
  const given = Math.min(Math.max(Math.round(weight), 0), WHOLE);
  const all = Object.keys(base).filter((each) => each !== key);
  if (all.length === 0) return { ...base, [key]: WHOLE };
  const free = all.filter((each) => !kept.has(each));
  const left = WHOLE - given - sumOf(base, all) + sumOf(base, free);
  const isEnough = free.length > 0 && left >= 0;
  const others = isEnough ? free : all;
  const rest = isEnough ? left : WHOLE - given;
  const sum = sumOf(base, others);
  const parts = others.map((each) => (sum === 0 ? rest / others.length : (rest * (base[each] ?? 0)) / sum));
  const whole = apportioned(parts, rest);
  const next = Object.fromEntries(others.map((each, place) => [each, whole[place] ?? 0]));
  // In the order of the demand.
  return { ...base, ...next, [key]: given };
}

/** The weights rounded to tenths of a percent, as they are shown, so that they still add up to all of it. */
export function wholeTenths(weights: Weights): Weights {
  const keys = Object.keys(weights);
  const tenths = apportioned(
    keys.map((key) => (weights[key] ?? 0) / 10),
    WHOLE / 10,
  );
  return Object.fromEntries(keys.map((key, place) => [key, (tenths[place] ?? 0) * 10]));
}

function sumOf(weights: Weights, keys: readonly string[]): number {
  return keys.reduce((sum, key) => sum + (weights[key] ?? 0), 0);
}

/** From 0 to WHOLE times SCALE: a whole number, which decides the order. */
export function pointsUnder(weights: Weights, measures: Measures): number {
  let points = 0;
  for (const { key, measure } of measures) points += (weights[key] ?? 0) * measure;
  return points;
}

/** The share of all points that there are, from 0 to 1. */
export function shareOf(points: number): number {
  return points / (WHOLE * SCALE);
}

export function isSame(one: Weights, other: Weights): boolean {
  return Object.keys(one).every((key) => one[key] === other[key]);
}
