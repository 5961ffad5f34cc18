/** What a side may decide about a dispute: make a statement, propose or accept a settlement, or withdraw it. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useFragment } from "react-relay";
import type {
  DisputeDeeds_dispute$data,
  DisputeDeeds_dispute$key,
} from "../__generated__/DisputeDeeds_dispute.graphql";
import type { DisputeDeedsAcceptMutation } from "../__generated__/DisputeDeedsAcceptMutation.graphql";
import type { DisputeDeedsAnswerMutation } from "../__generated__/DisputeDeedsAnswerMutation.graphql";
import type { DisputeDeedsProposeMutation } from "../__generated__/DisputeDeedsProposeMutation.graphql";
import type { DisputeDeedsWithdrawMutation } from "../__generated__/DisputeDeedsWithdrawMutation.graphql";
import { useAct } from "../network/acting";
import { invalid, type Refusal, wrongWith } from "../network/refusals";
import { Asking } from "../parts/Asking";
import { Button } from "../parts/Button";
import { Field } from "../parts/Field";
import { Saying } from "../parts/Saying";
import { Uploading } from "../parts/Uploading";
import { useUploads } from "../parts/useUploads";
import { useWaitingForFiles } from "../parts/useWaitingForFiles";
import { Dividing, divided, SHARE } from "./Dividing";
import { Division, Silence } from "./Division";
import styles from "./Money.module.css";

type Dispute = DisputeDeeds_dispute$data;
type Deed = Dispute["actions"][number];

interface DeedProps {
  /** As it was shown when it was asked. */
  dispute: Dispute;
  /** Of the viewer. */
  partyId: string;
  /** It has changed since: what was read is not what would be decided about. */
  isStale: boolean;
  onClose: () => void;
}

