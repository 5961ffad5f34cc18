/** Confirming a bid after the demand has changed, and withdrawing one. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { graphql, useFragment } from "react-relay";
import type { Standing_applicant$key } from "../__generated__/Standing_applicant.graphql";
import type { StandingConfirmMutation } from "../__generated__/StandingConfirmMutation.graphql";
import type { StandingWithdrawMutation } from "../__generated__/StandingWithdrawMutation.graphql";
import { useAct, useKeyOfDecision } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { Button } from "../parts/Button";
import { Dialog, DialogButtons } from "../parts/Dialog";
import { Field } from "../parts/Field";
import { RefusalNotice } from "../parts/Notice";
import styles from "./Offer.module.css";

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
    if (refusal) decision.renew();
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
  const decision = useKeyOfDecision();
  const [reason, setReason] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [act, isActing] = useAct<StandingWithdrawMutation>(graphql`
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
  const withdraw = async (event: FormEvent) => {
    event.preventDefault();
    const { refusal } = await act({
      applicantId: id,
      reason: reason.trim() || null,
      expectedVersion: version,
      idempotencyKey: decision.key(),
    });
    if (refusal) {
      decision.renew();
      setRefusal(refusal);
    } else onClose();
  };
  return (
    <Dialog title={t`Withdraw the bid`} onClose={onClose}>
      <form onSubmit={withdraw} className={styles.form}>
        <Field
          label={t`Reason`}
          lines={3}
          value={reason}
          onChange={setReason}
          autoFocus
          problem={refusal?.fields.reason}
        />
        <RefusalNotice refusal={refusal} shown={["reason"]} />
        <DialogButtons>
          <Button onPress={onClose}>{t`Cancel`}</Button>
          <Button type="submit" look="danger" isPending={isActing}>{t`Withdraw`}</Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
