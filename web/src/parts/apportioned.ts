/** Rounding parts of a whole, so that they still add up to it. */

/**
 * Whole numbers that add up to `whole`, which is what the parts add up to but for less than one.
 *
 * What rounding down leaves goes to the parts that lost most by it, and to the first of those that lost as much.
 */
export function apportioned(parts: readonly number[], whole: number): number[] {
  const floors = parts.map(Math.floor);
  const left = whole - floors.reduce((sum, each) => sum + each, 0);
  const losers = parts.map((part, place) => ({ place, lost: part - Math.floor(part) }));
  losers.sort((one, other) => other.lost - one.lost);
  const raised = new Set(losers.slice(0, Math.max(left, 0)).map(({ place }) => place));
  return floors.map((each, place) => (raised.has(place) ? each + 1 : each));
}

/** As a number is rounded where it is shown: `toFixed` rounds some halves the other way. */
const SHOWN = new Intl.NumberFormat("en", { maximumFractionDigits: 1, useGrouping: false });

/** Shares of 1 in tenths of a percent that add up to their sum as it is shown, with one decimal of a percent. */
export function tenthsOf(shares: readonly number[], total: number): number[] {
  const whole = Math.round(Number(SHOWN.format(total * 100)) * 10);
  return apportioned(
    shares.map((share) => share * 1_000),
    whole,
  );
}
