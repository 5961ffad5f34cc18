/** What may be done with a bid: confirming it after the demand has changed, dropping what was changed, and withdrawing it. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useFragment } from "react-relay";
import type { Standing_applicant$data, Standing_applicant$key } from "../__generated__/Standing_applicant.graphql";
import type { StandingDiscardMutation } from "../__generated__/StandingDiscardMutation.graphql";
import type { StandingWithdrawMutation } from "../__generated__/StandingWithdrawMutation.graphql";
import { useAct } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { tellWindows } from "../network/windows";
import { Asking } from "../parts/Asking";
import { Button } from "../parts/Button";
import { Field } from "../parts/Field";
import { useTexts } from "../parts/texts";
import { Confirming } from "./Confirming";
import { useCollision } from "./useCollision";

type Applied = Standing_applicant$data;

export function Standing(given: { applicant: Standing_applicant$key }) {
  const [asking, setAsking] = useState<"withdraw" | "discard" | null>(null);
  const applicant = useFragment(
    graphql`
      fragment Standing_applicant on Applicant {
        id
        state
        version
        actions
        demand {
          id
          title
        }
        bid {
          id
          number
          durationDays
          price {
            amount
            currency
          }
        }
      }
    `,
    given.applicant,
  );
  const { actions } = applicant;
  return (
    <>
      {actions.includes("CONFIRM") && <Confirming applicant={applicant} />}
      {actions.includes("DISCARD_DRAFT") && applicant.bid && (
        <Button look="quiet" onPress={() => setAsking("discard")}>
          <Trans>Discard the changes</Trans> …
        </Button>
      )}
      {actions.includes("WITHDRAW") && (
        <Button look="quiet" onPress={() => setAsking("withdraw")}>
          {applicant.bid ? <Trans>Withdraw</Trans> : <Trans>Discard the draft</Trans>} …
        </Button>
      )}
      {asking === "withdraw" && <Withdraw applicant={applicant} onClose={() => setAsking(null)} />}
      {asking === "discard" && <Discard applicant={applicant} onClose={() => setAsking(null)} />}
    </>
  );
}

/** Drops the draft beside a bid that was submitted. */
function Discard({ applicant, onClose }: { applicant: Applied; onClose: () => void }) {
  const { t } = useLingui();
  const { money } = useTexts();
  const [discard, isActing] = useAct<StandingDiscardMutation>(graphql`
    mutation StandingDiscardMutation($input: DiscardDraftInput!) {
      discardDraft(input: $input) {
        __typename
        ... on Applicant {
          draft {
            id
          }
          ...Standing_applicant
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const { collide, states } = useCollision(applicant);
  const { id, version, actions, demand, bid } = applicant;
  const send = async (idempotencyKey: string) => {
    const { refusal } = await discard({ applicantId: id, expectedVersion: version, idempotencyKey });
    await collide(refusal);
    if (!refusal) tellWindows();
    return refusal;
  };
  return (
    <Asking
      about={id}
      title={t`Discard the changes`}
      button={t`Discard`}
      look="danger"
      isActing={isActing}
      why={!isActing && !actions.includes("DISCARD_DRAFT") && <Trans>There are no changes any more.</Trans>}
      act={send}
      onClose={onClose}
    >
      <p>
        <strong>{demand.title}</strong>
        {bid && <> · {money(bid.price)}</>}
      </p>
      {states}
      <p>
        <Trans>
          What was changed and not submitted goes for everybody of your party. The submitted bid stays as it is.
        </Trans>
      </p>
    </Asking>
  );
}

function Withdraw({ applicant, onClose }: { applicant: Applied; onClose: () => void }) {
  const { t } = useLingui();
  const { money } = useTexts();
  const [reason, setReason] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { collide, states } = useCollision(applicant);
  const [withdraw, isActing] = useAct<StandingWithdrawMutation>(graphql`
    mutation StandingWithdrawMutation($input: WithdrawBidInput!) {
      withdrawBid(input: $input) {
        __typename
        ... on Applicant {
          withdrawnAt
          ...Standing_applicant
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const { id, version, actions, demand, bid } = applicant;
  const send = async (idempotencyKey: string) => {
    const given = { applicantId: id, expectedVersion: version, reason: reason.trim() || null, idempotencyKey };
    const { refusal } = await withdraw(given);
    await collide(refusal);
    if (!refusal) tellWindows();
    return refusal;
  };
  return (
    <Asking
      about={id}
      title={bid ? t`Withdraw the bid` : t`Discard the draft`}
      button={bid ? t`Withdraw` : t`Discard`}
      look="danger"
      isActing={isActing}
      shown={["reason"]}
      why={!isActing && !actions.includes("WITHDRAW") && <Trans>This bid can no longer be withdrawn.</Trans>}
      act={send}
      onRefusal={setRefusal}
      onClose={onClose}
    >
      <p>
        <strong>{demand.title}</strong>
        {bid && <> · {money(bid.price)}</>}
      </p>
      {states}
      <p>
        <Trans>You can bid again for as long as bids are taken.</Trans>
      </p>
      <Field
        label={t`Reason (optional)`}
        lines={3}
        value={reason}
        onChange={setReason}
        autoFocus
        problem={refusal?.fields.reason}
      />
    </Asking>
  );
}
