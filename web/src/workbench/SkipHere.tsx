import type { ReactNode } from "react";
import { createPortal } from "react-dom";
import { SKIPS, Skip } from "../parts/Skip";

/** One more, of the page that renders it. */
export function SkipHere(props: { to: string; children: ReactNode }) {
  const skips = document.getElementById(SKIPS);
  return skips && createPortal(<Skip {...props} />, skips);
}
