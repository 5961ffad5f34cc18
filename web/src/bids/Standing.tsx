/** Confirming a bid after the demand has changed, and withdrawing one. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useFragment, useRelayEnvironment } from "react-relay";
import type { Standing_applicant$data, Standing_applicant$key } from "../__generated__/Standing_applicant.graphql";
import type { StandingConfirmMutation } from "../__generated__/StandingConfirmMutation.graphql";
import type { StandingNowQuery } from "../__generated__/StandingNowQuery.graphql";
import type { StandingWithdrawMutation } from "../__generated__/StandingWithdrawMutation.graphql";
import { useAct, useKeyOfDecision } from "../network/acting";
import { readNow } from "../network/readings";
import type { Refusal } from "../network/refusals";
import { tellWindows } from "../network/windows";
import { Asking } from "../parts/Asking";
import { Button } from "../parts/Button";
import { Field } from "../parts/Field";
import { RefusalNotice } from "../parts/Notice";
import { States } from "../parts/States";
import { useTexts } from "../parts/texts";

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
      {actions.includes("CONFIRM") && <Confirm applicant={applicant} />}
      {actions.includes("WITHDRAW") && (
        <Button look="quiet" onPress={() => setAsking(true)}>
          {applicant.bid ? <Trans>Withdraw</Trans> : <Trans>Discard the draft</Trans>} …
        </Button>
      )}
      {isAsking && <Withdraw applicant={applicant} onClose={() => setAsking(false)} />}
    </>
  );
}

function Confirm({ applicant }: { applicant: Applied }) {
  const decision = useKeyOfDecision();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { collide, states } = useCollision(applicant);
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
    const given = { applicantId: applicant.id, expectedVersion: applicant.version, idempotencyKey: decision.key() };
    const { refusal } = await act(given);
    await collide(refusal);
    setRefusal(refusal);
    if (refusal) decision.renew(refusal);
  };
  return (
    <>
      <Button look="main" isPending={isActing} onPress={confirm}>
        <Trans>Confirm</Trans>
      </Button>
      <RefusalNotice refusal={refusal} />
      {states}
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

/** What has changed of a bid since a decision about it that another window, or somebody else, was quicker than. */
function useCollision(applicant: Applied) {
  const { t } = useLingui();
  const { money } = useTexts();
  const [before, setBefore] = useState<Applied | null>(null);
  const readAgain = useApplicantNow(applicant.id);
  const collide = async (refusal: Refusal | null) => {
    const isStale = refusal !== null && ["CONFLICT", "WRONG_STATE"].includes(refusal.code);
    if (isStale) await readAgain();
    setBefore(isStale ? applicant : null);
  };
  const fact = (title: string, read: (bid: NonNullable<Applied["bid"]>) => string) => {
    const [was = "", now = ""] = [before?.bid, applicant.bid].map((bid) => (bid ? read(bid) : ""));
    return { title, was, now };
  };
  const facts = [
    fact(t`Version`, ({ number }) => String(number)),
    fact(t`Price`, ({ price }) => money(price)),
    fact(t`Duration in days`, ({ durationDays }) => String(durationDays)),
  ];
  return { collide, states: before && <States facts={facts} /> };
}

/** Reads an application again, with all that a list or a page shows of it. */
function useApplicantNow(id: string): () => Promise<unknown> {
  const environment = useRelayEnvironment();
  return () =>
    readNow<StandingNowQuery>(
      environment,
      graphql`
        query StandingNowQuery($id: ID!) {
          node(id: $id) {
            __typename
            ... on Applicant {
              ...Bids_applicant
              ...OwnBid_applicant
            }
          }
        }
      `,
      { id },
    ).catch(() => {});
}
