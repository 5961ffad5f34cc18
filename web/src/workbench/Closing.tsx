/** Ending bidding from the workbench: an award has to wait for it. */
import { useLingui } from "@lingui/react/macro";
import { graphql } from "react-relay";
import type { ClosingMutation } from "../__generated__/ClosingMutation.graphql";
import { ClosingDialog } from "../demand/ClosingDialog";
import { useAct } from "../network/acting";

interface ClosingProps {
  demand: { readonly id: string };
  onClose: () => void;
}

export default function Closing({ demand, onClose }: ClosingProps) {
  const { t } = useLingui();
  const [act, isActing] = useAct<ClosingMutation>(graphql`
    mutation ClosingMutation($input: CloseBiddingInput!) {
      closeBidding(input: $input) {
        __typename
        ... on BiddingDemand {
          id
          state
          version
          actions
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async (expectedVersion: number, idempotencyKey: string) =>
    (await act({ demandId: demand.id, expectedVersion, idempotencyKey })).refusal;
  return (
    <ClosingDialog demandId={demand.id} title={t`Close bidding`} isActing={isActing} send={send} onClose={onClose} />
  );
}
