/** Confirming a bid after the demand has changed, and withdrawing one. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useFragment } from "react-relay";
import type { Standing_applicant$key } from "../__generated__/Standing_applicant.graphql";
import type { StandingConfirmMutation } from "../__generated__/StandingConfirmMutation.graphql";
import type { StandingWithdrawMutation } from "../__generated__/StandingWithdrawMutation.graphql";
import { useAct, useKeyOfDecision } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { Asking } from "../parts/Asking";
import { Button } from "../parts/Button";
import { Field } from "../parts/Field";
import { RefusalNotice } from "../parts/Notice";

export function Standing(given: { applicant: Standing_applicant$key }) {
  const [isAsking, setAsking] = useState(false);
  const { id, version, actions } = useFragment(
    graphql`
      fragment Standing_applicant on Applicant {
        id
        state
        version
        actions
      }
    `,
    given.applicant,
  );
  return (
    <>
      {actions.includes("CONFIRM") && <Confirm id={id} version={version} />}
      {actions.includes("WITHDRAW") && (
        <Button look="quiet" onPress={() => setAsking(true)}>
          <Trans>Withdraw</Trans> …
        </Button>
      )}
      {isAsking && <Withdraw id={id} version={version} onClose={() => setAsking(false)} />}
    </>
  );
}

function Confirm({ id, version }: { id: string; version: number }) {
  const decision = useKeyOfDecision();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [act, isActing] = useAct<StandingConfirmMutation>(graphql`
    mutation StandingConfirmMutation($input: ConfirmBidInput!) {
      confirmBid(input: $input) {
        __typename
        ... on Applicant {
          ...Standing_applicant
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const confirm = async () => {
    const { refusal } = await act({ applicantId: id, expectedVersion: version, idempotencyKey: decision.key() });
    setRefusal(refusal);
    if (refusal) decision.renew(refusal);
  };
  return (
    <>
      <Button look="main" isPending={isActing} onPress={confirm}>
        <Trans>Confirm</Trans>
      </Button>
      <RefusalNotice refusal={refusal} />
    </>
  );
}

function Withdraw({ id, version, onClose }: { id: string; version: number; onClose: () => void }) {
  const { t } = useLingui();
  const [reason, setReason] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
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
  const send = async (idempotencyKey: string) =>
    (await withdraw({ applicantId: id, expectedVersion: version, reason: reason.trim() || null, idempotencyKey }))
      .refusal;
  return (
    <Asking
      title={t`Withdraw the bid`}
      button={t`Withdraw`}
      look="danger"
      isActing={isActing}
      shown={["reason"]}
      act={send}
      onRefusal={setRefusal}
      onClose={onClose}
    >
      <Field
        label={t`Reason`}
        lines={3}
        value={reason}
        onChange={setReason}
        autoFocus
        problem={refusal?.fields.reason}
      />
    </Asking>
  );
}
