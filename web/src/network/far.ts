/** Days and instants that are too far away: the server reads none of them. */
import { msg } from "@lingui/core/macro";

/** The first years of days and of instants that are taken, and the last one of both. */
export const FIRST = { On: 1900, At: 1970 };
export const LAST = 8999;
/** The year of a day or an instant; those beyond 9999 have more digits, and a sign in some forms. */
const YEAR = /^([+-]?\d{4,6})-\d\d-\d\d(T[\d:.]+Z?)?$/;

/** Why something is not sent. */
export function tooFar(first: number) {
  return msg`Choose a year from ${first} to ${LAST}.`;
}

export interface Far {
  /** In the input, such as `stages.0.dueOn`. */
  readonly path: string;
  /** The first year that is taken there. */
  readonly first: number;
}

/** What in an input is too far away; the names of instants end in `At`, those of days in `On`. */
export function farIn(input: unknown, path = ""): Far[] {
  if (typeof input !== "object" || input === null) return [];
  return Object.entries(input).flatMap(([name, value]) => {
    const inside = path ? `${path}.${name}` : name;
    if (typeof value !== "string") return farIn(value, inside);
    const first = FIRST[name.slice(-2) as keyof typeof FIRST];
    const year = first === undefined ? null : yearOf(value);
    return first !== undefined && year !== null && !(first <= year && year <= LAST) ? [{ path: inside, first }] : [];
  });
}

/** The year of a day or a time as it is written or sent; null if it is neither. */
export function yearOf(text: string): number | null {
  const [, year] = YEAR.exec(text) ?? [];
  return year === undefined ? null : Number(year);
}
