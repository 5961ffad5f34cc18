import { Trans, useLingui } from "@lingui/react/macro";
import { type DragEvent, useState } from "react";
import { Button } from "../parts/Button";
import styles from "./Alternatives.module.css";
import type { Candidate } from "./candidates";
import { allows } from "./deeds";

/** What a dragged candidate is known by. */
const CANDIDATE = "application/x-bidhall-candidate";

interface AlternativesProps {
  /** By their rank. */
  alternatives: readonly Candidate[];
  /** Whether some candidate may become one. */
  isOpen: boolean;
  active: string | null;
  onChoose: (id: string) => void;
  onMove: (id: string, rank: number) => void;
}

/** The alternatives in their order, which dragging, the arrows beside each one, and keys change. */
export function Alternatives({ alternatives, isOpen, active, onChoose, onMove }: AlternativesProps) {
  const { t } = useLingui();
  const { over, target } = useDropTargets(onMove);
  if (alternatives.length === 0 && !isOpen) return null;
  const last = alternatives.length + 1;
  return (
    <section className={styles.alternatives} aria-label={t`Choices`}>
      <h2 className={styles.title}>
        <Trans>Choices</Trans>
      </h2>
      <ol className={styles.list} data-over={over === last || undefined} {...target(last)}>
        {alternatives.map((each, index) => {
          const name = each.applicant.party.name;
          const mayMove = allows("place", each);
          return (
            <li
              key={each.id}
              className={styles.each}
              data-active={each.id === active || undefined}
              data-over={over === index + 1 || undefined}
              draggable={mayMove}
              onDragStart={(event) => drag(event, each.id)}
              {...target(index + 1)}
            >
              <span className={styles.rank}>{index + 1}</span>
              <button type="button" className={styles.name} title={name} onClick={() => onChoose(each.id)}>
                {name}
              </button>
              <Button
                look="quiet"
                aria-label={t`Move ${name} up`}
                isDisabled={index === 0 || !mayMove}
                onPress={() => onMove(each.id, index)}
              >
                ↑
              </Button>
              <Button
                look="quiet"
                aria-label={t`Move ${name} down`}
                isDisabled={index === alternatives.length - 1 || !mayMove}
                onPress={() => onMove(each.id, index + 2)}
              >
                ↓
              </Button>
            </li>
          );
        })}
        {alternatives.length === 0 && (
          <li className={styles.none}>
            <Trans>None yet. Drag bidders here in the order of your choice, or press “Add to choices”.</Trans>
          </li>
        )}
      </ol>
    </section>
  );
}

/** Begins to drag a candidate. */
export function drag(event: DragEvent, id: string): void {
  event.dataTransfer.setData(CANDIDATE, id);
  event.dataTransfer.effectAllowed = "move";
}

/** Places at which a candidate can be dropped, by the rank that it gets there. */
function useDropTargets(onMove: AlternativesProps["onMove"]) {
  const [over, setOver] = useState<number | null>(null);
  const target = (rank: number) => ({
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes(CANDIDATE)) return;
      event.preventDefault();
      event.stopPropagation();
      setOver(rank);
    },
    onDragLeave: () => setOver((current) => (current === rank ? null : current)),
    onDrop: (event: DragEvent) => {
      const id = event.dataTransfer.getData(CANDIDATE);
      setOver(null);
      if (!id) return;
      event.preventDefault();
      event.stopPropagation();
      onMove(id, rank);
    },
  });
  return { over, target };
}
