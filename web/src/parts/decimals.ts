/** Decimals as people write them: `4,200.50` in English is `4.200,50` in German, and both are the decimal `4200.50`. */

/**
 * Why a text is no decimal that can be taken: it can mean two numbers, has more decimals than there can be, is less than
 * zero, is more than the server takes, or is no number at all.
 */
export type Unreadable = "AMBIGUOUS" | "DECIMALS" | "SIGN" | "LARGE" | "NUMBER";

export type Reading = { readonly decimal: string } | { readonly problem: Unreadable };

export interface Rules {
  /** The tag of the language that is shown. */
  readonly language: string;
  /** How many decimals there can be at most. */
  readonly decimals: number;
  /** Whose code or sign may stand before or behind the number. */
  readonly currency?: string | undefined;
  /** It can be less than zero. */
  readonly isSigned?: boolean | undefined;
}

/** The currencies that do not have two decimals: ISO 4217's, which browsers do not all follow. */
const DECIMALS: Readonly<Record<string, number>> = Object.fromEntries([
  ...list("BIF BYR CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF", 0),
  ...list("BHD IQD JOD KWD LYD OMR TND", 3),
  ...list("CLF UYW", 4),
]);

function list(codes: string, decimals: number): [string, number][] {
  return codes.split(" ").map((code) => [code, decimals]);
}

export function decimalsOf(currency: string): number {
  return DECIMALS[currency.toUpperCase()] ?? 2;
}

/**
 * What was written, by the rules of the language or with a decimal point and nothing else.
 *
 * What can be read in both ways is ambiguous. Another language's way is taken only where it cannot be meant otherwise,
 * as with `4.200,50` in English, but not `4,2`.
 */
export function read(text: string, { isSigned = false, ...rules }: Rules): Reading {
  const [, sign, rest = ""] = /^\s*([-−])?(.*)$/s.exec(text) ?? [];
  const reading = readUnsigned(rest, rules);
  if (!sign || "problem" in reading || /^[0.]*$/.test(reading.decimal)) return reading;
  return isSigned ? { decimal: `-${reading.decimal}` } : { problem: "SIGN" };
}

function readUnsigned(text: string, { language, decimals, currency }: Rules): Reading {
  const bare = bareOf(text, language, currency);
  if (!/^[\d.,]*\d[\d.,]*$/.test(bare)) return { problem: "NUMBER" };
  const { group, point } = marksOf(language);
  const own = withMarks(bare, group, point);
  const found = [own, withMarks(bare, "", "."), isUnmistakable(bare) ? withMarks(bare, point, group) : null].filter(
    (each) => each !== null,
  );
  const possible = new Set(found.filter((each) => decimalsIn(each) <= decimals));
  if (possible.size === 1) return { decimal: [...possible][0] as string };
  if (possible.size > 1) return { problem: "AMBIGUOUS" };
  if (found.length > 0) return { problem: "DECIMALS" };
  return { problem: /^\d+[.,]\d+$/.test(bare) ? "AMBIGUOUS" : "NUMBER" };
}

/**
 * What a field holds of a text that is no decimal: marked, so that nothing takes it for one.
 *
 * Otherwise `4.200` in English would be four and a fifth for whoever sends the field.
 */
export function unread(text: string): string {
  return `?${text}`;
}

/** What a field holds is a decimal, or nothing yet. */
export function isReadable(value: string): boolean {
  return value === "" || /^-?\d+(\.\d+)?$/.test(value);
}

/** What a field holds is an amount that can be paid: more than nothing, and not too much. */
export function isAmount(value: string, currency: string): boolean {
  const rules = { language: "en", decimals: decimalsOf(currency), currency };
  return isReadable(value) && /[1-9]/.test(value) && problemIn(value, rules) === null;
}

/** What is wrong with what a field holds, once it is complete. */
export function problemIn(value: string, rules: Rules): Unreadable | null {
  if (isReadable(value)) {
    if (value.startsWith("-") && !rules.isSigned) return "SIGN";
    if (decimalsIn(value) > rules.decimals) return "DECIMALS";
    return isTooLarge(value, rules) ? "LARGE" : null;
  }
  const reading = read(shownAs(value, rules.language), rules);
  // It can be read since the language or the currency is another.
  return "problem" in reading ? reading.problem : "AMBIGUOUS";
}

/** Minor units that an amount has at most: the server takes no more. */
const MOST_MINOR = 10n ** 15n;

function isTooLarge(decimal: string, { decimals, currency }: Rules): boolean {
  const [whole = "", part = ""] = decimal.replace("-", "").split(".");
  return currency !== undefined && BigInt(whole + part.padEnd(decimals, "0")) > MOST_MINOR;
}

function decimalsIn(decimal: string): number {
  return decimal.split(".")[1]?.length ?? 0;
}

/** How what a field holds stands in it. */
export function shownAs(value: string, language: string): string {
  return isReadable(value) ? written(value, language) : value.replace(/^\?/, "");
}

/** A decimal as it is written in a field, without marks between thousands. */
export function written(decimal: string, language: string): string {
  return decimal.replace(".", marksOf(language).point);
}

/** Without spaces and apostrophes between thousands, and without the code and the sign of the currency. */
function bareOf(text: string, language: string, currency: string | undefined): string {
  const plain = text.normalize("NFKC").trim();
  const names = currency ? [currency.toUpperCase(), ...signsOf(currency, language)] : [];
  const name = names.find((each) => plain.toUpperCase().startsWith(each) || plain.toUpperCase().endsWith(each));
  const upper = plain.toUpperCase();
  const number = !name ? plain : upper.startsWith(name) ? plain.slice(name.length) : plain.slice(0, -name.length);
  return number.trim().replace(/(?<=\d)[\s'’](?=\d{3}(?!\d))/g, "");
}

function signsOf(currency: string, language: string): string[] {
  return (["symbol", "narrowSymbol"] as const).flatMap((currencyDisplay) => {
    try {
      const parts = new Intl.NumberFormat(language, { style: "currency", currency, currencyDisplay }).formatToParts(0);
      return parts.filter(({ type }) => type === "currency").map(({ value }) => value.toUpperCase());
    } catch {
      // While a code is written, it is none yet.
      return [];
    }
  });
}

/** The marks between thousands and before decimals, of which one is a comma and the other a point. */
function marksOf(language: string): { group: string; point: string } {
  const point = new Intl.NumberFormat(language).formatToParts(1.5).find(({ type }) => type === "decimal")?.value;
  return point === "," ? { group: ".", point } : { group: ",", point: "." };
}

/** The decimal that a text is with these marks; null if it is none. */
function withMarks(text: string, group: string, point: string): string | null {
  const [whole = "", part = "", ...more] = text.split(point);
  if (more.length > 0 || part.includes(group || ",")) return null;
  const groups = group ? whole.split(group) : [whole];
  const [first = "", ...others] = groups;
  const areGroups = others.length === 0 || (/^\d{1,3}$/.test(first) && others.every((each) => /^\d{2,3}$/.test(each)));
  if (!areGroups || (others.length > 0 && others.at(-1)?.length !== 3)) return null;
  const digits = groups.join("");
  if (!/^\d*$/.test(digits) || !/^\d*$/.test(part)) return null;
  return `${digits.replace(/^0+(?=\d)/, "") || "0"}${part && `.${part}`}`;
}

/** Both marks are there, or one more than once, or it stands behind more digits than come before thousands. */
function isUnmistakable(text: string): boolean {
  return !/^\d{0,3}[.,]\d*$/.test(text);
}
