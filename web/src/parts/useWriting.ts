/** What somebody writes, kept on the device until it is sent, so that a page that is loaded anew has lost nothing. */
import { useCallback, useEffect, useState } from "react";
import { keepOwn, readOwn } from "../network/session";

/** What was written on this page: signing out takes what the device keeps, which whoever signs in again here has still. */
const written = new Map<string, string>();

/**
 * `name` is that of what is written; it begins with `first`.
 *
 * With the id of the viewer it also outlives their session, on this page and for them alone.
 */
export function useWriting<Text>(name: string, first: () => Text, viewerId: string | null = null) {
  const key = `terms.${name}`;
  const own = viewerId === null ? null : `${viewerId} ${key}`;
  const [found] = useState<Text | null>(() => kept(readOwn(key) ?? (own && written.get(own))));
  const [terms, setTerms] = useState<Text>(() => found ?? first());
  const [isChanged, setChanged] = useState(false);
  useEffect(() => {
    if (!isChanged) return;
    const text = JSON.stringify(terms);
    keepOwn(key, text);
    if (own) written.set(own, text);
  }, [key, own, terms, isChanged]);
  const change = useCallback((next: (before: Text) => Text) => {
    setChanged(true);
    setTerms(next);
  }, []);
  const forget = () => {
    setChanged(false);
    keepOwn(key, null);
    if (own) written.delete(own);
  };
  return { terms, change, forget, wasKept: found !== null };
}

function kept<Text>(text: string | null | undefined): Text | null {
  return text ? (JSON.parse(text) as Text) : null;
}
