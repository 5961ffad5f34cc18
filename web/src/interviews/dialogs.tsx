/** The questions that come before something is arranged otherwise. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql } from "react-relay";
import type { dialogsAcceptSlotMutation } from "../__generated__/dialogsAcceptSlotMutation.graphql";
import type { dialogsCancelInterviewMutation } from "../__generated__/dialogsCancelInterviewMutation.graphql";
import type { dialogsCounterSlotsMutation } from "../__generated__/dialogsCounterSlotsMutation.graphql";
import type { dialogsDeclineMoveMutation } from "../__generated__/dialogsDeclineMoveMutation.graphql";
import type { dialogsMoveInterviewMutation } from "../__generated__/dialogsMoveInterviewMutation.graphql";
import { useAct } from "../network/acting";
import { invalid, type Refusal } from "../network/refusals";
import { Asking } from "../parts/Asking";
import { Field } from "../parts/Field";
import { People } from "./People";
import { shownIn } from "./Proposing";
import { SlotsForm, slotsOf, useSlots, useTimeless } from "./SlotsForm";
import type { Shown } from "./shown";
import { When } from "./times";

interface DialogProps {
  interview: Shown;
  onClose: () => void;
}

interface AcceptProps extends DialogProps {
  startsAt: string;
  endsAt: string;
  zone: string | null;
  me: string;
}

/** The applicant's side names its people with its first answer, and can change them with each time it accepts. */
export function AcceptDialog({ interview, startsAt, endsAt, zone, me, onClose }: AcceptProps) {
  const { t } = useLingui();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const members = interview.applicant.party.members?.map(({ user }) => user) ?? [];
  const named = interview.participants.filter(({ role }) => role === "GUEST").map(({ user }) => user.id);
  const [guests, setGuests] = useState<ReadonlySet<string>>(new Set(named.length > 0 ? named : [me]));
  const [accept, isActing] = useAct<dialogsAcceptSlotMutation>(graphql`
    mutation dialogsAcceptSlotMutation($input: AcceptSlotInput!) {
      acceptSlot(input: $input) {
        __typename
        ... on Interview {
          id
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async (idempotencyKey: string) => {
    const guestIds = members.length > 0 ? [...guests] : null;
    const given = { interviewId: interview.id, expectedVersion: interview.version, startsAt, guestIds };
    return (await accept({ ...given, idempotencyKey })).refusal;
  };
  return (
    <Asking
      title={t`Accept this time`}
      button={t`Accept`}
      isActing={isActing}
      shown={["guestIds"]}
      act={send}
      onRefusal={setRefusal}
      onClose={onClose}
    >
      <p>
        <When startsAt={startsAt} endsAt={endsAt} zone={zone} />
      </p>
      {members.length > 1 && (
        <People
          title={t`Who takes part`}
          people={members}
          chosen={guests}
          onChange={setGuests}
          problem={refusal?.fields.guestIds}
        />
      )}
    </Asking>
  );
}

/** Other times instead of those that the other side offers, or instead of the one that was agreed. */
export function OfferDialog({ interview, zone, onClose }: DialogProps & { zone: string | null }) {
  const { t } = useLingui();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [slots, setSlots] = useSlots(zone);
  const timelessIn = useTimeless();
  const [counter, isCountering] = useAct<dialogsCounterSlotsMutation>(graphql`
    mutation dialogsCounterSlotsMutation($input: CounterSlotsInput!) {
      counterSlots(input: $input) {
        __typename
        ... on Interview {
          id
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const [move, isMoving] = useAct<dialogsMoveInterviewMutation>(graphql`
    mutation dialogsMoveInterviewMutation($input: MoveInterviewInput!) {
      moveInterview(input: $input) {
        __typename
        ... on Interview {
          id
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const isAnswer = interview.actions.includes("COUNTER");
  const send = async (idempotencyKey: string) => {
    const given = { interviewId: interview.id, expectedVersion: interview.version, idempotencyKey };
    const offered = slotsOf(slots);
    if (!offered) return invalid(timelessIn(slots));
    return (await (isAnswer ? counter : move)({ ...given, slots: offered })).refusal;
  };
  return (
    <Asking
      title={isAnswer ? t`Offer other times` : t`Move the interview`}
      button={t`Offer`}
      isActing={isCountering || isMoving}
      shown={shownIn(refusal)}
      act={send}
      onRefusal={setRefusal}
      onClose={onClose}
    >
      <SlotsForm draft={slots} onChange={setSlots} refusal={refusal} />
    </Asking>
  );
}

export function DeclineDialog({ interview, onClose }: DialogProps) {
  const { t } = useLingui();
  const [decline, isActing] = useAct<dialogsDeclineMoveMutation>(graphql`
    mutation dialogsDeclineMoveMutation($input: DeclineMoveInput!) {
      declineMove(input: $input) {
        __typename
        ... on Interview {
          id
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const given = { interviewId: interview.id, expectedVersion: interview.version };
  return (
    <Asking
      title={t`Keep the time that was agreed`}
      button={t`Keep it`}
      isActing={isActing}
      act={async (idempotencyKey) => (await decline({ ...given, idempotencyKey })).refusal}
      onClose={onClose}
    >
      <p>
        <Trans>The other times are no longer offered then.</Trans>
      </p>
    </Asking>
  );
}

export function CancelDialog({ interview, onClose }: DialogProps) {
  const { t } = useLingui();
  const [reason, setReason] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [cancel, isActing] = useAct<dialogsCancelInterviewMutation>(graphql`
    mutation dialogsCancelInterviewMutation($input: CancelInterviewInput!) {
      cancelInterview(input: $input) {
        __typename
        ... on Interview {
          id
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const given = { interviewId: interview.id, expectedVersion: interview.version, reason: reason.trim() || null };
  return (
    <Asking
      about={interview.id}
      title={t`Cancel the interview`}
      button={t`Cancel the interview`}
      keep={t`Keep the interview`}
      look="danger"
      isActing={isActing}
      shown={["reason"]}
      act={async (idempotencyKey) => (await cancel({ ...given, idempotencyKey })).refusal}
      onRefusal={setRefusal}
      onClose={onClose}
    >
      <Field
        label={t`Reason`}
        hint={t`Both sides can read it.`}
        lines={3}
        value={reason}
        onChange={setReason}
        autoFocus
        problem={refusal?.fields.reason}
      />
    </Asking>
  );
}
