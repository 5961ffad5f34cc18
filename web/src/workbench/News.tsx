import { Plural, Trans } from "@lingui/react/macro";
import { Link } from "wouter";
import { Countdown } from "../parts/Countdown";
import styles from "./Bench.module.css";
import type { Candidate } from "./candidates";

interface NewsProps {
  shown: number;
  all: number;
  waiting: readonly Candidate[];
  onMerge: () => void;
}

/** How many are shown, and what waits to be taken in. The line is always there, so that nothing below it ever moves. */
export function News({ shown, all, waiting, onMerge }: NewsProps) {
  const arrived = waiting.filter((each) => each.waiting === "ARRIVED").length;
  const gone = waiting.filter((each) => each.waiting === "GONE").length;
  const changed = waiting.length - arrived - gone;
  return (
    <div className={styles.news} data-waiting={waiting.length > 0 || undefined}>
      <p>
        {shown === all ? (
          <Plural value={all} one="# bidder" other="# bidders" />
        ) : (
          <Trans>
            {shown} of {all}
          </Trans>
        )}
      </p>
      <p role="status" className={styles.counts}>
        {arrived > 0 && <Plural value={arrived} one="# new" other="# new" />}
        {arrived > 0 && changed > 0 && " · "}
        {changed > 0 && <Plural value={changed} one="# changed" other="# changed" />}
        {arrived + changed > 0 && gone > 0 && " · "}
        {gone > 0 && <Plural value={gone} one="# no longer stands" other="# no longer stand" />}
      </p>
      {waiting.length > 0 && (
        <button type="button" className={styles.act} onClick={onMerge}>
          <span>
            <Trans>Show</Trans>
          </span>{" "}
          <kbd>.</kbd>
        </button>
      )}
    </div>
  );
}

interface SealedProps {
  demandId: string;
  bidCount: number;
  /** The state of the demand. */
  state: string;
  deadlineAt: string;
}

export function Sealed({ demandId, bidCount, state, deadlineAt }: SealedProps) {
  return (
    <div className={styles.sealed}>
      <p className={styles.count} role="status">
        <Plural value={bidCount} one="# sealed bid" other="# sealed bids" />
      </p>
      <p>
        {state === "OPEN" ? (
          <Trans>
            Sealed bids can be read when bidding ends, in <Countdown until={deadlineAt} />.
          </Trans>
        ) : state === "SUSPENDED" ? (
          <Trans>The demand is suspended. Sealed bids can be read when bidding ends.</Trans>
        ) : state === "SELECTING" ? (
          <Trans>Bidding has ended: the bids are being opened.</Trans>
        ) : (
          <Trans>The bids were never opened, and nobody can read them.</Trans>
        )}
      </p>
      <p>
        <Link href={`/demands/${demandId}/workbench/record`}>
          <Trans>Selection record</Trans>
        </Link>
      </p>
    </div>
  );
}

/** `state` is the demand's. */
export function Empty({ isFiltered, state }: { isFiltered: boolean; state: string }) {
  return (
    <p className={styles.status}>
      {isFiltered ? (
        <Trans>No bidder fits this filter.</Trans>
      ) : state === "OPEN" || state === "SUSPENDED" ? (
        <Trans>There are no bids yet.</Trans>
      ) : (
        <Trans>No bid stands.</Trans>
      )}
    </p>
  );
}
