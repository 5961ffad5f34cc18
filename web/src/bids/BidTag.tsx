import { useLingui } from "@lingui/react/macro";
import { Tag } from "../parts/Tag";

/** The state of a bid. */
export function BidTag({ state }: { state: string }) {
  const { t } = useLingui();
  const titles: Record<string, [string, "plain" | "good" | "warn" | "bad"]> = {
    DRAFT: [t`Draft`, "plain"],
    SUBMITTED: [t`Submitted`, "good"],
    NEEDS_CONFIRMATION: [t`Confirm it: the demand has changed`, "warn"],
    WITHDRAWN: [t`Withdrawn`, "plain"],
    LAPSED: [t`Lapsed`, "plain"],
    INVALIDATED: [t`Struck out`, "bad"],
    NOT_SELECTED: [t`Not selected`, "plain"],
  };
  const [title, tone] = titles[state] ?? [state, "plain"];
  return <Tag tone={tone}>{title}</Tag>;
}
