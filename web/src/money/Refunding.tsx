/** The money of a stage back to the awarder: asked for, and agreed or objected to by the receiver. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
import { graphql } from "react-relay";
import type { RefundingAnswerMutation } from "../__generated__/RefundingAnswerMutation.graphql";
import type { RefundingAskMutation } from "../__generated__/RefundingAskMutation.graphql";
import type { RefundingWithdrawMutation } from "../__generated__/RefundingWithdrawMutation.graphql";
import { useAct } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { Field } from "../parts/Field";
import { useTexts } from "../parts/texts";
import { Deciding } from "./Deciding";
import type { Action, DeedProps, Stage } from "./deeds";

export function AskForRefund(props: DeedProps) {
  const { t } = useLingui();
  const { money } = useTexts();
  const [act, isActing] = useAct<RefundingAskMutation>(graphql`
    mutation RefundingAskMutation($input: RequestRefundInput!) {
      requestRefund(input: $input) {
        __typename
        ... on Stage {
          ...EscrowStage_stage
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  return (
    <SayingOf
      {...props}
      action="REQUEST_REFUND"
      title={t`Ask for the money back`}
      label={t`Reason`}
      path="reason"
      isActing={isActing}
      send={async ({ id }, reason, idempotencyKey) => (await act({ stageId: id, reason, idempotencyKey })).refusal}
      before={({ held, submittedAt, refundSilenceDays }) => (
        <>
          <p>
            <Trans>{money(held)} goes back to you if the other side agrees. If they object, a dispute begins.</Trans>
          </p>
          <p>
            {submittedAt ? (
              <Trans>Work was submitted: without an answer nothing happens to the money.</Trans>
            ) : (
              <Trans>
                Without an answer within <Plural value={refundSilenceDays} one="# day" other="# days" /> it goes back
                automatically.
              </Trans>
            )}
          </p>
        </>
      )}
    />
  );
}

export function LeaveIt({ stage, onClose }: DeedProps) {
  const { t } = useLingui();
  const [act, isActing] = useAct<RefundingWithdrawMutation>(graphql`
    mutation RefundingWithdrawMutation($input: WithdrawRefundInput!) {
      withdrawRefund(input: $input) {
        __typename
        ... on Stage {
          ...EscrowStage_stage
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  return (
    <Deciding
      stage={stage}
      onClose={onClose}
      action="WITHDRAW_REFUND"
      title={t`Leave the money there`}
      isActing={isActing}
      act={async ({ id }, idempotencyKey) => (await act({ stageId: id, idempotencyKey })).refusal}
    >
      {() => (
        <p>
          <Trans>You do not want it back any more: the stage goes on from where it was.</Trans>
        </p>
      )}
    </Deciding>
  );
}

export function AgreeToRefund(props: DeedProps) {
  const { t } = useLingui();
  const { money } = useTexts();
  const [act, isActing] = useAnswering();
  return (
    <SayingOf
      {...props}
      action="AGREE_REFUND"
      title={t`Agree to the refund`}
      label={t`What you say about it (optional)`}
      path="note"
      isActing={isActing}
      send={async ({ id }, text, idempotencyKey) =>
        (await act({ stageId: id, agree: true, note: text.trim() || null, idempotencyKey })).refusal
      }
      before={({ held, refundsAt }) => (
        <>
          <p>
            <Trans>{money(held)} goes back to the other side for good.</Trans>
          </p>
          <Silence at={refundsAt} />
        </>
      )}
    />
  );
}

export function ObjectToRefund(props: DeedProps) {
  const { t } = useLingui();
  const [act, isActing] = useAnswering();
  return (
    <SayingOf
      {...props}
      action="OBJECT_REFUND"
      title={t`Object to the refund`}
      label={t`Why it does not go back`}
      path="note"
      isActing={isActing}
      send={async ({ id }, note, idempotencyKey) =>
        (await act({ stageId: id, agree: false, note, idempotencyKey })).refusal
      }
      before={({ refundsAt }) => (
        <>
          <p>
            <Trans>A dispute begins: until it ends nothing happens to the money.</Trans>
          </p>
          <Silence at={refundsAt} />
        </>
      )}
    />
  );
}

/** What happens if the receiver says nothing. */
function Silence({ at }: { at: string | null | undefined }) {
  const { deadline } = useTexts();
  if (!at) return null;
  return (
    <p>
      <Trans>Without an answer by {deadline(at)} the money goes back automatically.</Trans>
    </p>
  );
}

function useAnswering() {
  return useAct<RefundingAnswerMutation>(graphql`
    mutation RefundingAnswerMutation($input: AnswerRefundInput!) {
      answerRefund(input: $input) {
        __typename
        ... on Stage {
          ...EscrowStage_stage
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
}

interface SayingOfProps extends DeedProps {
  action: Action;
  title: string;
  label: string;
  /** Of the text in the input. */
  path: string;
  isActing: boolean;
  send: (about: Stage, text: string, key: string) => Promise<Refusal | null>;
  before: (about: Stage) => ReactNode;
}

/** A decision about a stage, with a text that the other side reads. */
function SayingOf({ label, path, send, before, ...rest }: SayingOfProps) {
  const { t } = useLingui();
  const [text, setText] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  return (
    <Deciding {...rest} shown={[path]} act={(about, key) => send(about, text, key)} onRefusal={setRefusal}>
      {(about) => (
        <>
          {before(about)}
          <Field
            label={label}
            hint={t`Both sides can read it.`}
            lines={4}
            value={text}
            onChange={setText}
            autoFocus
            problem={refusal?.fields[path]}
          />
        </>
      )}
    </Deciding>
  );
}
