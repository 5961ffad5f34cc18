/** What is said and done about several candidates, over the end of the list, so that no row moves. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Button } from "../parts/Button";
import { Notice, useRefusalText } from "../parts/Notice";
import styles from "./Bulk.module.css";
import type { Candidate } from "./candidates";
import { DeedButtons } from "./DeedButtons";
import type { Deed } from "./deeds";
import { standIn } from "./telling";
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

interface ToldProps {
  deciding: Deciding;
  /** As they stand now. */
  candidates: readonly Candidate[];
  why: ReactNode;
}

/** What became of the last decision: what is true now, with the way back, or why it was refused. */
export function Told({ deciding: { refused, said, undo, dismiss }, candidates, why }: ToldProps) {
  const { t, i18n } = useLingui();
  const say = useRefusalText();
  if (why) return <Notice>{why}</Notice>;
  if (refused.length === 0 && !said) return null;
  const decided = new Set(said?.done.decided.map(({ candidate }) => candidate.id));
  const now = standIn(
    i18n,
    candidates.filter(({ id }) => decided.has(id)),
    said?.isBack ?? false,
  );
  return (
    <Notice tone={refused.length > 0 ? "bad" : "plain"}>
      <div className={styles.told}>
        <div>
          {refused.map(({ candidate, refusal }) => (
            <p key={`${candidate.id} ${refusal.message}`}>
              {candidate.applicant.party.name}: {say(refusal)}
            </p>
          ))}
          {said && <p>{said.isBack ? <Trans>Taken back: {now}</Trans> : now}</p>}
        </div>
        {said && !said.isBack && (
          <Button look="quiet" onPress={() => void undo()}>
            <Trans>Undo</Trans>
          </Button>
        )}
        <Button look="quiet" onPress={dismiss} aria-label={t`Dismiss`}>
          ✕
        </Button>
      </div>
    </Notice>
  );
}
