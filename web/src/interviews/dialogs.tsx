/** The questions that come before something is arranged otherwise. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql } from "react-relay";
import type { dialogsAcceptSlotMutation } from "../__generated__/dialogsAcceptSlotMutation.graphql";
import type { dialogsCancelInterviewMutation } from "../__generated__/dialogsCancelInterviewMutation.graphql";
import type { dialogsCounterSlotsMutation } from "../__generated__/dialogsCounterSlotsMutation.graphql";
import type { dialogsDeclineMoveMutation } from "../__generated__/dialogsDeclineMoveMutation.graphql";
import type { dialogsMoveInterviewMutation } from "../__generated__/dialogsMoveInterviewMutation.graphql";
import { useAct, useKeyOfDecision } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { DialogForm } from "../parts/Dialog";
import { Field } from "../parts/Field";
import type { Shown } from "./Interview";
import { People } from "./People";
import { shownIn } from "./Proposing";
import { SlotsForm, slotsOf, useSlots } from "./SlotsForm";
import { When } from "./times";

interface DialogProps {
  interview: Shown;
  onClose: () => void;
}

/** Sends one decision, whose key is renewed if it is refused, and closes the dialog if it is not. */
function useDeciding(onClose: () => void) {
  const decision = useKeyOfDecision();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const decide = async (sending: (idempotencyKey: string) => Promise<{ refusal: Refusal | null }>) => {
    const { refusal: refused } = await sending(decision.key());
    if (refused && refused.code !== "UNREACHABLE") decision.renew();
    setRefusal(refused);
    if (!refused) onClose();
  };
  return { refusal, decide };
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
  const { refusal, decide } = useDeciding(onClose);
  const members = interview.applicant.party.members?.map(({ user }) => user) ?? [];
  const named = interview.participants.filter(({ role }) => role === "GUEST").map(({ user }) => user.id);
  const [guests, setGuests] = useState<ReadonlySet<string>>(new Set(named.length > 0 ? named : [me]));
  const [accept, isActing] = useAct<dialogsAcceptSlotMutation>(graphql`
    mutation dialogsAcceptSlotMutation($input: AcceptSlotInput!) {
      acceptSlot(input: $input) {
        __typename
        ... on Interview {
          ...Interview_interview
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const submit = () =>
    decide((idempotencyKey) => {
      const guestIds = members.length > 0 ? [...guests] : null;
      const given = { interviewId: interview.id, expectedVersion: interview.version, startsAt, guestIds };
      return accept({ ...given, idempotencyKey });
    });
  return (
    <DialogForm
      title={t`Accept this time`}
      button={t`Accept`}
      isActing={isActing}
      refusal={refusal}
      shown={["guestIds"]}
      onSubmit={submit}
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
    </DialogForm>
  );
}

/** Other times instead of those that the other side offers, or instead of the one that was agreed. */
export function OfferDialog({ interview, zone, onClose }: DialogProps & { zone: string | null }) {
  const { t } = useLingui();
  const { refusal, decide } = useDeciding(onClose);
  const [slots, setSlots] = useSlots(zone);
  const [counter, isCountering] = useAct<dialogsCounterSlotsMutation>(graphql`
    mutation dialogsCounterSlotsMutation($input: CounterSlotsInput!) {
      counterSlots(input: $input) {
        __typename
        ... on Interview {
          ...Interview_interview
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
          ...Interview_interview
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const isAnswer = interview.actions.includes("COUNTER");
  const submit = () => {
    setSlots({ ...slots, isTried: true });
    const offered = slotsOf(slots);
    if (!offered) return;
    void decide((idempotencyKey) => {
      const given = { interviewId: interview.id, slots: offered, expectedVersion: interview.version, idempotencyKey };
      return isAnswer ? counter(given) : move(given);
    });
  };
  return (
    <DialogForm
      title={isAnswer ? t`Offer other times` : t`Move the interview`}
      button={t`Offer`}
      isActing={isCountering || isMoving}
      refusal={refusal}
      shown={shownIn(refusal)}
      onSubmit={submit}
      onClose={onClose}
    >
      <SlotsForm draft={slots} onChange={setSlots} problems={refusal?.fields ?? {}} />
    </DialogForm>
  );
}

export function DeclineDialog({ interview, onClose }: DialogProps) {
  const { t } = useLingui();
  const { refusal, decide } = useDeciding(onClose);
  const [decline, isActing] = useAct<dialogsDeclineMoveMutation>(graphql`
    mutation dialogsDeclineMoveMutation($input: DeclineMoveInput!) {
      declineMove(input: $input) {
        __typename
        ... on Interview {
          ...Interview_interview
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const given = { interviewId: interview.id, expectedVersion: interview.version };
  return (
    <DialogForm
      title={t`Keep the time that was agreed`}
      button={t`Keep it`}
      isActing={isActing}
      refusal={refusal}
      onSubmit={() => void decide((idempotencyKey) => decline({ ...given, idempotencyKey }))}
      onClose={onClose}
    >
      <p>
        <Trans>The other times are no longer offered then.</Trans>
      </p>
    </DialogForm>
  );
}

export function CancelDialog({ interview, onClose }: DialogProps) {
  const { t } = useLingui();
  const { refusal, decide } = useDeciding(onClose);
  const [reason, setReason] = useState("");
  const [cancel, isActing] = useAct<dialogsCancelInterviewMutation>(graphql`
    mutation dialogsCancelInterviewMutation($input: CancelInterviewInput!) {
      cancelInterview(input: $input) {
        __typename
        ... on Interview {
          ...Interview_interview
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const given = { interviewId: interview.id, expectedVersion: interview.version, reason: reason.trim() || null };
  return (
    <DialogForm
      title={t`Cancel the interview`}
      button={t`Cancel the interview`}
      look="danger"
      isActing={isActing}
      refusal={refusal}
      shown={["reason"]}
      onSubmit={() => void decide((idempotencyKey) => cancel({ ...given, idempotencyKey }))}
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
    </DialogForm>
  );
}
