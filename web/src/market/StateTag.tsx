import { useLingui } from "@lingui/react/macro";
import { Tag } from "../parts/Tag";

export function StateTag({ state }: { state: string }) {
  const { t } = useLingui();
  const titles: Record<string, [string, "plain" | "good" | "warn" | "bad"]> = {
    DRAFT: [t`Draft`, "plain"],
    OPEN: [t`Open`, "good"],
    SELECTING: [t`Selecting`, "warn"],
    AWARDED: [t`Awarded`, "good"],
    CONTRACTED: [t`Contracted`, "good"],
    IN_PROGRESS: [t`In progress`, "good"],
    COMPLETED: [t`Completed`, "plain"],
    FAILED: [t`Ended without an award`, "plain"],
    CANCELLED: [t`Cancelled`, "plain"],
    SUSPENDED: [t`Suspended`, "bad"],
  };
  const [title, tone] = titles[state] ?? [state, "plain"];
  return <Tag tone={tone}>{title}</Tag>;
}
