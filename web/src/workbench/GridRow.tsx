import { useLingui } from "@lingui/react/macro";
import { memo } from "react";
import { graphql, useFragment } from "react-relay";
import type { GridRow_candidate$key } from "../__generated__/GridRow_candidate.graphql";
import { Verified } from "../market/Awarder";
import { useTexts } from "../parts/texts";
import styles from "./Grid.module.css";
import { ScoreBar } from "./ScoreBar";
import { StandingText } from "./StandingText";

interface GridRowProps {
  candidate: GridRow_candidate$key;
  id: string;
  /** Among the rows that are shown, from 0. */
  place: number;
  /** Pixels from the top of the sheet. */
  top: number;
  rank: number | null;
  criteria: readonly string[];
  budget: number | null;
  isActive: boolean;
  onChoose: (id: string) => void;
}

export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { id, place, top, rank, criteria, budget, isActive, onChoose } = props;
  const { t } = useLingui();
  const { money, percent, number } = useTexts();
  const candidate = useFragment(
    graphql`
      fragment GridRow_candidate on Candidate {
        id
        standing
        alternativeRank
        isUnread
        remarkCount
        waiting
        score {
          total
          contributions {
            key
            contribution
          }
        }
        applicant {
          id
          state
          party {
            id
            name
            verifiedAt
          }
          bid {
            id
            price {
              amount
              currency
            }
            durationDays
          }
        }
      }
    `,
    props.candidate,
  );
  const { standing, isUnread, remarkCount, score, applicant, waiting } = candidate;
  const { bid, party } = applicant;
  const share = bid && budget ? Number(bid.price.amount) / budget : null;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the focus and its keys; a row is chosen by pointer too
    <div
      id={id}
      className={styles.row}
      role="row"
      tabIndex={-1}
      aria-rowindex={place + 2}
      aria-selected={isActive}
      data-unread={isUnread || undefined}
      data-standing={standing}
      data-waiting={waiting ?? undefined}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onChoose(candidate.id)}
    >
      <span role="gridcell" className={`${styles.number} ${styles.rank}`}>
        {rank ?? "–"}
      </span>
      <span role="gridcell" className={styles.name}>
        <span className={styles.dot}>{isUnread && <span role="img" aria-label={t`unread`} />}</span>
        <span className={styles.text}>{party.name}</span>
        {party.verifiedAt && <Verified />}
        {waiting === "REVISED" && <span className={styles.news}>{t`revised`}</span>}
        {waiting === "WITHDRAWN" && <span className={styles.news}>{t`withdrawn`}</span>}
        {applicant.state === "NEEDS_CONFIRMATION" && <span className={styles.news}>{t`to be confirmed`}</span>}
      </span>
      <span role="gridcell" className={styles.number}>
        {bid && money(bid.price)}
      </span>
      <span role="gridcell" className={`${styles.number} ${styles.extra} ${styles.soft}`} data-over={(share ?? 0) > 1}>
        {share !== null && percent(share)}
      </span>
      <span role="gridcell" className={`${styles.number} ${styles.extra} ${styles.soft}`}>
        {bid?.durationDays}
      </span>
      <span role="gridcell" className={styles.score}>
        {score && (
          <>
            <ScoreBar contributions={score.contributions} criteria={criteria} />
            <span className={styles.total}>{number(score.total * 100)}</span>
          </>
        )}
      </span>
      <span role="gridcell" className={`${styles.number} ${styles.extra} ${styles.soft}`}>
        {remarkCount > 0 && remarkCount}
      </span>
      <span role="gridcell" className={styles.extra}>
        <StandingText standing={standing} alternativeRank={candidate.alternativeRank ?? null} />
      </span>
    </div>
  );
});
