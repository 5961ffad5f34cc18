/** News: when what concerns the viewer may have changed elsewhere, so that a page reads it again. */
import { startTransition, useEffect, useEffectEvent, useState, useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
let count = 0;

/** Something has happened that the viewer is told of, wherever they are; or what they see turned out to be old. */
export function tellNews(): void {
  count += 1;
  for (const each of listeners) each();
}

/** The name of what tells this browser's windows of news. */
export const WINDOWS = "bidhall.news";
let heard: BroadcastChannel | null = null;

function listen(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) {
    window.addEventListener("focus", tellNews);
    heard = new BroadcastChannel(WINDOWS);
    heard.onmessage = tellNews;
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.removeEventListener("focus", tellNews);
    heard?.close();
  };
}

/**
 * Another number with each news, and whenever somebody comes back to this window: what they did in another one is no
 * news to them. It is for the `fetchKey` of queries that nothing else keeps current.
 */
export function useNews(): number {
  return useSyncExternalStore(listen, () => count);
}

/** Reads something again with each news; what was read is shown meanwhile. */
export function useOnNews(read: () => void): void {
  const news = useNews();
  const [first] = useState(news);
  const renew = useEffectEvent(() => startTransition(read));
  useEffect(() => {
    if (news !== first) renew();
  }, [news, first]);
}

/** The largest page that the server gives. */
const MOST = 200;

interface Listed {
  readonly edges: readonly unknown[];
}

/**
 * Reads a list again with each news, from its beginning to where it was loaded. It takes the `refetch` of
 * `usePaginationFragment`, whose first page has `count` items.
 */
export function useRenewing(
  refetch: (variables: { count: number }, options: { fetchPolicy: "network-only" }) => unknown,
  { edges }: Listed,
  count: number,
): void {
  useOnNews(() => {
    refetch({ count: Math.min(Math.max(edges.length, count), MOST) }, { fetchPolicy: "network-only" });
  });
}
