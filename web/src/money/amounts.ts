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
