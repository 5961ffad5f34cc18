/** The first links of a page, which lead a keyboard past what is on every page. They are seen while they have the focus. */
import type { ReactNode } from "react";
import styles from "./Skip.module.css";

export const SKIPS = "skips";

/** Where they stand; those of all pages are its children. */
export function Skips({ children }: { children: ReactNode }) {
  return (
    <div id={SKIPS} className={styles.skips}>
      {children}
    </div>
  );
}

/** To the element with the id `to`, without another address. */
export function Skip({ to, children }: { to: string; children: ReactNode }) {
  return (
    <a
      className={styles.skip}
      href={`#${to}`}
      onClick={(event) => {
        event.preventDefault();
        document.getElementById(to)?.focus();
      }}
    >
      {children}
    </a>
  );
}
