import { type RefObject, useEffect, useRef } from "react";

/**
 * For the part of a page that an address names: the browser has looked for it before it was there, and does not unfold
 * it. It takes the focus if it can, so that a keyboard and a screen reader go on from there.
 */
export function useNamedPlace<Part extends HTMLElement>(name: string): RefObject<Part | null> {
  const place = useRef<Part>(null);
  useEffect(() => {
    if (!place.current || ![name, encodeURIComponent(name)].includes(location.hash.slice(1))) return;
    if (place.current instanceof HTMLDetailsElement) place.current.open = true;
    place.current.scrollIntoView();
    place.current.focus({ preventScroll: true });
  }, [name]);
  return place;
}
