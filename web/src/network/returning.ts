/** The way back of a page whose server could not be reached. */
import { useContext, useEffect, useEffectEvent } from "react";
import type { Link } from "./environment";
import { LinkContext } from "./following";

/** Milliseconds between two tries by itself, unless the connection comes back in between. */
const AGAIN = 15_000;

let last = Number.NEGATIVE_INFINITY;

/** Whether the server is there: asked for the page itself. */
export async function isServerThere(): Promise<boolean> {
  try {
    return (await fetch("/", { method: "HEAD", cache: "no-store" })).status < 500;
  } catch {
    return false;
  }
}

/** Tries again by itself once the server is there again; null while nothing has failed. */
export function useReturning(tryAgain: (() => void) | null): void {
  const link = useContext(LinkContext);
  const isAway = tryAgain !== null;
  const again = useEffectEvent(() => tryAgain?.());
  useEffect(() => {
    if (!isAway) return;
    let isOver = false;
    void returned(link, () => isOver).then(() => {
      if (isOver) return;
      last = performance.now();
      again();
    });
    return () => {
      isOver = true;
    };
  }, [link, isAway]);
}

/** What has just been tried, and has failed again, is not tried without end. */
async function returned(link: Link, isOver: () => boolean): Promise<void> {
  const wait = last + AGAIN - performance.now();
  if (wait > 0) await link.back(wait);
  while (!isOver() && !(await isServerThere())) await link.back();
}
