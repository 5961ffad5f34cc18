import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { graphql } from "react-relay";
import type { FundingMutation } from "../__generated__/FundingMutation.graphql";
import { useAct } from "../network/acting";
import { useTexts } from "../parts/texts";
import { given } from "./amounts";
import { Deciding } from "./Deciding";
import type { DeedProps, Stage } from "./deeds";

/** Leads on to the payment provider, which says when the money is there. */
export function Funding(props: DeedProps) {
  const { t } = useLingui();
  const { money } = useTexts();
  const [act, isActing] = useAct<FundingMutation>(graphql`
    mutation FundingMutation($input: FundStageInput!) {
      fundStage(input: $input) {
        __typename
        ... on Payment {
          id
          checkoutUrl
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async ({ id, lacking, version }: Stage, idempotencyKey: string) => {
    const about = { stageId: id, expectedAmount: given(lacking), expectedVersion: version };
    const { result, refusal } = await act({ ...about, idempotencyKey });
    if (result?.checkoutUrl) location.assign(result.checkoutUrl);
    return refusal;
  };
  return (
    <Deciding {...props} action="FUND" title={t`Pay it in`} button={t`Go on to pay`} isActing={isActing} act={send}>
      {({ number, title, lacking, contract }) => (
        <>
          <p>
            <Trans>
              {money(lacking)} for stage {number}: {title}
            </Trans>
          </p>
          <p>
            <Trans>
              You pay at the payment provider, and come back here. The money is held until you accept the work and then
              release it. If you do not answer within{" "}
              <Plural value={contract.acceptanceWorkingDays} one="# working day" other="# working days" /> after work
              was submitted, both happen by themselves.
            </Trans>
          </p>
        </>
      )}
    </Deciding>
  );
}
