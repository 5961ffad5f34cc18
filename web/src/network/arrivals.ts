/** Arrivals: when something that a part of the page may wait for is there, an answer or code. */

const listeners = new Set<() => void>();

export function tellArrival(): void {
  for (const each of [...listeners]) each();
}

/** Calls the listener at each arrival; returns what ends it. */
export function listenToArrivals(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
