import { useLingui } from "@lingui/react/macro";
import { Tag } from "../parts/Tag";

/** The state of a supplement. */
export function SupplementTag({ state }: { state: string }) {
  const { t } = useLingui();
  const titles: Record<string, [string, "plain" | "good" | "warn" | "bad"]> = {
    DRAFT: [t`Draft of your side`, "plain"],
    PROPOSED: [t`Waits for approval`, "warn"],
    READY_TO_SIGN: [t`Ready to sign`, "warn"],
    PARTLY_EXECUTED: [t`Signed by one side`, "warn"],
    ACTIVE: [t`In force`, "good"],
    REJECTED: [t`Not agreed to`, "bad"],
    CANCELLED: [t`Withdrawn by its side`, "plain"],
    EXPIRED: [t`Expired`, "plain"],
    STALE: [t`Out of date`, "plain"],
  };
  const [title, tone] = titles[state] ?? [state, "plain"];
  return <Tag tone={tone}>{title}</Tag>;
}
