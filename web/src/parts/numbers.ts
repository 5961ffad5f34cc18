/** Small numbers as people write them; for what may have thousands, see `decimals.ts`. */

/** `33,3` and `33.3` are the same: a single comma is a decimal point. */
export function decimalOf(text: string): string {
  const plain = text.replace(/[\s'’_]/g, "");
  return /^-?\d+,\d+$/.test(plain) ? plain.replace(",", ".") : plain;
}

/** A whole number, or null for nothing; what is none is left to the server to refuse, which a half of a day does. */
export function wholeOf(text: string): number | null {
  const plain = text.trim();
  return plain === "" ? null : Number.isSafeInteger(Number(plain)) ? Number(plain) : -1;
}
