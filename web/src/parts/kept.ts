/** What is written into a dialog and not sent: the dialog that is opened again for the same thing on this page has it. */
import { createContext, useContext, useEffect, useEffectEvent } from "react";
import { currentSession } from "../network/session";

const written = new Map<string, string>();

/** What the texts of the dialog around a field are kept under; null where none are. */
export const Keeping = createContext<string | null>(null);

/** For a dialog with this title about this thing. Nobody else who signs in on this page has it. */
export function keepingOf(thing: string, title: string): string {
  return `${currentSession()?.token} ${thing} ${title}\n`;
}

/** It was sent. */
export function forget(keeping: string): void {
  for (const key of [...written.keys()]) if (key.startsWith(keeping)) written.delete(key);
}

/** Begins a field that is empty with what was written into it before; answers what writes it. */
export function useKept(name: string | null, value: string | undefined, write: ((text: string) => void) | undefined) {
  const keeping = useContext(Keeping);
  const key = keeping !== null && name !== null ? keeping + name : null;
  const begin = useEffectEvent(() => {
    const before = key !== null && !value && written.get(key);
    if (before) write?.(before);
  });
  useEffect(begin, []);
  return (text: string) => {
    if (key !== null) written.set(key, text);
    write?.(text);
  };
}
