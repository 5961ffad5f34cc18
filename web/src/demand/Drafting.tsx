import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, type ReactNode, useState } from "react";
import { graphql } from "react-relay";
import { useLocation } from "wouter";
import type { DraftingAmendMutation } from "../__generated__/DraftingAmendMutation.graphql";
import type { DraftingDraftMutation } from "../__generated__/DraftingDraftMutation.graphql";
import type { DraftingExtendMutation } from "../__generated__/DraftingExtendMutation.graphql";
import type { DraftingPublishMutation } from "../__generated__/DraftingPublishMutation.graphql";
import { useAct, useKeyOfDecision } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { Asking } from "../parts/Asking";
import { Button } from "../parts/Button";
import { Notice, RefusalNotice } from "../parts/Notice";
import { useTexts } from "../parts/texts";
import { useFirstProblem } from "../parts/useFirstProblem";
import type { Uploads } from "../parts/useUploads";
import { type BriefText, deadlineOf, inputOf } from "./brief";
import styles from "./DemandEditor.module.css";

export interface SendingProps {
  brief: BriefText;
  uploads: Uploads;
  /** Whose demand it is to be. */
  partyId: string;
  /** The demand that is changed; null for a new one. */
  demand: Demand | null;
  /** Somebody else has changed the demand: it is read again, and what was written stays. */
  onConflict: () => void;
  /** A draft was made of a new demand. */
  onMade?: (id: string) => void;
  /** The form, with what is wrong by the paths of the input. */
  children: (problems: Readonly<Record<string, string>>) => ReactNode;
}

export interface Demand {
  readonly id: string;
  readonly version: number;
  readonly deadlineAt: string | null | undefined;
  readonly bidCount: number | null | undefined;
  readonly actions: readonly string[];
}

interface Saved {
  readonly id: string;
  readonly version: number;
  readonly deadlineAt: string | null | undefined;
}

