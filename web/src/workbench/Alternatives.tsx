import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "../parts/Button";
import styles from "./Alternatives.module.css";
import type { Candidate } from "./candidates";

interface AlternativesProps {
  /** By their rank. */
  alternatives: readonly Candidate[];
  active: string | null;
  onChoose: (id: string) => void;
  onMove: (candidate: Candidate, rank: number) => void;
}

/** The alternatives in their order, which the arrows beside each one change. */
export function Alternatives({ alternatives, active, onChoose, onMove }: AlternativesProps) {
  const { t } = useLingui();
  if (alternatives.length === 0) return null;
  return (
    <section className={styles.alternatives} aria-label={t`Alternatives`}>
      <h2 className={styles.title}>
        <Trans>Alternatives</Trans>
      </h2>
      <ol className={styles.list}>
        {alternatives.map((each, index) => {
          const name = each.applicant.party.name;
          return (
            <li key={each.id} className={styles.each} data-active={each.id === active || undefined}>
              <span className={styles.rank}>{index + 1}</span>
              <button type="button" className={styles.name} onClick={() => onChoose(each.id)}>
                {name}
              </button>
              <Button
                look="quiet"
                aria-label={t`Move ${name} up`}
                isDisabled={index === 0 || !each.actions.includes("PLACE_ALTERNATIVE")}
                onPress={() => onMove(each, index)}
              >
                ↑
              </Button>
              <Button
                look="quiet"
                aria-label={t`Move ${name} down`}
                isDisabled={index === alternatives.length - 1 || !each.actions.includes("PLACE_ALTERNATIVE")}
                onPress={() => onMove(each, index + 2)}
              >
                ↓
              </Button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