export function DisputeDeeds({ partyId, ...given }: { dispute: DisputeDeeds_dispute$key; partyId: string }) {
  const dispute = useFragment(
    graphql`
      fragment DisputeDeeds_dispute on Dispute {
        id
        state
        version
        actions
        respondent {
          id
          name
        }
        silenceLoses
        held {
          amount
          currency
        }
        settlement {
          id
          digest
          toReceiver {
            amount
            currency
          }
          fee {
            amount
            currency
          }
          net {
            amount
            currency
          }
          toAwarder {
            amount
            currency
          }
        }
        ...Dividing_dispute
      }
    `,
    given.dispute,
  );
  const [asked, setAsked] = useState<{ deed: Deed; about: Dispute } | null>(null);
  const Asked = DEEDS.find(({ action }) => action === asked?.deed)?.Dialog;
  const deeds = DEEDS.filter(({ action }) => dispute.actions.includes(action));
  return (
    <>
      {deeds.length > 0 && (
        <div className={styles.deeds}>
          {deeds.map(({ action, Name }) => (
            <Button key={action} onPress={() => setAsked({ deed: action, about: dispute })}>
              <Name isAwaited={isAwaited(dispute, partyId)} /> …
            </Button>
          ))}
        </div>
      )}
      {asked && Asked && (
        <Asked
          dispute={asked.about}
          partyId={partyId}
          isStale={asked.about.version !== dispute.version}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

/** The party has to answer: silence loses. Whatever either side says otherwise is a statement. */
function isAwaited({ state, respondent }: Dispute, partyId: string): boolean {
  return state === "OPENED" && respondent?.id === partyId;
}

function AnswerName({ isAwaited }: { isAwaited: boolean }) {
  return isAwaited ? <Trans>Answer the dispute</Trans> : <Trans>Make a statement</Trans>;
}

/** In the order in which they are shown. */
const DEEDS = [
  { action: "ACCEPT_SETTLEMENT", Name: () => <Trans>Accept the settlement</Trans>, Dialog: Accept },
  { action: "ANSWER", Name: AnswerName, Dialog: Answer },
  { action: "PROPOSE_SETTLEMENT", Name: () => <Trans>Propose a settlement</Trans>, Dialog: Propose },
  { action: "WITHDRAW", Name: () => <Trans>Withdraw the dispute</Trans>, Dialog: Withdraw },
] as const;

/** What a dialog shows in place of its button once what it is about has changed. */
function stale(isStale: boolean) {
  return (
    isStale && { why: <Trans>The dispute has changed meanwhile: look at what stands now, and decide again.</Trans> }
  );
}

function Answer({ dispute, partyId, onClose }: DeedProps) {
  const { t } = useLingui();
  const [body, setBody] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const uploads = useUploads([]);
  const files = useWaitingForFiles(uploads, refusal);
  const isAnswer = isAwaited(dispute, partyId);
  const [act, isActing] = useAct<DisputeDeedsAnswerMutation>(graphql`
    mutation DisputeDeedsAnswerMutation($input: AnswerDisputeInput!) {
      answerDispute(input: $input) {
        __typename
        ... on Dispute {
          ...Dispute_dispute
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async (idempotencyKey: string) => {
    if (files.hindrance) return files.hindrance;
    const said = { disputeId: dispute.id, partyId, body, attachmentIds: uploads.ids };
    return (await act({ ...said, idempotencyKey })).refusal;
  };
  return (
    <Asking
      about={dispute.id}
      title={isAnswer ? t`Answer the dispute` : t`Make a statement`}
      button={isAnswer ? t`Answer it` : t`Make the statement`}
      isActing={isActing}
      shown={["body", ...files.shown]}
      act={send}
      onRefusal={setRefusal}
      isMended={files.isMended}
      onClose={onClose}
    >
      {isAnswer && (
        <p>
          <Silence {...dispute} isOwn />
        </p>
      )}
      <Field
        label={isAnswer ? t`Answer` : t`Statement`}
        hint={t`Both sides and the mediator can read it, and it stays.`}
        lines={5}
        value={body}
        onChange={setBody}
        autoFocus
        problem={refusal?.fields.body}
      />
      <Uploading uploads={uploads} label={t`Files`} problem={files.problem} />
    </Asking>
  );
}

function Propose({ dispute, partyId, isStale, onClose }: DeedProps) {
  const { t } = useLingui();
  const [text, setText] = useState("");
  const [note, setNote] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [act, isActing] = useAct<DisputeDeedsProposeMutation>(graphql`
    mutation DisputeDeedsProposeMutation($input: ProposeSettlementInput!) {
      proposeSettlement(input: $input) {
        __typename
        ... on Dispute {
          ...Dispute_dispute
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const { id, version, held } = dispute;
  const send = async (idempotencyKey: string) => {
    const shares = divided(held, text);
    if (!shares) return invalid({ toReceiver: t`An amount from nothing to all that is held.` });
    const about = { disputeId: id, partyId, expectedVersion: version };
    return (await act({ ...about, ...shares, note: note.trim() || null, idempotencyKey })).refusal;
  };
  const ofShare = wrongWith(refusal, SHARE);
  return (
    <Asking
      about={id}
      title={t`Propose a settlement`}
      isDeliberate
      button={t`Propose it`}
      isActing={isActing}
      shown={["note", ...ofShare.shown]}
      act={send}
      onRefusal={setRefusal}
      onClose={onClose}
      {...stale(isStale)}
    >
      {held && <Dividing dispute={dispute} held={held} text={text} onChange={setText} refusal={refusal} />}
      <Field
        label={t`What you say about it (optional)`}
        lines={2}
        value={note}
        onChange={setNote}
        problem={refusal?.fields.note}
      />
      <p>
        <Trans>If the other side accepts it, the money is divided at once.</Trans>
      </p>
    </Asking>
  );
}

function Accept({ dispute, partyId, isStale, onClose }: DeedProps) {
  const { t } = useLingui();
  const [act, isActing] = useAct<DisputeDeedsAcceptMutation>(graphql`
    mutation DisputeDeedsAcceptMutation($input: AcceptSettlementInput!) {
      acceptSettlement(input: $input) {
        __typename
        ... on Dispute {
          ...Dispute_dispute
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const { id, settlement } = dispute;
  const digest = settlement?.digest ?? "";
  return (
    <Asking
      title={t`Accept the settlement`}
      button={t`Accept the settlement`}
      isActing={isActing}
      act={async (idempotencyKey) => (await act({ disputeId: id, partyId, digest, idempotencyKey })).refusal}
      onClose={onClose}
      {...stale(isStale)}
    >
      {settlement && <Division {...settlement} />}
      <p>
        <Trans>The money is divided at once, and the dispute ends. This cannot be taken back.</Trans>
      </p>
    </Asking>
  );
}

function Withdraw({ dispute, onClose }: DeedProps) {
  const { t } = useLingui();
  const [act, isActing] = useAct<DisputeDeedsWithdrawMutation>(graphql`
    mutation DisputeDeedsWithdrawMutation($input: WithdrawDisputeInput!) {
      withdrawDispute(input: $input) {
        __typename
        ... on Dispute {
          ...Dispute_dispute
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const about = { disputeId: dispute.id, expectedVersion: dispute.version };
  return (
    <Saying
      about={dispute.id}
      title={t`Withdraw the dispute`}
      label={t`Reason`}
      hint={t`Both sides can read it.`}
      path="reason"
      isActing={isActing}
      send={async (reason, idempotencyKey) => (await act({ ...about, reason, idempotencyKey })).refusal}
      onClose={onClose}
      before={
        <p>
          <Trans>The stage goes on from where it was. You cannot open a dispute on the same ground again.</Trans>
        </p>
      }
    />
  );
}
