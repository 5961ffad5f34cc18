import { useLingui } from "@lingui/react/macro";
import { Tag } from "../parts/Tag";

/** The state of a stage of payment. */
export function StageTag({ state }: { state: string }) {
  const titles = useStageStates();
  const [title, tone] = titles[state] ?? [state, "plain"];
  return <Tag tone={tone}>{title}</Tag>;
}

export function useStageStates(): Record<string, [string, "plain" | "good" | "warn" | "bad"]> {
  const { t } = useLingui();
  return {
    PLANNED: [t`Planned`, "plain"],
    AWAITING_FUNDS: [t`To be paid in`, "warn"],
    FUNDED: [t`Paid in`, "good"],
    SUBMITTED: [t({ message: "Submitted", context: "stage" }), "warn"],
    REWORK: [t`Being reworked`, "warn"],
    ACCEPTED: [t`Accepted`, "good"],
    PARTLY_RELEASED: [t`Released in part`, "good"],
    RELEASED: [t`Released`, "plain"],
    REFUND_REQUESTED: [t`Refund asked for`, "warn"],
    REFUNDED: [t`Refunded`, "plain"],
    DISPUTED: [t`In dispute`, "bad"],
    SETTLED: [t`Settled`, "plain"],
    CANCELLED: [t`Dropped`, "plain"],
  };
}
