/** Terms while they are written: kept on the device, so that a page that is loaded anew has lost nothing. */
import { useCallback, useEffect, useState } from "react";
import { keepOwn, readOwn } from "../network/session";
import type { TermsText } from "./terms";

/** `name` is that of what is written; `first` are the terms that it begins with. */
export function useWriting(name: string, first: () => TermsText) {
  const key = `terms.${name}`;
  const [terms, setTerms] = useState(() => keptIn(key) ?? first());
  const [isChanged, setChanged] = useState(false);
  useEffect(() => {
    if (isChanged) keepOwn(key, JSON.stringify(terms));
  }, [key, terms, isChanged]);
  const change = useCallback((next: (before: TermsText) => TermsText) => {
    setChanged(true);
    setTerms(next);
  }, []);
  const forget = () => {
    setChanged(false);
    keepOwn(key, null);
  };
  return { terms, change, forget };
}

function keptIn(key: string): TermsText | null {
  const kept = readOwn(key);
  return kept === null ? null : (JSON.parse(kept) as TermsText);
}
