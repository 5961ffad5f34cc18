import { useLingui } from "@lingui/react/macro";
import { Tag } from "../parts/Tag";

interface BidTagProps {
  state: string;
  /** Of what was offered to this bid. */
  awardState: string | null | undefined;
  demandState: string;
}

/** The state of a bid, and what has become of it: one that was submitted may be chosen, or wait behind another. */
export function BidTag({ state, awardState, demandState }: BidTagProps) {
  const { t } = useLingui();
  const titles: Record<string, [string, "plain" | "good" | "warn" | "bad"]> = {
    DRAFT: [t`Draft`, "plain"],
    SUBMITTED: [t`Submitted`, "good"],
    OFFERED: [t`Offered to you`, "warn"],
    ACCEPTED: [t`Selected`, "good"],
    IN_RESERVE: [t`In reserve: another bid was selected`, "plain"],
    NEEDS_CONFIRMATION: [t`Confirm it: the demand has changed`, "warn"],
    WITHDRAWN: [t`Withdrawn`, "plain"],
    LAPSED: [t`Lapsed`, "plain"],
    INVALIDATED: [t`Struck out`, "bad"],
    NOT_SELECTED: [demandState === "FAILED" ? t`Not selected` : t`Not selected: another bid was awarded`, "plain"],
  };
  const outcome = state === "SUBMITTED" ? outcomeOf(awardState, demandState) : state;
  const [title, tone] = titles[outcome] ?? [outcome, "plain"];
  return <Tag tone={tone}>{title}</Tag>;
}

function outcomeOf(awardState: string | null | undefined, demandState: string): string {
  if (awardState === "OFFERED" || awardState === "ACCEPTED") return awardState;
  // While an offer may still be refused, nobody is told that another bid was chosen.
  return ["CONTRACTED", "IN_PROGRESS", "COMPLETED"].includes(demandState) ? "IN_RESERVE" : "SUBMITTED";
}
