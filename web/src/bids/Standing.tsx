/** What may be done with a bid that was submitted: confirming it after the demand has changed, and withdrawing it. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useFragment } from "react-relay";
import type { Standing_applicant$data, Standing_applicant$key } from "../__generated__/Standing_applicant.graphql";
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
  const [isAsking, setAsking] = useState(false);
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
      {actions.includes("WITHDRAW") && (
        <Button look="quiet" onPress={() => setAsking(true)}>
          {applicant.bid ? <Trans>Withdraw</Trans> : <Trans>Discard the draft</Trans>} …
        </Button>
      )}
      {isAsking && <Withdraw applicant={applicant} onClose={() => setAsking(false)} />}
    </>
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
