/** Which message is answered, and the way to one that is shown or has yet to be loaded. */
import { useEffect, useState } from "react";

/** A message that somebody answers, as it is shown above what they write. */
export interface Answered {
  readonly id: string;
  readonly name: string;
  readonly body: string;
}

/** The most that is loaded at once. */
const MOST = 200;

/** The place of a message on the page. */
export function placeOfMessage(seq: number): string {
  return `message-${seq}`;
}

/** Leads to a message by its `seq`; what is older than all that is shown is loaded first. */
export function useWayTo(
  oldest: number | undefined,
  hasOlder: boolean,
  isLoading: boolean,
  load: (count: number) => void,
): (seq: number) => void {
  const [sought, setSought] = useState<number | null>(null);
  useEffect(() => {
    if (sought === null || isLoading) return;
    const place = document.getElementById(placeOfMessage(sought));
    if (!place && hasOlder && oldest !== undefined && sought < oldest) {
      load(Math.min(oldest - sought, MOST));
      return;
    }
    place?.scrollIntoView({ block: "center" });
    place?.focus({ preventScroll: true });
    setSought(null);
  }, [sought, oldest, hasOlder, isLoading, load]);
  return setSought;
}
