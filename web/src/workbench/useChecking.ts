/** Checks a record from its first entry on, in this browser, and goes on with each entry that is added. */
import { useCallback, useEffect, useRef, useState } from "react";
import { useRelayEnvironment } from "react-relay";
import type { Environment } from "relay-runtime";
import { type Checked, check, type Entry, endOf, type Fault, NOTHING } from "./chain";
import { type Changed, changedByte } from "./locate";

/** The largest page that the server gives. */
const PAGE = 200;
const KEPT = "bidhall.record.";

export interface BrokenEntry {
  readonly seq: number;
  readonly fault: Fault | { readonly kind: "kept" };
  /** What does not fit its digest, if it is a text of this entry. */
  readonly text: string | null;
  /** The byte of `text` that was changed, if it is a single one. */
  readonly changed: Changed | null;
}

export interface Checking {
  readonly state: "checking" | "intact" | "broken" | "failed";
  readonly length: number;
  readonly total: number;
  readonly broken: BrokenEntry | null;
  /** Whether an end that this browser saw earlier is still a part of the record. */
  readonly isKnown: boolean;
  readonly goOn: () => void;
}

type Shown = Omit<Checking, "goOn">;

interface Position {
  readonly checked: Checked;
  readonly after: string | null;
}

/** `name` is that of the record in this browser, which keeps its end; `read` is the same function for the same record. */
export function useChecking(name: string, read: Read): Checking {
  const environment = useRelayEnvironment();
  const [shown, setShown] = useState<Shown>({ state: "checking", length: 0, total: 0, broken: null, isKnown: false });
  const position = useRef<Position>({ checked: NOTHING, after: null });
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const run = useCallback(async () => {
    const kept = keptOf(name);
    for (;;) {
      const { checked, after } = position.current;
      const page = await read(environment, { first: PAGE, after });
      if (!page) return;
      // The whole record may have moved on since: its end is compared when all entries up to there were read.
      const { broken, checked: next } = await check(page.entries, checked);
      const other = broken ?? brokenSinceKept(page.entries, checked, next, kept);
      const rest = page.hasNext ? null : endOf(next, page.length, page.digest);
      const found = other ?? rest;
      if (found) return setShown(await brokenWith(found, page, next, kept !== null));
      position.current = { checked: next, after: page.endCursor ?? after };
      const state = page.hasNext ? "checking" : "intact";
      const isKnown = kept !== null && next.length >= kept.length;
      setShown({ state, length: next.length, total: page.length, broken: null, isKnown });
      if (!page.hasNext) {
        keep(name, next);
        return;
      }
    }
  }, [environment, name, read]);
  const goOn = useCallback(() => {
    const failed = () => setShown((before) => ({ ...before, state: "failed" }));
    last.current = last.current.then(run).catch(failed);
  }, [run]);
  useEffect(() => {
    position.current = { checked: NOTHING, after: null };
    goOn();
  }, [goOn]);
  return { ...shown, goOn };
}

export interface Page {
  readonly entries: readonly Entry[];
  readonly length: number;
  readonly digest: string;
  readonly hasNext: boolean;
  readonly endCursor: string | null;
}

/** Reads a page of the record, the oldest entries first; null if there is none to be read. */
export type Read = (environment: Environment, page: { first: number; after: string | null }) => Promise<Page | null>;

interface Record {
  readonly recordLength: number;
  readonly recordDigest: string;
  readonly checked: {
    readonly edges: readonly { readonly node: Entry }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null | undefined };
  };
}

/** What was read of a record, whatever it is the record of. */
export function pageIn(record: Record | null | undefined): Page | null {
  if (!record) return null;
  const { edges, pageInfo } = record.checked;
  return {
    entries: edges.map(({ node }) => node),
    length: record.recordLength,
    digest: record.recordDigest,
    hasNext: pageInfo.hasNextPage,
    endCursor: pageInfo.endCursor ?? null,
  };
}

/** Entries that follow from each other can still be others than those that this browser saw. */
function brokenSinceKept(entries: readonly Entry[], before: Checked, now: Checked, kept: Kept | null) {
  if (!kept || kept.length <= before.length || kept.length > now.length) return null;
  const entry = entries[kept.length - before.length - 1];
  return entry?.digest === kept.digest ? null : { seq: kept.length, fault: { kind: "kept" } as const };
}

async function brokenWith(
  { seq, fault }: Pick<BrokenEntry, "seq" | "fault">,
  { entries, length }: Page,
  checked: Checked,
  isKnown: boolean,
): Promise<Shown> {
  const entry = entries.find((each) => each.seq === seq);
  const broken = { seq, fault, ...(await changeIn(entry, fault)) };
  return { state: "broken", length: checked.length, total: length, broken, isKnown };
}

async function changeIn(entry: Entry | undefined, fault: BrokenEntry["fault"]) {
  if (
    entry &&
    (fault.kind === "digest" || fault.kind === "form" || fault.kind === "place" || fault.kind === "previous")
  ) {
    const text = entry.canonical;
    return { text, changed: await changedByte(text, entry.digest) };
  }
  const typed = fault.kind === "text" ? entry?.texts.find(({ name }) => name === fault.name) : undefined;
  if (!typed?.text || !typed.salt) return { text: null, changed: null };
  const salt = Uint8Array.from(typed.salt.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return { text: typed.text, changed: await changedByte(typed.text, typed.digest, salt) };
}

interface Kept {
  readonly length: number;
  readonly digest: string;
}

/** The end of the record that this browser found intact the last time. */
function keptOf(name: string): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT + name) ?? "null") as Kept | null;
    return kept && Number.isInteger(kept.length) && typeof kept.digest === "string" ? kept : null;
  } catch {
    return null;
  }
}

function keep(name: string, { length, digest }: Kept): void {
  try {
    localStorage.setItem(KEPT + name, JSON.stringify({ length, digest }));
  } catch {
    // Without room to keep it, the next check knows no earlier end.
  }
}
