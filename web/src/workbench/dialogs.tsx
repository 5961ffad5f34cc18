/** The questions that come before a decision which needs a reason. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useId, useRef, useState } from "react";
import { graphql } from "react-relay";
import type { dialogsAwardMutation } from "../__generated__/dialogsAwardMutation.graphql";
import type { EliminationReason } from "../__generated__/sendingEliminateMutation.graphql";
import { demandStates } from "../market/StateTag";
import { useAct } from "../network/acting";
import { invalid, type Refusal } from "../network/refusals";
import { Asking } from "../parts/Asking";
import { Button } from "../parts/Button";
import { Dialog, DialogButtons, DialogForm } from "../parts/Dialog";
import { eliminationReasons, nameOf, standings } from "../parts/enums";
import { Field } from "../parts/Field";
import { useKept } from "../parts/kept";
import { States } from "../parts/States";
import { useTexts } from "../parts/texts";
import type { Attempt, Verdict } from "./attempts";
import type { Candidate } from "./candidates";
import { whyNot } from "./deeds";
import styles from "./dialogs.module.css";
import { useKeyNames } from "./keyNames";
import { setLetters, useLetters } from "./keys";
import { whoIn } from "./telling";

interface DecisionProps {
  candidates: readonly Candidate[];
  decide: (attempt: Attempt) => Promise<Verdict>;
  onClose: () => void;
}

export function EliminateDialog({ candidates, decide, onClose }: DecisionProps) {
  const { t, i18n } = useLingui();
  // None is chosen beforehand: it stands in the record for good.
  const [reason, setReason] = useState<EliminationReason | null>(null);
  const [isMissing, setMissing] = useState(false);
  const group = useRef<HTMLFieldSetElement>(null);
  const missingId = useId();
  const [note, setNote] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const who = whoIn(i18n, candidates);
  const submit = async () => {
    if (reason === null) {
      setMissing(true);
      group.current?.querySelector("input")?.focus();
      return false;
    }
    if (reason === "OTHER" && !note.trim()) {
      setRefusal(invalid({ note: t`Say what the reason is.` }));
      group.current?.form?.querySelector("textarea")?.focus();
      return false;
    }
    const verdict = await decide({ kind: "eliminate", candidates, reason, note: note.trim() });
    if (verdict.refusal) setRefusal(verdict.refusal);
    else onClose();
    return verdict.refusal === null;
  };
  return (
    <DialogForm
      about={thingOf(candidates)}
      title={t`Eliminate ${who}`}
      button={t`Eliminate`}
      refusal={refusal}
      shown={["note"]}
      onSubmit={submit}
      onClose={onClose}
    >
      <fieldset ref={group} className={styles.reasons} aria-describedby={isMissing ? missingId : undefined}>
        <legend>
          <Trans>Reason</Trans>
        </legend>
        <Reasons
          reason={reason}
          onChoose={(chosen) => {
            setReason(chosen);
            setMissing(false);
          }}
        />
        <p id={missingId} className={styles.missing} role="alert">
          {isMissing && <Trans>Choose a reason.</Trans>}
        </p>
      </fieldset>
      <Field
        name="note"
        label={reason === "OTHER" ? t`Which reason` : t`More about it`}
        hint={t`It stands in the selection record. Bidders never see it.`}
        lines={3}
        value={note}
        onChange={setNote}
        isRequired={reason === "OTHER"}
        problem={reason === "OTHER" ? refusal?.fields.note : undefined}
      />
    </DialogForm>
  );
}

interface ReasonsProps {
  reason: EliminationReason | null;
  onChoose: (reason: EliminationReason) => void;
}

/** What is chosen is kept with what is written. */
function Reasons({ reason, onChoose }: ReasonsProps) {
  const { i18n } = useLingui();
  const choose = useKept("reason", reason ?? undefined, (key) => onChoose(key as EliminationReason));
  return Object.entries(eliminationReasons).map(([key, title], index) => (
    <label key={key}>
      <input
        type="radio"
        name="reason"
        value={key}
        checked={reason === key}
        // biome-ignore lint/a11y/noAutofocus: the first choice of a dialog
        autoFocus={index === 0}
        onChange={() => choose(key)}
      />
      {i18n._(title)}
    </label>
  ));
}

export function RestoreDialog({ candidates, decide, onClose }: DecisionProps) {
  const { t, i18n } = useLingui();
  const [reason, setReason] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const who = whoIn(i18n, candidates);
  const submit = async () => {
    const verdict = await decide({ kind: "restore", candidates, reason: reason.trim() });
    if (verdict.refusal) setRefusal(verdict.refusal);
    else onClose();
    return verdict.refusal === null;
  };
  return (
    <DialogForm
      about={thingOf(candidates)}
      title={t`Restore ${who}`}
      button={t`Restore`}
      refusal={refusal}
      shown={["reason"]}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field
        label={t`Reason`}
        lines={3}
        value={reason}
        onChange={setReason}
        isRequired
        autoFocus
        problem={refusal?.fields.reason}
      />
    </DialogForm>
  );
}

/** What a decision about them is about. */
function thingOf(candidates: readonly Candidate[]): string {
  return candidates.map(({ id }) => id).join(" ");
}

