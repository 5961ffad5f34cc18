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

/** What each key does, by its name: `j`, `Shift+j`, `Ctrl+k`, `Alt+ArrowUp`, `Enter`. */
export type Keys = readonly (readonly [string, () => void])[];

/** Listens while no field is typed in and no dialog is open. Keys with a modifier, arrows and Enter always work. */
export function useKeys(keys: Keys): void {
  const lettersAreOn = useLetters();
  const press = useEffectEvent((event: KeyboardEvent) => {
    const name = nameOf(event);
    if (event.defaultPrevented || isElsewhere(event, name)) return;
    const isLetter = name.replace("Shift+", "").length === 1 && name !== " ";
    const act = !isLetter && name !== "Escape" && isControl(event) ? undefined : new Map(keys).get(name);
    if (!act || (isLetter && !lettersAreOn)) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => press(event);
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, []);
}

function nameOf({ key, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): string {
  if (ctrlKey || metaKey) return `Ctrl+${key.toLowerCase()}`;
  if (altKey) return `Alt+${key}`;
  // Signs need Shift on some keyboards, and not on others; letters are the same with Caps Lock.
  if (!/^\p{L}$/u.test(key)) return key;
  return shiftKey ? `Shift+${key.toLowerCase()}` : key.toLowerCase();
}

/** In front of the page, or in a field, which Escape and Ctrl+K alone leave. */
function isElsewhere({ target }: KeyboardEvent, name: string): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest("[role=dialog], :popover-open")) return true;
  const isField = target.closest("input:not([type=checkbox]), textarea, select") !== null;
  return isField && name !== "Escape" && name !== "Ctrl+k";
}

/** Enter, Space and the arrows are the control's own. */
function isControl({ target, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (altKey || ctrlKey || metaKey || !(target instanceof Element)) return false;
  return target.closest("button, a, summary, input, [role=checkbox]") !== null;
}
