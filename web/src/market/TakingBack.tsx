/** Taking back an offer that was not answered yet, with a reason. */
import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay";
import type { TakingBack_award$key } from "../__generated__/TakingBack_award.graphql";
import type { TakingBackMutation } from "../__generated__/TakingBackMutation.graphql";
import { useAct } from "../network/acting";
import { Saying } from "../parts/Saying";
import { useTexts } from "../parts/texts";

interface TakingBackProps {
  award: TakingBack_award$key;
  onClose: () => void;
}

export default function TakingBack({ onClose, ...given }: TakingBackProps) {
  const { t } = useLingui();
  const { money } = useTexts();
  const award = useFragment(
    graphql`
      fragment TakingBack_award on Award {
        id
        state
        version
        actions
        price {
          amount
          currency
        }
        candidate {
          id
          applicant {
            id
            party {
              id
              name
            }
          }
        }
      }
    `,
    given.award,
  );
  const [act, isActing] = useAct<TakingBackMutation>(graphql`
    mutation TakingBackMutation($input: RevokeAwardInput!) {
      revokeAward(input: $input) {
        __typename
        ... on Award {
          ...TakingBack_award
          demand {
            id
            ... on BiddingDemand {
              state
              version
              actions
            }
          }
          candidate {
            id
            standing
            alternativeRank
            version
            actions
          }
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async (text: string, idempotencyKey: string) => {
    const given = { awardId: award.id, expectedVersion: award.version, reason: text.trim(), idempotencyKey };
    return (await act(given)).refusal;
  };
  const name = award.candidate?.applicant.party.name;
  return (
    <Saying
      about={award.id}
      title={t`Take the offer back`}
      button={t`Take it back`}
      keep={t`Keep the offer`}
      label={t`Reason`}
      path="reason"
      isRequired
      look="danger"
      isActing={isActing}
      why={!isActing && !award.actions.includes("REVOKE") && <Trans>The offer was answered, or has ended.</Trans>}
      send={send}
      onClose={onClose}
      before={
        <>
          {name && (
            <p>
              <strong>{name}</strong> · {money(award.price)}
            </p>
          )}
          <p>
            <Trans>
              The bidder is told, with your reason. The demand is in selection again, and the bidder is among your
              choices: where it was before the offer, or as the last one.
            </Trans>
          </p>
        </>
      }
    />
  );
}
