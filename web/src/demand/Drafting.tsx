import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useEffect, useRef, useState } from "react";
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
import { Form } from "../parts/Form";
import { SavedText } from "../parts/SavedText";
import { namingSkills } from "../parts/skills";
import type { Uploads } from "../parts/useUploads";
import { type BriefText, deadlineOf, draftOf, inputOf, wrongWithDeadline } from "./brief";
import styles from "./DemandEditor.module.css";
import { MergedDemand } from "./MergedDemand";
import { Published } from "./Published";
import type { MergedBrief } from "./useMergedBrief";
import { besideFields, useDeadlineText, useWrong, Wrong } from "./Wrong";

export interface SendingProps {
  brief: BriefText;
  uploads: Uploads;
  /** Whose demand it is to be. */
  partyId: string;
  /** The name of that party. */
  client: string;
  /** The demand that is changed; null for a new one. */
  demand: Demand | null;
  /** What others have changed of it meanwhile, as it is merged with what is written. */
  merged: MergedBrief;
  hasDeadline: boolean;
  /** What has to be left until the deadline. */
  leastSeconds: number;
  /** Somebody else has changed the demand: it is read again. */
  onConflict: () => void;
  /** A draft was made of a new demand. */
  onMade?: (id: string) => void;
  /** Nothing that is written is left to be sent. */
  onDone?: () => void;
  /** What can be done beside saving and publishing. */
  aside?: ReactNode;
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

/** What is to be saved of a form. */
type Written = Pick<SendingProps, "brief" | "uploads">;

/** Saves a draft when that is asked for, waiting for the connection, and publishes it once. */
export function Drafting({ brief, uploads, partyId, client, demand, onMade, aside, children, ...rest }: SendingProps) {
  const { merged } = rest;
  const { t } = useLingui();
  const [, go] = useLocation();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [savedText, setSavedText] = useState(demand ? textToCompare({ brief: merged.writing.base, uploads }) : "");
  // Until the draft that was made has been read.
  const [created, setCreated] = useState<Saved | null>(null);
  const known = demand ?? created;
  const { save, isSaving } = useSaving(partyId);
  // Whoever goes on typing while something is being saved finds that in the form.
  const written = useRef<Written>({ brief, uploads });
  useEffect(() => {
    written.current = { brief, uploads };
  }, [brief, uploads]);
  const [publish, isPublishing] = useAct<DraftingPublishMutation>(graphql`
    mutation DraftingPublishMutation($input: PublishDemandInput!) {
      publishDemand(input: $input) {
        __typename
        ... on BiddingDemand {
          ...DemandPage_demand
          ...edited_demand
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const onConflict = () => {
    merged.onConflict();
    rest.onConflict();
  };
  const isSaved = textToCompare({ brief, uploads }) === savedText;
  const keep = async (given: Written, known: Saved | null, ofDeadline?: string): Promise<Saved | null> => {
    merged.onSending(given.brief);
    const { saved, refusal } = await save(given, known);
    merged.onSent(saved?.version ?? null, given.brief, given.uploads.ids);
    setRefusal(besideFields(namingSkills(refusal, inputOf(given.brief).skills), ofDeadline));
    if (refusal?.code === "CONFLICT") onConflict();
    if (saved) setSavedText(textToCompare(given));
    if (saved && !demand) setCreated(saved);
    if (saved && !known) onMade?.(saved.id);
    return saved;
  };
  /** With what is typed while it is being saved. */
  const keepAll = async (ofDeadline?: string): Promise<Saved | null> => {
    for (let last = known; ; ) {
      const given = written.current;
      last = await keep(given, last, ofDeadline);
      if (!last || textToCompare(given) === textToCompare(written.current)) return last;
    }
  };
  const form = useRef<HTMLFormElement>(null);
  const problems = useWrong(refusal, brief, uploads);
  const sayOfDeadline = useDeadlineText(rest.leastSeconds);
  const saveOnly = async () => {
    if (form.current?.reportValidity()) await keepAll();
  };
  const [publishing, setPublishing] = useState<Saved | null>(null);
  const ask = async () => {
    // A draft needs no deadline: what else is wrong is found by saving it, and said at once.
    const ofDeadline = sayOfDeadline(wrongWithDeadline(brief, rest.leastSeconds));
    const isKept = known !== null && isSaved;
    const saved = isKept ? known : await keepAll(ofDeadline);
    if (ofDeadline === undefined) setPublishing(saved);
    else if (isKept) setRefusal(besideFields(null, ofDeadline));
  };
  const send = async (saved: Saved, idempotencyKey: string) => {
    const { refusal } = await publish({ demandId: saved.id, expectedVersion: saved.version, idempotencyKey });
    if (!refusal) go(`/demands/${saved.id}`);
    setRefusal(besideFields(refusal));
    if (refusal?.code === "CONFLICT") onConflict();
    // What is wrong stands in the form, behind the dialog.
    return refusal?.code === "UNREACHABLE" ? refusal : null;
  };
  const canPublish = !demand || demand.actions.includes("CANCEL");
  return (
    <>
      <Form ref={form} refusal={refusal} className={styles.form} onSubmit={ask}>
        {children(problems)}
        <MergedDemand merged={merged} hasDeadline={rest.hasDeadline} />
        <Wrong refusal={refusal} problems={problems} form={form} />
        <footer className={styles.foot}>
          <SavedText
            className={styles.saved}
            uploads={uploads}
            isSaving={isSaving}
            isSaved={isSaved || known === null}
            isThere={known !== null}
          />
          {aside}
          <Button isPending={isSaving} isDisabled={uploads.isUnfinished || isSaved} onPress={saveOnly}>
            <Trans>Save the draft</Trans>
          </Button>
          {canPublish && (
            <Button type="submit" look="main" isPending={isSaving} isDisabled={uploads.isUnfinished}>
              <Trans>Publish</Trans> …
            </Button>
          )}
        </footer>
      </Form>
      {publishing && (
        <Asking
          title={t`Publish this demand?`}
          button={t`Publish it`}
          isActing={isPublishing}
          act={(key) => send(publishing, key)}
          onClose={() => setPublishing(null)}
        >
          <Published client={client} brief={brief} files={uploads.names} />
        </Asking>
      )}
    </>
  );
}

/** Creates the draft, or writes what differs: the deadline is moved by a decision of its own. */
function useSaving(partyId: string) {
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
          ...edited_demand
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
  const create = ({ brief, uploads }: Written) => {
    const given = { ...draftOf(brief), partyId, deadlineAt: deadlineOf(brief), attachmentIds: uploads.ids };
    return draft({ ...given, idempotencyKey: decision.key() }, { waits: true });
  };
  const change = async ({ brief, uploads }: Written, { id, version, deadlineAt }: Saved) => {
    const given = { ...draftOf(brief), attachmentIds: uploads.ids, demandId: id, expectedVersion: version };
    const amended = await amend({ ...given, idempotencyKey: `${decision.key()}.1` }, { waits: true });
    const wanted = deadlineOf(brief);
    const isMoved = wanted !== null && (!deadlineAt || Date.parse(wanted) !== minute(deadlineAt));
    if (amended.refusal || !isMoved) return amended;
    const moved = { demandId: id, expectedVersion: amended.result.version ?? version, deadlineAt: wanted };
    return extend({ ...moved, idempotencyKey: `${decision.key()}.2` }, { waits: true });
  };
  /** `known` is the draft as it is; null if there is none yet. */
  const save = async (written: Written, known: Saved | null) => {
    const { result, refusal } = known ? await change(written, known) : await create(written);
    decision.renew(refusal);
    if (!result?.id || result.version === undefined) return { saved: null, refusal };
    return { saved: { id: result.id, version: result.version, deadlineAt: deadlineOf(written.brief) }, refusal };
  };
  return { save, isSaving: isDrafting || isAmending || isExtending };
}

function textToCompare({ brief, uploads }: Written): string {
  return JSON.stringify([brief, uploads.ids]);
}

/** A deadline is written to the minute. */
function minute(at: string): number {
  return Math.floor(Date.parse(at) / 60_000) * 60_000;
}
