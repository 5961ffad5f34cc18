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

function plain(decimal: string): string {
  const [whole = "", part = ""] = decimal.split(".");
  return `${whole.replace(/^0+(?=\d)/, "")}.${part.replace(/0+$/, "")}`;
}

/** What is left of an amount without a part of it; null unless it is such a part, with no more decimals. */
export function rest(whole: string, part: string): string | null {
  const digits = whole.split(".")[1]?.length ?? 0;
  const [of, less] = [minor(whole, digits), minor(part, digits)];
  if (of === null || less === null || less > of) return null;
  const left = String(of - less).padStart(digits + 1, "0");
  return digits ? `${left.slice(0, -digits)}.${left.slice(-digits)}` : left;
}

function minor(decimal: string, digits: number): bigint | null {
  const [, whole = "", part = ""] = /^(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
  return whole && part.length <= digits ? BigInt(whole + part.padEnd(digits, "0")) : null;
}
