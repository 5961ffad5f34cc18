/** The platform's fee, as the server computes it: shares are rounded to minor units, halves up (ES-8). */
import { decimalsOf } from "../parts/decimals";
import { type Amount, major, minor } from "./amounts";

export interface Shares {
  readonly fee: Amount;
  /** What the receiver gets. */
  readonly net: Amount;
}

/** The fee on an amount that is released after `before` of its stage; null while it is no amount. */
export function sharesOf({ amount, currency }: Amount, basisPoints: number, before = "0"): Shares | null {
  const digits = decimalsOf(currency);
  const [of, former] = [minor(amount, digits), minor(before, digits)];
  if (of === null || former === null) return null;
  const fee = share(former + of, basisPoints) - share(former, basisPoints);
  return { fee: { amount: major(fee, digits), currency }, net: { amount: major(of - fee, digits), currency } };
}

/** The fee on all of several stages, of which none has been released. */
export function sharesOfAll(amounts: readonly Amount[], basisPoints: number): Shares | null {
  const found = amounts.map((amount) => sharesOf(amount, basisPoints));
  const shares = found.filter((each) => each !== null);
  const [currency = ""] = amounts.map(({ currency }) => currency);
  if (shares.length === 0 || shares.length < found.length) return null;
  const sum = (of: keyof Shares) => {
    const digits = decimalsOf(currency);
    const all = shares.reduce((before, each) => before + (minor(each[of].amount, digits) ?? 0n), 0n);
    return { amount: major(all, digits), currency };
  };
  return { fee: sum("fee"), net: sum("net") };
}

interface Stage {
  readonly state: string;
  readonly amount: Amount;
  readonly released: Amount;
}

/** Nothing of these is released any more. */
const OVER: readonly string[] = ["RELEASED", "REFUNDED", "SETTLED", "CANCELLED"];

/** What of each stage can be released in all: the amount of one that goes on, and what was released of one that is over. */
export function releasableOf(stages: readonly Stage[]): readonly Amount[] {
  return stages.map(({ state, amount, released }) => (OVER.includes(state) ? released : amount));
}

function share(minor: bigint, basisPoints: number): bigint {
  return (minor * BigInt(basisPoints) * 2n + 10_000n) / 20_000n;
}
