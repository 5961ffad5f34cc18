/** What is said and done about several candidates, over the end of the list, so that no row moves. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Button } from "../parts/Button";
import { Notice, useRefusalText } from "../parts/Notice";
import styles from "./Bulk.module.css";
import type { Candidate } from "./candidates";
import { DeedButtons } from "./DeedButtons";
import type { Deed } from "./deeds";
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
  return (
    <div className={styles.bar} role="toolbar" aria-label={t`What is selected`}>
      <Button look="quiet" onPress={onClear} aria-label={t`Select nothing`}>
        ✕
      </Button>
      <p role="status">
        <Plural value={selected.length} one="# selected" other="# selected" />
      </p>
      <Button onPress={onCompare} isDisabled={selected.length < 2 || selected.length > 6}>
        <Trans>Compare</Trans>
      </Button>
      <DeedButtons candidates={selected} onDeed={onDeed} />
      {selected.some(({ isUnread }) => isUnread) && (
        <Button onPress={onRead}>
          <Trans>Mark as read</Trans>
        </Button>
      )}
    </div>
  );
}

/** What became of the last decision, if it was refused or taken back. */
export function Told({ deciding: { refused, undone, dismiss }, why }: { deciding: Deciding; why: ReactNode }) {
  const { t } = useLingui();
  const say = useRefusalText();
  if (why) return <Notice>{why}</Notice>;
  if (refused.length === 0 && !undone) return null;
  const names = undone?.decided.map(({ candidate }) => candidate.applicant.party.name) ?? [];
  return (
    <Notice tone={undone ? "plain" : "bad"}>
      {refused.map(({ candidate, refusal }) => (
        <p key={`${candidate.id} ${refusal.message}`}>
          {candidate.applicant.party.name}: {say(refusal)}
        </p>
      ))}
      {undone &&
        (names.length === 1 ? (
          <Trans>Taken back: what was decided about {names[0]}.</Trans>
        ) : (
          <Trans>Taken back: what was decided about {names.length} bidders.</Trans>
        ))}{" "}
      <Button look="quiet" onPress={dismiss} aria-label={t`Dismiss`}>
        ✕
      </Button>
    </Notice>
  );
}
