import { Trans, useLingui } from "@lingui/react/macro";
import { type DragEvent, useState } from "react";
import { Button } from "../parts/Button";
import styles from "./Alternatives.module.css";
import type { Candidate } from "./candidates";
import { allows } from "./deeds";

/** What a dragged candidate is known by. */
const CANDIDATE = "application/x-bidhall-candidate";
/** What says which rank it has among the alternatives, with that. */
const RANKED = "application/x-bidhall-rank-";

interface AlternativesProps {
  /** By their rank. */
  alternatives: readonly Candidate[];
  /** Whether some candidate may become one. */
  isOpen: boolean;
  /** Who is selected: the alternatives come after this one then. */
  after: Candidate | undefined;
  active: string | null;
  onChoose: (id: string) => void;
  onMove: (id: string, rank: number) => void;
}

/** The alternatives in their order, which dragging, the arrows beside each one, and keys change. */
export function Alternatives({ alternatives, isOpen, after, active, onChoose, onMove }: AlternativesProps) {
  const { t } = useLingui();
  const { landing, target } = useDropTargets(alternatives.length, onMove);
  if (alternatives.length === 0 && !isOpen) return null;
  const selected = after?.applicant.party.name;
  return (
    <section className={styles.alternatives} aria-label={t`Choices`}>
      <h2 className={styles.title}>
        {selected === undefined ? <Trans>Choices</Trans> : <Trans>Next in line after {selected}</Trans>}
      </h2>
      <ol className={styles.list} data-over={landing !== null || undefined} {...target(alternatives.length + 1)}>
        {alternatives.map((each, index) => {
          const name = each.applicant.party.name;
          const mayMove = allows("place", each);
          return (
            <li
              key={each.id}
              className={styles.each}
              data-active={each.id === active || undefined}
              data-landing={landing?.beside === index + 1 ? landing.side : undefined}
              draggable={mayMove}
              onDragStart={(event) => drag(event, each.id, index + 1)}
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

/** Begins to drag a candidate, which has this rank if it is an alternative. */
export function drag(event: DragEvent, id: string, rank: number | null): void {
  event.dataTransfer.setData(CANDIDATE, id);
  // Until it is dropped only the types can be read.
  if (rank !== null) event.dataTransfer.setData(`${RANKED}${rank}`, String(rank));
  event.dataTransfer.effectAllowed = "move";
}

/** Where what is dragged would land: before or after the alternative of this rank. */
interface Landing {
  readonly beside: number;
  readonly side: "before" | "after";
}

/** Places at which a candidate can be dropped, by the rank that it gets there: one that is the last gets no other. */
function useDropTargets(count: number, onMove: AlternativesProps["onMove"]) {
  const [landing, setLanding] = useState<Landing | null>(null);
  const landingAt = (rank: number, from: number | null): Landing => {
    if (rank > count) return { beside: count, side: "after" };
    return { beside: rank, side: from !== null && from < rank ? "after" : "before" };
  };
  const target = (rank: number) => ({
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes(CANDIDATE)) return;
      event.preventDefault();
      event.stopPropagation();
      const to = landingAt(rank, rankOf(event));
      setLanding((now) => (now?.beside === to.beside && now.side === to.side ? now : to));
    },
    onDragLeave: ({ currentTarget, relatedTarget }: DragEvent) => {
      if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setLanding(null);
    },
    onDrop: (event: DragEvent) => {
      const id = event.dataTransfer.getData(CANDIDATE);
      setLanding(null);
      if (!id) return;
      event.preventDefault();
      event.stopPropagation();
      const from = rankOf(event);
      const to = from === null ? rank : Math.min(rank, count);
      if (to !== from) onMove(id, to);
    },
  });
  return { landing, target };
}

/** The rank of what is dragged; null if it is no alternative. */
function rankOf({ dataTransfer }: DragEvent): number | null {
  const type = dataTransfer.types.find((each) => each.startsWith(RANKED));
  return type === undefined ? null : Number(type.slice(RANKED.length));
}
