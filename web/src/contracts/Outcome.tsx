import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay";
import type { Outcome_contract$key } from "../__generated__/Outcome_contract.graphql";
import { isNothing, rest, sumsOf } from "../money/amounts";
import { Fact } from "../parts/Fact";
import { useTexts } from "../parts/texts";

/** What was really paid, sent back and kept once a contract has ended, in place of what was agreed. */
export function Outcome(given: { contract: Outcome_contract$key }) {
  const { t } = useLingui();
  const { money } = useTexts();
  const { receiver, stages } = useFragment(
    graphql`
      fragment Outcome_contract on Contract {
        receiver {
          id
          name
        }
        stages {
          id
          funded {
            amount
            currency
          }
          released {
            amount
            currency
          }
          fee {
            amount
            currency
          }
          refunded {
            amount
            currency
          }
        }
      }
    `,
    given.contract,
  );
  const [funded] = sumsOf(stages.map(({ funded }) => funded));
  const [released] = sumsOf(stages.map(({ released }) => released));
  const [fee] = sumsOf(stages.map(({ fee }) => fee));
  const [refunded] = sumsOf(stages.map(({ refunded }) => refunded));
  if (!funded || !released || !fee || !refunded) return null;
  const net = { ...released, amount: rest(released.amount, fee.amount) ?? released.amount };
  return (
    <>
      <Fact name={t`Paid in`}>{money(funded)}</Fact>
      {!isNothing(refunded) && <Fact name={t`Back to the client`}>{money(refunded)}</Fact>}
      {!isNothing(released) && <Fact name={t`Released`}>{money(released)}</Fact>}
      {!isNothing(fee) && (
        <Fact name={t`Platform fee`}>
          <Trans>
            {money(fee)}, which {receiver.name} bore
          </Trans>
        </Fact>
      )}
      {!isNothing(released) && <Fact name={t`What the contractor got`}>{money(net)}</Fact>}
    </>
  );
}
