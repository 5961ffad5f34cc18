/** The demand offered to one's bid, and the answer to it, which nobody takes back. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { graphql, useFragment } from "react-relay";
import type { Offer_award$key } from "../__generated__/Offer_award.graphql";
import type { OfferAcceptMutation } from "../__generated__/OfferAcceptMutation.graphql";
import type { OfferDeclineMutation } from "../__generated__/OfferDeclineMutation.graphql";
import { ContractLink } from "../market/ContractLink";
import { useAct, useKeyOfDecision } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { Button } from "../parts/Button";
import { Dialog, DialogButtons } from "../parts/Dialog";
import { Field } from "../parts/Field";
import { RefusalNotice } from "../parts/Notice";
import { useTexts } from "../parts/texts";
import styles from "./Offer.module.css";

interface OfferProps {
  award: Offer_award$key;
  /** What the viewer is in the party that bids. */
  role: string | null | undefined;
}

export function Offer({ role, ...given }: OfferProps) {
  const { money, moment } = useTexts();
  const [asking, setAsking] = useState<"accept" | "decline" | null>(null);
  const award = useFragment(
    graphql`
      fragment Offer_award on Award {
        id
        state
        version
        actions
        lapsesAt
        price {
          amount
          currency
        }
        ...ContractLink_award
      }
    `,
    given.award,
  );
  if (award.state === "ACCEPTED") {
    return (
      <p className={styles.offer}>
        <Trans>You accepted the offer of {money(award.price)}.</Trans>
        <ContractLink award={award} role={role} />
      </p>
    );
  }
  if (award.state !== "OFFERED") return null;
  return (
    <div className={styles.offer}>
      <p>
        <Trans>
          It is offered to you for {money(award.price)}. Please answer until {moment(award.lapsesAt)}.
        </Trans>
      </p>
      {award.actions.includes("ACCEPT") && (
        <Button look="main" onPress={() => setAsking("accept")}>
          <Trans>Accept</Trans> …
        </Button>
      )}
      {award.actions.includes("DECLINE") && (
        <Button onPress={() => setAsking("decline")}>
          <Trans>Decline</Trans> …
        </Button>
      )}
      {asking === "accept" && <Accept {...award} onClose={() => setAsking(null)} />}
      {asking === "decline" && <Decline {...award} onClose={() => setAsking(null)} />}
    </div>
  );
}

interface AnswerProps {
  id: string;
  version: number;
  onClose: () => void;
}

function Accept({ id, version, onClose }: AnswerProps) {
  const { t } = useLingui();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const decision = useKeyOfDecision();
  const [act, isActing] = useAct<OfferAcceptMutation>(graphql`
    mutation OfferAcceptMutation($input: AcceptAwardInput!) {
      acceptAward(input: $input) {
        __typename
        ... on Award {
          ...Offer_award
          demand {
            id
            state
          }
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const accept = async () => {
    const { refusal } = await act({ awardId: id, expectedVersion: version, idempotencyKey: decision.key() });
    if (refusal) {
      decision.renew();
      setRefusal(refusal);
    } else onClose();
  };
  return (
    <Dialog title={t`Accept the offer`} onClose={onClose}>
      <p>
        <Trans>You take on the work for the price of your bid.</Trans>
      </p>
      <RefusalNotice refusal={refusal} />
      <DialogButtons>
        <Button onPress={onClose}>{t`Cancel`}</Button>
        <Button look="main" isPending={isActing} onPress={accept} autoFocus>{t`Accept`}</Button>
      </DialogButtons>
    </Dialog>
  );
}

function Decline({ id, version, onClose }: AnswerProps) {
  const { t } = useLingui();
  const [reason, setReason] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const decision = useKeyOfDecision();
  const [act, isActing] = useAct<OfferDeclineMutation>(graphql`
    mutation OfferDeclineMutation($input: DeclineAwardInput!) {
      declineAward(input: $input) {
        __typename
        ... on Award {
          ...Offer_award
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const decline = async (event: FormEvent) => {
    event.preventDefault();
    const { refusal } = await act({
      awardId: id,
      reason: reason.trim(),
      expectedVersion: version,
      idempotencyKey: decision.key(),
    });
    if (refusal) {
      decision.renew();
      setRefusal(refusal);
    } else onClose();
  };
  return (
    <Dialog title={t`Decline the offer`} onClose={onClose}>
      <form onSubmit={decline} className={styles.form}>
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
          <Button type="submit" look="danger" isPending={isActing}>{t`Decline`}</Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
