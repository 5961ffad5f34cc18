/** What several windows write of one thing: each keeps it in a slot of its own, and goes on with those that were left. */
import { useEffect, useState } from "react";
import { keyOfTry } from "../network/acting";
import { keep, keptOf, namesKept } from "./device";

/** Milliseconds in which the browser lets go of what a page has held that was closed just now. */
const CLOSING = 500;

/** What was kept in a slot that no window has any more. */
export interface Found<Text> {
  readonly name: string;
  readonly text: Text;
}

export interface Slot<Text> {
  readonly found: readonly Found<Text>[];
  /** Keeps this instead of what the slots with these names have, which it has all of; null if nothing has to be kept. */
  keep: (text: Text | null, instead: readonly string[]) => void;
}

/** A slot from the time when it is known what was left; null before. */
export function useSlot<Text>(name: string, viewerId: string): Slot<Text> | null {
  const [slot, setSlot] = useState<Slot<Text> | null>(null);
  useEffect(() => {
    const leaving = new AbortController();
    void slotOf<Text>(name, viewerId, leaving.signal).then((taken) => leaving.signal.aborted || setSlot(taken));
    return () => leaving.abort();
  }, [name, viewerId]);
  return slot;
}

/** A new slot, which is its owner's until they leave, as are those that were left before. */
export async function slotOf<Text>(name: string, viewerId: string, leaving: AbortSignal): Promise<Slot<Text>> {
  const own = `${name}.${keyOfTry()}`;
  await isTaken(own, viewerId, leaving);
  const names = namesKept(name, viewerId);
  const areTaken = await Promise.all(names.map((each) => isTaken(each, viewerId, leaving)));
  const found = names.flatMap((each, index) => {
    const text = areTaken[index] ? keptOf(each, viewerId) : null;
    return text === null ? [] : { name: each, text: JSON.parse(text) as Text };
  });
  return {
    found,
    keep: (text, instead) => {
      keep(own, viewerId, text === null ? null : JSON.stringify(text));
      for (const each of instead) keep(each, viewerId, null);
    },
  };
}

/** Takes a slot until its owner leaves, unless another window has it: one that is gone has none. */
function isTaken(name: string, viewerId: string, leaving: AbortSignal): Promise<boolean> {
  return new Promise((tell) => {
    const own = () => {
      tell(true);
      if (!leaving.aborted) return new Promise((end) => leaving.addEventListener("abort", end));
    };
    const signal = AbortSignal.timeout(CLOSING);
    navigator.locks.request(`bidhall.${viewerId}.${name}`, { signal }, own).catch(() => tell(false));
  });
}
