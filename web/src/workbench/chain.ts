/** The chain of a selection record, checked here: by SHA-256, and without the server that keeps it. */
import { sha256 } from "../parts/sha256";

export interface Entry {
  readonly seq: number;
  readonly canonical: string;
  readonly digest: string;
  readonly texts: readonly Text[];
}

export interface Text {
  readonly name: string;
  readonly digest: string;
  readonly salt: string | null | undefined;
  readonly text: string | null | undefined;
}

/** The entries up to one, as they were found intact, from which checking goes on. */
export interface Checked {
  readonly length: number;
  readonly digest: string;
  /** The name of the record, in entries of form 3 and in older ones. */
  readonly books: { readonly now?: string; readonly older?: string };
}

export const NOTHING: Checked = { length: 0, digest: "", books: {} };

/** What does not fit in an entry. */
export type Fault =
  | { readonly kind: "form" | "place" | "previous" | "book" | "digest" | "missing" | "end" }
  | { readonly kind: "text"; readonly name: string };

export type Finding = { readonly checked: Checked; readonly broken: { seq: number; fault: Fault } | null };

interface Said {
  readonly seq?: unknown;
  readonly previous?: unknown;
  readonly book?: unknown;
  readonly form?: unknown;
  readonly texts?: Readonly<Record<string, unknown>>;
}

/** Checks entries that follow on what was checked, in their order; stops at the first that is broken. */
export async function check(entries: readonly Entry[], from: Checked = NOTHING): Promise<Finding> {
  let checked = from;
  for (const entry of entries) {
    const said = read(entry.canonical);
    const fault = said ? await faultIn(entry, said, checked) : ({ kind: "form" } as const);
    if (!said || fault) return { checked, broken: { seq: checked.length + 1, fault: fault ?? { kind: "form" } } };
    checked = { length: checked.length + 1, digest: entry.digest, books: booksWith(said, checked.books) };
  }
  return { checked, broken: null };
}

/** What is broken when all entries are there: the length and the last digest that were kept say where the record ended. */
export function endOf({ length, digest }: Checked, keptLength: number, keptDigest: string): Finding["broken"] {
  if (length < keptLength) return { seq: length + 1, fault: { kind: "missing" } };
  return length === keptLength && digest !== keptDigest ? { seq: length, fault: { kind: "end" } } : null;
}

async function faultIn(entry: Entry, said: Said, { length, digest, books }: Checked): Promise<Fault | null> {
  if (entry.canonical !== canonicalOf(said)) return { kind: "form" };
  if (said.seq !== length + 1) return { kind: "place" };
  if (said.previous !== digest) return { kind: "previous" };
  const book = isOlder(said) ? books.older : books.now;
  if (book !== undefined && said.book !== book) return { kind: "book" };
  if ((await sha256(bytesOf(entry.canonical))) !== entry.digest) return { kind: "digest" };
  return faultInTexts(entry.texts, said);
}

/** Entries of form 1 have no texts beside them: what was typed stands in the entry itself. */
async function faultInTexts(texts: readonly Text[], said: Said): Promise<Fault | null> {
  const named = said.texts ?? {};
  for (const text of texts) {
    if (named[text.name] !== text.digest || !(await fits(text))) return { kind: "text", name: text.name };
  }
  const missing = Object.keys(named).find((name) => !texts.some((text) => text.name === name));
  return missing === undefined ? null : { kind: "text", name: missing };
}

/** A text that was erased has neither salt nor words. */
async function fits({ salt, text, digest }: Text): Promise<boolean> {
  if (salt == null || text == null) return salt == null && text == null;
  if (!/^[0-9a-f]{32}$/.test(salt)) return false;
  const grains = Uint8Array.from(salt.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const words = bytesOf(text);
  const both = new Uint8Array(grains.length + words.length);
  both.set(grains);
  both.set(words, grains.length);
  return (await sha256(both)) === digest;
}

function isOlder({ form }: Said): boolean {
  return typeof form !== "number" || form < 3;
}

function booksWith(said: Said, books: Checked["books"]): Checked["books"] {
  const book = String(said.book);
  return isOlder(said) ? { ...books, older: book } : { ...books, now: book };
}

function read(canonical: string): Said | null {
  try {
    const said: unknown = JSON.parse(canonical);
    return typeof said === "object" && said !== null ? said : null;
  } catch {
    return null;
  }
}

/** The one way to write a value: members by name, no blanks, no escapes but those that JSON demands. */
export function canonicalOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalOf).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([one], [other]) => compareCodePoints(one, other));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalOf(member)}`).join(",")}}`;
}

/** Strings are compared by UTF-16 units elsewhere, which is another order beyond the first 65,536 signs. */
function compareCodePoints(one: string, other: string): number {
  const [a, b] = [[...one], [...other]];
  for (let place = 0; place < Math.min(a.length, b.length); place++) {
    const difference = (a[place]?.codePointAt(0) ?? 0) - (b[place]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
