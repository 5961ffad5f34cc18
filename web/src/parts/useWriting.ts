/** What somebody writes, kept on the device until it is sent, so that a page that is loaded anew has lost nothing. */
import { useCallback, useEffect, useState } from "react";
import { keepOwn, readOwn } from "../network/session";

/** What was written on this page: signing out takes what the device keeps, which whoever signs in again here has still. */
const written = new Map<string, string>();

/**
 * `name` is that of what is written, null for what is kept elsewhere; it begins with `first`.
 *
 * With the id of the viewer it also outlives their session, on this page and for them alone.
 */
export function useWriting<Text>(name: string | null, first: () => Text, viewerId: string | null = null) {
  const key = name && `terms.${name}`;
  const own = viewerId && key && `${viewerId} ${key}`;
  const [terms, setTerms] = useState<Text>(() => kept((key && readOwn(key)) ?? (own && written.get(own))) ?? first());
  const [isChanged, setChanged] = useState(false);
  useEffect(() => {
    if (!isChanged || !key) return;
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
    if (key) keepOwn(key, null);
    if (own) written.delete(own);
  };
  return { terms, change, forget };
}

function kept<Text>(text: string | null | undefined): Text | null {
  return text ? (JSON.parse(text) as Text) : null;
}
