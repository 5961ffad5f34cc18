/** What is said and done about several candidates, over the end of the list, so that no row moves. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Button } from "../parts/Button";
import { Notice } from "../parts/Notice";
import styles from "./Bulk.module.css";
import type { Candidate } from "./candidates";
import { allows, type Deed } from "./deeds";
import type { Deciding } from "./useDeciding";

interface BulkProps {
  selected: readonly Candidate[];
  onDeed: (deed: Deed) => void;
  onCompare: () => void;
  onRead: () => void;
  onClear: () => void;
}

export function Bulk({ selected, onDeed, onCompare, onRead, onClear }: BulkProps) {
  const { t } = useLingui();
  if (selected.length === 0) return null;
  const may = (deed: Deed) => selected.filter((each) => allows(deed, each)).length;
  const others = selected.filter((each) => allows("place", each) && each.standing !== "ALTERNATIVE").length;
  return (
    <div className={styles.bar} role="toolbar" aria-label={t`What is selected`}>
      <p role="status">
        <Plural value={selected.length} one="# selected" other="# selected" />
      </p>
      <Button onPress={onCompare} isDisabled={selected.length < 2 || selected.length > 6}>
        <Trans>Compare</Trans>
      </Button>
      {others > 0 && (
        <Button onPress={() => onDeed("place")}>
          <Trans>Make alternatives</Trans>
        </Button>
      )}
      {may("eliminate") > 0 && (
        <Button onPress={() => onDeed("eliminate")}>
          <Trans>Eliminate</Trans> …
        </Button>
      )}
      {may("restore") > 0 && (
        <Button onPress={() => onDeed("restore")}>
          <Trans>Restore</Trans> …
        </Button>
      )}
      {selected.some(({ isUnread }) => isUnread) && (
        <Button onPress={onRead}>
          <Trans>Mark as read</Trans>
        </Button>
      )}
      <Button look="quiet" onPress={onClear} aria-label={t`Select nothing`}>
        ✕
      </Button>
    </div>
  );
}

/** What became of the last decision, if it was refused or taken back. */
export function Told({ deciding: { refused, undone, dismiss }, why }: { deciding: Deciding; why: ReactNode }) {
  const { t } = useLingui();
  if (why) return <Notice>{why}</Notice>;
  if (refused.length === 0 && !undone) return null;
  const names = undone?.decided.map(({ candidate }) => candidate.applicant.party.name) ?? [];
  return (
    <Notice tone={undone ? "plain" : "bad"}>
      {refused.map(({ candidate, refusal }) => (
        <p key={`${candidate.id} ${refusal.message}`}>
          {candidate.applicant.party.name}: {refusal.message}
        </p>
      ))}
      {undone &&
        (names.length === 1 ? (
          <Trans>Taken back: what was decided about {names[0]}.</Trans>
        ) : (
          <Trans>Taken back: what was decided about {names.length} candidates.</Trans>
        ))}{" "}
      <Button look="quiet" onPress={dismiss} aria-label={t`Dismiss`}>
        ✕
      </Button>
    </Notice>
  );
}
