import { Trans } from "@lingui/react/macro";
import styles from "./Waiting.module.css";

/** Shown while a part of the page is loaded; it appears only if that takes a while. */
export function Waiting() {
  return (
    <p className={styles.waiting} role="status">
      <Trans>Loading …</Trans>
    </p>
  );
}
