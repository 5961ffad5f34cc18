import { useLingui } from "@lingui/react/macro";
import { Tag } from "../parts/Tag";

export function StateText({ state }: { state: string }) {
  const { t } = useLingui();
  const titles: Record<string, [string, "plain" | "good" | "warn" | "bad"]> = {
    PROPOSED: [t`Proposed`, "warn"],
    SCHEDULED: [t`Agreed`, "good"],
    LIVE: [t`Under way`, "good"],
    ENDED: [t({ message: "Held", context: "interview" }), "plain"],
    NO_SHOW: [t`Missed`, "bad"],
    CANCELLED: [t`Cancelled`, "plain"],
    EXPIRED: [t`Not answered in time`, "plain"],
  };
  const [title, tone] = titles[state] ?? [state, "plain"];
  return <Tag tone={tone}>{title}</Tag>;
}