/** Saves a draft when that is asked for, and publishes it once. */
export function Drafting({ brief, uploads, partyId, demand, onConflict, onMade, children }: SendingProps) {
  const { t } = useLingui();
  const [, go] = useLocation();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [savedText, setSavedText] = useState(demand ? textToCompare(brief, uploads) : "");
  // Until the draft that was made has been read.
  const [created, setCreated] = useState<Saved | null>(null);
  const known = demand ?? created;
  const { save, isSaving } = useSaving({ brief, uploads, partyId, known });
  const [publish, isPublishing] = useAct<DraftingPublishMutation>(graphql`
    mutation DraftingPublishMutation($input: PublishDemandInput!) {
      publishDemand(input: $input) {
        __typename
        ... on BiddingDemand {
          ...DemandPage_demand
          ...DemandEditor_demand
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const isSaved = textToCompare(brief, uploads) === savedText;
  const keep = async (): Promise<Saved | null> => {
    const { saved, refusal } = await save();
    setRefusal(refusal);
    if (refusal?.code === "CONFLICT") onConflict();
    if (saved) setSavedText(textToCompare(brief, uploads));
    if (saved && !demand) setCreated(saved);
    if (saved && !known) onMade?.(saved.id);
    return saved;
  };
  const form = useFirstProblem(refusal);
  const saveOnly = async () => {
    if (form.current?.reportValidity()) await keep();
  };
  const [publishing, setPublishing] = useState<Saved | null>(null);
  const ask = async (event: FormEvent) => {
    event.preventDefault();
    setPublishing(known && isSaved ? known : await keep());
  };
  const send = async (saved: Saved, idempotencyKey: string) => {
    const { refusal } = await publish({ demandId: saved.id, expectedVersion: saved.version, idempotencyKey });
    if (!refusal) go(`/demands/${saved.id}`);
    setRefusal(refusal);
    if (refusal?.code === "CONFLICT") onConflict();
    // What is wrong stands in the form, behind the dialog.
    return refusal?.code === "UNREACHABLE" ? refusal : null;
  };
  const problems = problemsOf(refusal);
  const canPublish = !demand || demand.actions.includes("CANCEL");
  return (
    <>
      <form ref={form} className={styles.form} onSubmit={ask}>
        {children(problems)}
        <Refused refusal={problems.deadlineAt ? null : refusal} />
        <footer className={styles.foot}>
          <p role="status" className={styles.saved}>
            {uploads.isUnfinished ? t`Files are still being sent.` : isSaved ? t`The draft is saved.` : null}
          </p>
          <Button isPending={isSaving} isDisabled={uploads.isUnfinished || isSaved} onPress={saveOnly}>
            <Trans>Save the draft</Trans>
          </Button>
          {canPublish && (
            <Button type="submit" look="main" isPending={isSaving} isDisabled={uploads.isUnfinished}>
              <Trans>Publish</Trans> …
            </Button>
          )}
        </footer>
      </form>
      {publishing && (
        <Asking
          title={t`Publish this demand?`}
          button={t`Publish it`}
          isActing={isPublishing}
          act={(key) => send(publishing, key)}
          onClose={() => setPublishing(null)}
        >
          <Published brief={brief} />
        </Asking>
      )}
    </>
  );
}

/** What is published, and what cannot be changed from then on. */
function Published({ brief: { title, low, high, currency, bidding } }: { brief: BriefText }) {
  const { money } = useTexts();
  const [from, to] = [low, high].map((amount) => amount && money({ amount, currency }));
  return (
    <>
      <p>
        <strong>{title}</strong>
      </p>
      {(from || to) && (
        <p>
          <Trans>Budget: {[from, to].filter(Boolean).join(" – ")}</Trans>
        </p>
      )}
      <p>
        <Trans>Everybody can read it from now on.</Trans>{" "}
        {bidding === "SEALED" ? (
          <Trans>Bids are sealed until the deadline, which cannot be changed later.</Trans>
        ) : (
          <Trans>You read bids as they come, which cannot be changed later.</Trans>
        )}
      </p>
      <p>
        <Trans>You can still amend the rest. After a material change, bidders have to confirm their bids.</Trans>
      </p>
    </>
  );
}

interface SavingProps extends Pick<SendingProps, "brief" | "uploads" | "partyId"> {
  /** The draft as it is; null if there is none yet. */
  known: Saved | null;
}

/** Creates the draft, or writes what differs: the deadline is moved by a decision of its own. */
function useSaving({ brief, uploads, partyId, known }: SavingProps) {
  const decision = useKeyOfDecision();
  const [draft, isDrafting] = useAct<DraftingDraftMutation>(graphql`
    mutation DraftingDraftMutation($input: DraftDemandInput!) {
      draftDemand(input: $input) {
        __typename
        ... on BiddingDemand {
          id
          version
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const [amend, isAmending] = useAct<DraftingAmendMutation>(graphql`
    mutation DraftingAmendMutation($input: AmendDemandInput!) {
      amendDemand(input: $input) {
        __typename
        ... on BiddingDemand {
          id
          version
          ...DemandEditor_demand
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const [extend, isExtending] = useAct<DraftingExtendMutation>(graphql`
    mutation DraftingExtendMutation($input: ExtendDeadlineInput!) {
      extendDeadline(input: $input) {
        __typename
        ... on BiddingDemand {
          id
          version
          deadlineAt
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const create = () => {
    const { bidding } = brief;
    const given = { ...inputOf(brief), partyId, bidding, deadlineAt: deadlineOf(brief), attachmentIds: uploads.ids };
    return draft({ ...given, idempotencyKey: decision.key() });
  };
  const change = async ({ id, version, deadlineAt }: Saved) => {
    const given = { ...inputOf(brief), attachmentIds: uploads.ids };
    const amended = await amend({
      ...given,
      demandId: id,
      expectedVersion: version,
      idempotencyKey: `${decision.key()}.1`,
    });
    const wanted = deadlineOf(brief);
    const isMoved = wanted !== null && (!deadlineAt || Date.parse(wanted) !== minute(deadlineAt));
    if (amended.refusal || !isMoved) return amended;
    return extend({
      demandId: id,
      expectedVersion: amended.result.version ?? version,
      deadlineAt: wanted,
      idempotencyKey: `${decision.key()}.2`,
    });
  };
  const save = async (): Promise<{ saved: Saved | null; refusal: Refusal | null }> => {
    const { result, refusal } = known ? await change(known) : await create();
    decision.renew(refusal);
    if (!result?.id || result.version === undefined) return { saved: null, refusal };
    return { saved: { id: result.id, version: result.version, deadlineAt: deadlineOf(brief) }, refusal };
  };
  return { save, isSaving: isDrafting || isAmending || isExtending };
}

/** Why it was refused, unless that stands beside fields. */
export function Refused({ refusal }: { refusal: Refusal | null }) {
  if (refusal?.code !== "CONFLICT") return <RefusalNotice refusal={refusal} shown={SHOWN} />;
  return (
    <Notice tone="warn">
      <Trans>
        Somebody else has changed the demand meanwhile. What you have written is still here, and replaces theirs if you
        send it again.
      </Trans>
    </Notice>
  );
}

/** The paths that are shown beside fields. */
const SHOWN = [
  ...["title", "description", "skills", "audience", "budget.low", "budget.high", "budget.currency"],
  ...["durationDays", "deadlineAt", "criteria", "attachmentIds"],
];

/** What is wrong by the paths of the input; what is said of the deadline alone belongs beside it. */
export function problemsOf(refusal: Refusal | null): Readonly<Record<string, string>> {
  if (!refusal) return {};
  const isOfDeadline = refusal.code.startsWith("DEADLINE_") || refusal.code === "INCOMPLETE";
  return isOfDeadline ? { ...refusal.fields, deadlineAt: refusal.message } : refusal.fields;
}

function textToCompare(brief: BriefText, { files }: Uploads): string {
  return JSON.stringify([brief, files.map(({ key }) => key)]);
}

/** A deadline is written to the minute. */
function minute(at: string): number {
  return Math.floor(Date.parse(at) / 60_000) * 60_000;
}
