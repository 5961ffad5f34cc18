/** News: when what concerns the viewer may have changed elsewhere, so that a page reads it again. */
import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
let count = 0;

/** Something has happened that the viewer is told of, wherever they are. */
export function tellNews(): void {
  count += 1;
  for (const each of listeners) each();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) window.addEventListener("focus", tellNews);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener("focus", tellNews);
  };
}

/**
 * Another number with each news, and whenever somebody comes back to this window: what they did in another one is no
 * news to them. It is for the `fetchKey` of queries that nothing else keeps current.
 */
export function useNews(): number {
  return useSyncExternalStore(listen, () => count);
}
