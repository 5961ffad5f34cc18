import { useLingui } from "@lingui/react/macro";
import { memo } from "react";
import { graphql, useFragment } from "react-relay";
import type { GridRow_candidate$key } from "../__generated__/GridRow_candidate.graphql";
import { Verified } from "../market/Awarder";
import { useTexts } from "../parts/texts";
import { drag } from "./Alternatives";
import { wordFor } from "./deeds";
import styles from "./Grid.module.css";
import { ScoreBar } from "./ScoreBar";
import { StandingText } from "./StandingText";
import { useIsUnsaved } from "./Unsaved";
import { type Weights, WHOLE } from "./weights";

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
  /** The state of the demand. */
  state: string;
  isActive: boolean;
  isChecked: boolean;
  /** Whether it is what a decision would be about now. */
  isSelected: boolean;
  /** Other weights that are tried, and how many places they raise it. */
  weights: Weights | null;
  rise: number;
  onChoose: (id: string) => void;
  onToggle: (id: string) => void;
}

export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { id, place, top, rank, criteria, budget, state, isActive, isChecked, isSelected, weights } = props;
  const { rise, onChoose, onToggle } = props;
  const { t, i18n } = useLingui();
  const { money, percent, number } = useTexts();
  const candidate = useFragment(
    graphql`
      fragment GridRow_candidate on Candidate {
        id
        standing
        alternativeRank
        actions
        isUnread
        remarkCount
        waiting
        score {
          total
          contributions {
            key
            normalized
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
  const isUnsaved = useIsUnsaved(candidate.id);
  const share = bid && budget ? Number(bid.price.amount) / budget : null;
  const contributions = weights
    ? score?.contributions.map((each) => ({
        ...each,
        contribution: ((weights[each.key] ?? 0) * each.normalized) / WHOLE,
      }))
    : score?.contributions;
  const total = contributions?.reduce((sum, each) => sum + each.contribution, 0) ?? 0;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the focus and its keys; a row is chosen by pointer too
    <div
      id={id}
      className={styles.row}
      role="row"
      tabIndex={-1}
      aria-rowindex={place + 2}
      aria-selected={isSelected}
      data-active={isActive || undefined}
      data-unread={isUnread || undefined}
      data-standing={standing}
      data-waiting={waiting ?? undefined}
      style={{ transform: `translateY(${top}px)` }}
      draggable={candidate.actions.includes("PLACE_ALTERNATIVE")}
      onDragStart={(event) => drag(event, candidate.id, candidate.alternativeRank ?? null)}
      onClick={(event) => (event.ctrlKey || event.metaKey ? onToggle : onChoose)(candidate.id)}
    >
      <span role="gridcell" className={`${styles.number} ${styles.rank}`}>
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={t`Select ${party.name}`}
          checked={isChecked}
          onClick={(event) => event.stopPropagation()}
          onChange={() => onToggle(candidate.id)}
        />
        {rise !== 0 && (
          <span className={styles.rise} data-up={rise > 0} title={t`${Math.abs(rise)} from where it ranks now`}>
            {rise > 0 ? `↑${rise}` : `↓${-rise}`}
          </span>
        )}
        <span>{rank ?? "–"}</span>
      </span>
      <span role="gridcell" className={styles.name}>
        <span className={styles.dot}>{isUnread && <span role="img" aria-label={t`unread`} />}</span>
        <span className={styles.text} title={party.name}>
          {party.name}
          {party.verifiedAt && <Verified />}
        </span>
        {waiting === "REVISED" && <span className={styles.news}>{t`revised`}</span>}
        {waiting === "CHANGED" && applicant.state === "SUBMITTED" && (
          <span className={styles.news}>{t`confirmed`}</span>
        )}
        {waiting === "GONE" && <span className={styles.news}>{i18n._(wordFor(applicant.state))}</span>}
        {isUnsaved && <span className={styles.news}>{t`not yet saved`}</span>}
        {applicant.state === "NEEDS_CONFIRMATION" && <span className={styles.news}>{t`to be confirmed`}</span>}
      </span>
      <span role="gridcell" className={styles.number}>
        {bid && money(bid.price)}
      </span>
      <span
        role="gridcell"
        className={`${styles.number} ${styles.extra} ${styles.share} ${styles.soft}`}
        data-over={(share ?? 0) > 1}
      >
        {share !== null && percent(share)}
      </span>
      <span role="gridcell" className={`${styles.number} ${styles.extra} ${styles.soft}`}>
        {bid?.durationDays}
      </span>
      <span role="gridcell" className={styles.score}>
        {score && contributions && (
          <>
            <ScoreBar contributions={contributions} criteria={criteria} />
            <span className={styles.total}>{number((weights ? total : score.total) * 100)}</span>
          </>
        )}
      </span>
      <span role="gridcell" className={`${styles.number} ${styles.extra} ${styles.soft}`}>
        {remarkCount > 0 && remarkCount}
      </span>
      <span role="gridcell" className={styles.standing}>
        <StandingText
          standing={standing}
          alternativeRank={candidate.alternativeRank ?? null}
          bidState={applicant.state}
          state={state}
        />
      </span>
    </div>
  );
});
