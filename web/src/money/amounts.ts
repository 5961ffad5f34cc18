/** Amounts of money as the server has them: decimals in texts, which are never made floats. */

export interface Amount {
  readonly amount: string;
  readonly currency: string;
}

export function isNothing({ amount }: Amount): boolean {
  return !/[1-9]/.test(amount);
}

/** For an input: what Relay keeps beside the fields does not belong there. */
export function given({ amount, currency }: Amount): Amount {
  return { amount, currency };
}

/** Whether two decimals of one currency are the same number. */
export function isSame(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

/** Whether a decimal is more than another one; not if it is none. */
export function isMore(one: string, other: string): boolean {
  const digits = Math.max(...[one, other].map((decimal) => decimal.split(".")[1]?.length ?? 0));
  const [more, less] = [minor(one, digits), minor(other, digits)];
  return more !== null && less !== null && more > less;
}

function plain(decimal: string): string {
  const [whole = "", part = ""] = decimal.split(".");
  return `${whole.replace(/^0+(?=\d)/, "")}.${part.replace(/0+$/, "")}`;
}

/** What is left of an amount without a part of it; null unless it is such a part, with no more decimals. */
export function rest(whole: string, part: string): string | null {
  const digits = whole.split(".")[1]?.length ?? 0;
  const [of, less] = [minor(whole, digits), minor(part, digits)];
  if (of === null || less === null || less > of) return null;
  return major(of - less, digits);
}

/** A decimal from minor units. */
export function major(minor: bigint, digits: number): string {
  const text = String(minor).padStart(digits + 1, "0");
  return digits ? `${text.slice(0, -digits)}.${text.slice(-digits)}` : text;
}

/** What amounts add up to, one sum a currency, in the order in which the currencies come first. */
export function sumsOf(amounts: readonly Amount[]): Amount[] {
  const currencies = [...new Set(amounts.map(({ currency }) => currency))];
  return currencies.map((currency) => {
    const own = amounts.filter((each) => each.currency === currency).map(({ amount }) => amount);
    const digits = Math.max(...own.map((amount) => amount.split(".")[1]?.length ?? 0));
    const sum = own.reduce((before, amount) => before + (minor(amount, digits) ?? 0n), 0n);
    return { amount: major(sum, digits), currency };
  });
}

/** An amount in minor units; null if it is none, or has more decimals. */
export function minor(decimal: string, digits: number): bigint | null {
  const [, whole = "", part = ""] = /^(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
  return whole && part.length <= digits ? BigInt(whole + part.padEnd(digits, "0")) : null;
}
