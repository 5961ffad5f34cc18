/** What the list knows of a candidate, which is shown while the rest of it is loaded. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Waiting } from "../app/Waiting";
import { Button } from "../parts/Button";
import { Fact } from "../parts/Fact";
import { useTexts } from "../parts/texts";
import styles from "./CandidatePanel.module.css";
import type { Candidate } from "./candidates";
import { StandingText } from "./StandingText";
import { UnsavedTag } from "./Unsaved";

interface ListedProps {
  /** Undefined if the list does not have it yet. */
  candidate: Candidate | undefined;
  rank: number | null;
  /** The state of the demand. */
  state: string;
  onClose: () => void;
}

/** Offers nothing to decide: that comes with what it is decided from. */
export function Listed({ candidate, rank, state, onClose }: ListedProps) {
  const { t } = useLingui();
  const { money } = useTexts();
  if (!candidate) return <Waiting />;
  const { standing, alternativeRank, applicant } = candidate;
  const { party, bid } = applicant;
  return (
    <div className={styles.panel}>
      <header className={styles.head}>
        <p className={styles.place}>
          {rank !== null && (
            <span>
              <Trans>Rank {rank}</Trans>
            </span>
          )}
          <StandingText
            standing={standing}
            alternativeRank={alternativeRank ?? null}
            bidState={applicant.state}
            state={state}
          />
          <UnsavedTag candidateId={candidate.id} />
          <Button look="quiet" className={styles.close ?? ""} onPress={onClose} aria-label={t`Close the panel`}>
            ✕
          </Button>
        </p>
        <h2 className={styles.name}>{party.name}</h2>
      </header>
      {bid && (
        <dl className={styles.facts}>
          <Fact name={t`Price`}>{money(bid.price)}</Fact>
        </dl>
      )}
      <Waiting />
    </div>
  );
}
