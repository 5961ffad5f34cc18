import { useLingui } from "@lingui/react/macro";
import { Tag } from "../parts/Tag";

/** The state of a request for a template. */
export function RequestTag({ state }: { state: string }) {
  const { t } = useLingui();
  const titles: Record<string, [string, "plain" | "good" | "warn" | "bad"]> = {
    QUEUED: [t`Waits for a professional`, "plain"],
    ASSIGNED: [t`Taken by a professional`, "plain"],
    IN_PROGRESS: [t`In the making`, "plain"],
    NEEDS_INFO: [t`Waits for an answer`, "warn"],
    IN_REVIEW: [t`Waits for a review`, "warn"],
    CHANGES_REQUESTED: [t`To be changed`, "plain"],
    PUBLISHED: [t`Published`, "good"],
    REJECTED: [t`Rejected`, "bad"],
    CANCELLED: [t`Taken back`, "plain"],
  };
  const [title, tone] = titles[state] ?? [state, "plain"];
  return <Tag tone={tone}>{title}</Tag>;
}
