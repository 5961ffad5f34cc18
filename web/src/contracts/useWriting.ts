/** What somebody writes, kept on the device until it is sent, so that a page that is loaded anew has lost nothing. */
import { useCallback, useEffect, useState } from "react";
import { keepOwn, readOwn } from "../network/session";

/** `name` is that of what is written; it begins with `first`. */
export function useWriting<Text>(name: string, first: () => Text) {
  const key = `terms.${name}`;
  const [terms, setTerms] = useState<Text>(() => keptIn(key) ?? first());
  const [isChanged, setChanged] = useState(false);
  useEffect(() => {
    if (isChanged) keepOwn(key, JSON.stringify(terms));
  }, [key, terms, isChanged]);
  const change = useCallback((next: (before: Text) => Text) => {
    setChanged(true);
    setTerms(next);
  }, []);
  const forget = () => {
    setChanged(false);
    keepOwn(key, null);
  };
  return { terms, change, forget };
}

function keptIn<Text>(key: string): Text | null {
  const kept = readOwn(key);
  return kept === null ? null : (JSON.parse(kept) as Text);
}
