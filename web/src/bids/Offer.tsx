/** The demand offered to one's bid, and the answer to it, which nobody takes back. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useFragment, useRelayEnvironment } from "react-relay";
import type { Offer_award$data, Offer_award$key } from "../__generated__/Offer_award.graphql";
import type { OfferAcceptMutation } from "../__generated__/OfferAcceptMutation.graphql";
import type { OfferDeclineMutation } from "../__generated__/OfferDeclineMutation.graphql";
import type { OfferNowQuery } from "../__generated__/OfferNowQuery.graphql";
import { ContractLink } from "../market/ContractLink";
import { useAct } from "../network/acting";
import { readNow } from "../network/readings";
import type { Refusal } from "../network/refusals";
import { Asking } from "../parts/Asking";
import { Button } from "../parts/Button";
import { Field } from "../parts/Field";
import { useTexts } from "../parts/texts";
import styles from "./Offer.module.css";
import { WholeBid, type WholeBidProps } from "./WholeBid";

interface OfferProps {
  award: Offer_award$key;
  /** What the viewer is in the party that bids. */
  role: string | null | undefined;
  /** What the offer was made for. */
  bid: WholeBidProps | null | undefined;
}

export function Offer({ role, bid, ...given }: OfferProps) {
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
        demand {
          id
          title
        }
        ...ContractLink_award
      }
    `,
    given.award,
  );
  const { state, actions } = award;
  const answer = { award, bid, onClose: () => setAsking(null) };
  return (
    <div className={styles.offer} data-past={["OFFERED", "ACCEPTED"].includes(state) ? undefined : true}>
      <p>
        <OfferText award={award} />
      </p>
      <ContractLink award={award} role={role} />
      {actions.includes("ACCEPT") && (
        <Button look="main" onPress={() => setAsking("accept")}>
          <Trans>Accept</Trans> …
        </Button>
      )}
      {actions.includes("DECLINE") && (
        <Button onPress={() => setAsking("decline")}>
          <Trans>Decline</Trans> …
        </Button>
      )}
      {asking === "accept" && <Accept {...answer} />}
      {asking === "decline" && <Decline {...answer} />}
    </div>
  );
}

/** What has become of the offer. */
function OfferText({ award: { state, price, lapsesAt } }: { award: Offer_award$data }) {
  const { money, deadline } = useTexts();
  switch (state) {
    case "OFFERED":
      return (
        <Trans>
          It is offered to you for {money(price)}. Please answer by {deadline(lapsesAt)}.
        </Trans>
      );
    case "ACCEPTED":
      return <Trans>You accepted the offer of {money(price)}.</Trans>;
    case "DECLINED":
      return <Trans>You declined the offer of {money(price)}.</Trans>;
    case "LAPSED":
      return <Trans>The offer was not answered by {deadline(lapsesAt)}, and has lapsed.</Trans>;
    case "REVOKED":
      return <Trans>The offer was taken back.</Trans>;
    default:
      return <Trans>The award has ended.</Trans>;
  }
}

interface AnswerProps {
  award: Offer_award$data;
  bid: WholeBidProps | null | undefined;
  onClose: () => void;
}

function Accept({ award, bid, onClose }: AnswerProps) {
  const { t } = useLingui();
  const [accept, isActing] = useAct<OfferAcceptMutation>(graphql`
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
  const readAgain = useOfferNow(award.id);
  const send = async (idempotencyKey: string) => {
    const { refusal } = await accept({ awardId: award.id, expectedVersion: award.version, idempotencyKey });
    if (refusal) await readAgain();
    return refusal;
  };
  return (
    <Asking
      title={t`Accept the offer`}
      button={t`Accept`}
      isActing={isActing}
      why={!award.actions.includes("ACCEPT") && <OfferText award={award} />}
      act={send}
      onClose={onClose}
    >
      <Offered award={award} />
      <p>
        <Trans>You take on the work as you have bid, for the price of your bid.</Trans>
      </p>
      {bid && <WholeBid {...bid} />}
    </Asking>
  );
}

function Decline({ award, onClose }: AnswerProps) {
  const { t } = useLingui();
  const [reason, setReason] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [decline, isActing] = useAct<OfferDeclineMutation>(graphql`
    mutation OfferDeclineMutation($input: DeclineAwardInput!) {
      declineAward(input: $input) {
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
  const readAgain = useOfferNow(award.id);
  const send = async (idempotencyKey: string) => {
    const given = { awardId: award.id, expectedVersion: award.version, reason: reason.trim(), idempotencyKey };
    const { refusal: refused } = await decline(given);
    if (refused) await readAgain();
    return refused;
  };
  return (
    <Asking
      about={award.id}
      title={t`Decline the offer`}
      button={t`Decline`}
      look="danger"
      isActing={isActing}
      shown={["reason"]}
      why={!award.actions.includes("DECLINE") && <OfferText award={award} />}
      act={send}
      onRefusal={setRefusal}
      onClose={onClose}
    >
      <Offered award={award} />
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

/** What an answer is about: a list has many offers. */
function Offered({ award: { demand, price } }: Pick<AnswerProps, "award">) {
  const { money } = useTexts();
  return (
    <p>
      <strong>{demand.title}</strong> · {money(price)}
    </p>
  );
}

/** Reads the offer again: what was refused may be about one that others have answered. */
function useOfferNow(id: string): () => Promise<unknown> {
  const environment = useRelayEnvironment();
  return () =>
    readNow<OfferNowQuery>(
      environment,
      graphql`
        query OfferNowQuery($id: ID!) {
          node(id: $id) {
            __typename
            ... on Award {
              ...Offer_award
              demand {
                id
                state
              }
            }
          }
        }
      `,
      { id },
    ).catch(() => {});
}
