/** Ending bidding from the workbench: an award has to wait for it. */
import { useLingui } from "@lingui/react/macro";
import { graphql } from "react-relay";
import type { ClosingMutation } from "../__generated__/ClosingMutation.graphql";
import { BeforeClosing } from "../demand/BeforeClosing";
import { useAct } from "../network/acting";
import { Asking } from "../parts/Asking";

interface ClosingProps {
  demand: { readonly id: string; readonly version: number; readonly deadlineAt: string | null | undefined };
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
  const send = async (idempotencyKey: string) =>
    (await act({ demandId: demand.id, expectedVersion: demand.version, idempotencyKey })).refusal;
  return (
    <Asking title={t`Close bidding`} button={t`Close bidding`} isActing={isActing} act={send} onClose={onClose}>
      <BeforeClosing deadlineAt={demand.deadlineAt} />
    </Asking>
  );
}
