/** Striking out a bid, which its resource manager and administrators may. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useFragment } from "react-relay";
import type { StrikingOut_applicant$key } from "../__generated__/StrikingOut_applicant.graphql";
import type { StrikingOutMutation } from "../__generated__/StrikingOutMutation.graphql";
import { useAct } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { Asking } from "../parts/Asking";
import { Button } from "../parts/Button";
import { Field } from "../parts/Field";

export function StrikingOut(given: { applicant: StrikingOut_applicant$key }) {
  const { t } = useLingui();
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { id, version, actions, party } = useFragment(
    graphql`
      fragment StrikingOut_applicant on Applicant {
        id
        version
        actions
        party {
          id
          name
        }
      }
    `,
    given.applicant,
  );
  const [act, isActing] = useAct<StrikingOutMutation>(graphql`
    mutation StrikingOutMutation($input: InvalidateBidInput!) {
      invalidateBid(input: $input) {
        __typename
        ... on Applicant {
          id
          state
          version
          actions
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  if (!actions.includes("INVALIDATE")) return null;
  const send = async (idempotencyKey: string) =>
    (await act({ applicantId: id, expectedVersion: version, reason, idempotencyKey })).refusal;
  return (
    <>
      <Button look="quiet" onPress={() => setAsking(true)}>
        <Trans>Strike out the bid</Trans> …
      </Button>
      {isAsking && (
        <Asking
          about={id}
          title={t`Strike out the bid`}
          button={t`Strike it out`}
          look="danger"
          isActing={isActing}
          shown={["reason"]}
          act={send}
          onRefusal={setRefusal}
          onClose={() => setAsking(false)}
        >
          <p>
            <Trans>
              The bid of {party.name} is out for good, and an offer to it ends. The bidder is told why, and the reason
              is kept on record.
            </Trans>
          </p>
          <Field
            label={t`Reason`}
            lines={3}
            value={reason}
            onChange={setReason}
            autoFocus
            problem={refusal?.fields.reason}
          />
        </Asking>
      )}
    </>
  );
}
