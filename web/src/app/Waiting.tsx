import { Trans } from "@lingui/react/macro";
import styles from "./Waiting.module.css";

/** Shown while a part of the page is loaded; it appears only if that takes a while, or at once to who waits for it. */
export function Waiting({ isSaidAtOnce = false }: { isSaidAtOnce?: boolean }) {
  return (
    <p className={styles.waiting} role="status" data-at-once={isSaidAtOnce || undefined}>
      <Trans>Loading …</Trans>
    </p>
  );
}