export interface DemandToAward {
  readonly version: number;
  readonly state: string;
  readonly deadlineAt: string | null | undefined;
  readonly bidCount: number | null | undefined;
  /** How many there are to answer the offer. */
  readonly awardWorkingDays: number;
}

interface AwardProps {
  candidate: Candidate;
  demand: DemandToAward;
  /** Which ranks first among those that are not eliminated: the choice of another one is to be justified. */
  first: Candidate;
  price: string;
  onDone: () => void;
  onClose: () => void;
}

/** An award is never shown before the server has made it. */
export function AwardDialog({ candidate, demand, first, price, onDone, onClose }: AwardProps) {
  const { t, i18n } = useLingui();
  const [reason, setReason] = useState("");
  const [justification, setJustification] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const stands = useWhatStands(candidate, demand, price);
  const [before, setBefore] = useState<typeof stands | null>(null);
  const [act, isActing] = useAct<dialogsAwardMutation>(graphql`
    mutation dialogsAwardMutation($input: AwardDemandInput!) {
      awardDemand(input: $input) {
        __typename
        ... on Award {
          id
          state
          lapsesAt
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const { name } = candidate.applicant.party;
  const best = first.applicant.party.name;
  const send = async (idempotencyKey: string) => {
    const given = { candidateId: candidate.id, expectedVersion: demand.version, reason: reason.trim() };
    const { refusal } = await act({ ...given, justification: justification.trim() || null, idempotencyKey });
    setBefore(refusal?.code === "CONFLICT" ? stands : null);
    onDone();
    return refusal;
  };
  // While it is being sent, what it leads to is no hindrance.
  const hindrance = isActing ? null : whyNot("award", [candidate], demand.state);
  return (
    <Asking
      about={candidate.id}
      title={t`Award the demand to ${name}`}
      button={t`Make the offer`}
      isDeliberate
      isActing={isActing}
      shown={["reason", "justification"]}
      why={hindrance && i18n._(hindrance)}
      act={send}
      onRefusal={setRefusal}
      onClose={onClose}
    >
      <p>
        <Trans>
          {name} is offered the demand for {price}, and has{" "}
          <Plural value={demand.awardWorkingDays} one="# working day" other="# working days" /> to answer.
        </Trans>
      </p>
      <p>
        {candidate.standing === "ALTERNATIVE" ? (
          <Trans>If the offer ends without a contract, {name} is among your choices again, where it is now.</Trans>
        ) : (
          <Trans>If the offer ends without a contract, {name} becomes the last of your choices.</Trans>
        )}
      </p>
      <Field
        label={t`Reason`}
        hint={t`It stands in the selection record.`}
        lines={3}
        value={reason}
        onChange={setReason}
        isRequired
        autoFocus
        problem={refusal?.fields.reason}
      />
      {first.id !== candidate.id && (
        <Field
          label={t`Why not the one that ranks first`}
          hint={t`That is ${best}.`}
          lines={3}
          value={justification}
          onChange={setJustification}
          isRequired
          problem={refusal?.fields.justification}
        />
      )}
      {before && (
        <States facts={Object.entries(stands).map(([title, now]) => ({ title, was: before[title] ?? "", now }))} />
      )}
    </Asking>
  );
}

/** What an award rests on, by its name. */
function useWhatStands(candidate: Candidate, demand: DemandToAward, price: string): Record<string, string> {
  const { t, i18n } = useLingui();
  const { deadline } = useTexts();
  return Object.fromEntries([
    [t`Demand`, nameOf(i18n, demandStates, demand.state)],
    [t`Deadline`, demand.deadlineAt ? deadline(demand.deadlineAt) : ""],
    [t`Bids`, String(demand.bidCount ?? "")],
    [t`Status`, nameOf(i18n, standings, candidate.standing)],
    [t`Price`, price],
  ]);
}

export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const areOn = useLetters();
  const named = useKeyNames();
  const keys: [string, string][] = [
    ["j  k  ↓  ↑", t`next, previous bidder`],
    ["Enter", t`read the bid, or the first one`],
    ["x  Space", t`select or deselect the bidder`],
    ["Shift j  k", t`select the next, previous one too`],
    ["a", t`add to the choices, or remove`],
    ["Alt ↑  Alt ↓", t`move the choice up or down`],
    ["e", t`eliminate, with a reason`],
    ["u", t`restore, with a reason`],
    ["r", t`add a remark`],
    ["m", t`write a message`],
    ["i", t`propose an interview`],
    ["c", t`compare those that are selected, 2 to 6`],
    ["w", t`try other weights`],
    [".", t`show what is new`],
    ["/", t`filter`],
    ["Ctrl k", t`find an action, and why it is not possible`],
    ["Ctrl z", t`take the last decision back, on record`],
    ["Ctrl Enter", t`in a reason, remark or message: send it; an award takes a press of its button`],
    ["Esc", t`back to the list; once more, select nothing`],
    ["?", t`these keys`],
  ];
  return (
    <Dialog title={t`Keys`} onClose={onClose}>
      <dl className={styles.keys}>
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{named(key)}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <label className={styles.switch}>
        <input type="checkbox" checked={areOn} onChange={(event) => setLetters(event.target.checked)} />
        <Trans>Use single-letter shortcuts</Trans>
      </label>
      <DialogButtons>
        <Button onPress={onClose} autoFocus>
          <Trans>Close</Trans>
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
