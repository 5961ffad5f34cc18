import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql } from "react-relay";
import type { DisputingMutation } from "../__generated__/DisputingMutation.graphql";
import { useAct } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { Field } from "../parts/Field";
import { useTexts } from "../parts/texts";
import { Deciding } from "./Deciding";
import type { DeedProps, Stage } from "./deeds";

/** Opens a dispute about what is held for a stage. */
export function Disputing(props: DeedProps) {
  const { t } = useLingui();
  const { money } = useTexts();
  const [reason, setReason] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [act, isActing] = useAct<DisputingMutation>(graphql`
    mutation DisputingMutation($input: OpenDisputeInput!) {
      openDispute(input: $input) {
        __typename
        ... on Dispute {
          ...Dispute_dispute
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async ({ id }: Stage, idempotencyKey: string) =>
    (await act({ stageId: id, reason, idempotencyKey })).refusal;
  return (
    <Deciding
      {...props}
      action="OPEN_DISPUTE"
      title={t`Open a dispute`}
      look="danger"
      isActing={isActing}
      shown={["reason"]}
      act={send}
      onRefusal={setRefusal}
    >
      {({ number, title, held, ...stage }) => (
        <>
          <p>
            <strong>
              <Trans>
                Stage {number}: {title}
              </Trans>
            </strong>
          </p>
          <p>
            <Trans>
              {money(held)} stays held until the dispute ends: by an agreement, or by a ruling of a mediator.
            </Trans>{" "}
            <Silence stage={stage} />
          </p>
          <Field
            label={t`Reason`}
            hint={t`Both sides can read it, and it stays.`}
            lines={4}
            value={reason}
            onChange={setReason}
            autoFocus
            problem={refusal?.fields.reason}
          />
        </>
      )}
    </Deciding>
  );
}

/** What becomes of what is held if the other side does not answer, by what is true of the stage now. */
function Silence({ stage }: { stage: Omit<Stage, "number" | "title" | "held"> }) {
  const { disputeAnswerWorkingDays: days, submittedAt, state, contract } = stage;
  const isReceiver = Boolean(contract.receiver.myRole);
  const other = isReceiver ? contract.awarder.name : contract.receiver.name;
  const loses = isReceiver ? Boolean(submittedAt) : state === "REFUND_REQUESTED" && !submittedAt;
  return loses ? (
    <Trans>
      If {other} does not answer within <Plural value={days} one="# working day" other="# working days" />, all of it
      goes to you, and the dispute ends.
    </Trans>
  ) : (
    <Trans>
      If {other} does not answer within <Plural value={days} one="# working day" other="# working days" />, a mediator
      is called.
    </Trans>
  );
}
