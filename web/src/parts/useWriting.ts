/** What somebody writes, kept on the device until it is sent, so that a page that is loaded anew has lost nothing. */
import { useCallback, useEffect, useRef, useState } from "react";
import { keep, keptOf } from "./device";

/**
 * `name` is that of what is written, null for what is kept elsewhere, from then on alone; it begins with `first`.
 *
 * With the id of the viewer it also outlives their session, on this page and for them alone.
 */
export function useWriting<Text>(name: string | null, first: () => Text, viewerId: string | null) {
  const [before] = useState(() => parsed<Text>(name && keptOf(name, viewerId)));
  const [terms, setTerms] = useState<Text>(() => before ?? first());
  const [isChanged, setChanged] = useState(false);
  useEffect(() => {
    if (isChanged && name) keep(name, viewerId, JSON.stringify(terms));
  }, [name, viewerId, terms, isChanged]);
  const former = useRef(name);
  useEffect(() => {
    // What was typed between its being forgotten here and the first rendering without a name has been kept again.
    if (!name && former.current) keep(former.current, viewerId, null);
    former.current = name;
  }, [name, viewerId]);
  const change = useCallback((next: (before: Text) => Text) => {
    setChanged(true);
    setTerms(next);
  }, []);
  const forget = () => {
    setChanged(false);
    if (name) keep(name, viewerId, null);
  };
  /** Whether something is kept that was written here, now or before. */
  const isKept = isChanged || before !== null;
  return { terms, isKept, change, forget };
}

/** For what is saved while it is written: what cannot be is kept by `useWritten`, and it begins with what was. */
export function useBefore<Text>(name: string, viewerId: string | null): Text | null {
  const [before] = useState(() => parsed<Text>(keptOf(name, viewerId)));
  return before;
}

/** Keeps what is written as long as it is not null. What another window of this browser keeps under the name stays. */
export function useWritten(name: string, viewerId: string | null, written: unknown): void {
  const [own] = useState(() => ({ text: keptOf(name, viewerId) }));
  useEffect(() => {
    const text = written === null ? null : JSON.stringify(written);
    if (text !== null || keptOf(name, viewerId) === own.text) keep(name, viewerId, text);
    own.text = text;
  }, [name, viewerId, written, own]);
}

/** What was kept here is saved, although nothing shows it any more. */
export function dropWritten<Text>(
  name: string,
  viewerId: string | null,
  isSaved: (text: Text) => boolean = () => true,
): void {
  const text = parsed<Text>(keptOf(name, viewerId));
  if (text !== null && isSaved(text)) keep(name, viewerId, null);
}

function parsed<Text>(text: string | null): Text | null {
  return text ? (JSON.parse(text) as Text) : null;
}
