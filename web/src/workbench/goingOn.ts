/** Where the keyboard goes on when what it was at is gone. */
import { type RefObject, useEffect, useRef } from "react";

/** The id of the heading of a candidate, which Enter leads to. */
export const CANDIDATE_NAME = "candidate-name";

/**
 * A decision takes away the button that led to it. Whoever pressed it goes on at the candidate, or in the list or the
 * comparison, and not at the beginning of the page.
 */
export function useGoingOn(placeRef: RefObject<HTMLElement | null>): void {
  const last = useRef<Element | null>(null);
  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      last.current = target instanceof Element ? target : null;
    };
    document.addEventListener("focusin", note);
    return () => document.removeEventListener("focusin", note);
  }, []);
  useEffect(() => {
    if (!isGone(last.current)) return;
    // A dialog that has closed leads back by itself in the next frame, if it can.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        if (document.activeElement !== document.body || !isGone(last.current)) return;
        last.current = null;
        (document.getElementById(CANDIDATE_NAME) ?? placeRef.current)?.focus();
      });
    });
    return () => cancelAnimationFrame(frame);
  });
}

function isGone(element: Element | null): boolean {
  return element !== null && (!element.isConnected || element.matches(":disabled"));
}
