/** The keys of the workbench: single letters, which can be switched off (WCAG 2.1.4). */
import { useEffect, useEffectEvent, useSyncExternalStore } from "react";

const KEY = "bidhall.keys";
const listeners = new Set<() => void>();

export function setLetters(areOn: boolean): void {
  if (areOn) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, "off");
  for (const each of listeners) each();
}

export function useLetters(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => localStorage.getItem(KEY) !== "off",
  );
}

/** What each key does, by its name: `j`, `Alt+ArrowUp`, `Enter`. */
export type Keys = readonly (readonly [string, () => void])[];

/** Listens while no field is typed in and no dialog is open. Keys with a modifier, arrows and Enter always work. */
export function useKeys(keys: Keys): void {
  const lettersAreOn = useLetters();
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || isElsewhere(event)) return;
    const name = event.altKey ? `Alt+${event.key}` : event.key;
    const act = event.key.length > 1 && !event.altKey && isControl(event.target) ? undefined : new Map(keys).get(name);
    if (!act || (!lettersAreOn && !event.altKey && event.key.length === 1)) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => press(event);
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, []);
}

/** In front of the page, or in a field, which Escape alone leaves. */
function isElsewhere({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest("[role=dialog], [popover]")) return true;
  return key !== "Escape" && target.closest("input:not([type=checkbox]), textarea, select") !== null;
}

/** Enter and the arrows are the control's own. */
function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("button, a, summary, [role=checkbox]") !== null;
}
