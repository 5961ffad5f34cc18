import { useLingui } from "@lingui/react/macro";
import { Tag } from "../parts/Tag";

/** The state of a contract, or of a version of its terms. */
export function StateTag({ state }: { state: string }) {
  const { t } = useLingui();
  const titles: Record<string, [string, "plain" | "good" | "warn" | "bad"]> = {
    DRAFT: [t`Drafted`, "plain"],
    NEGOTIATING: [t`Negotiating`, "warn"],
    READY_TO_SIGN: [t`Ready to sign`, "warn"],
    PARTLY_EXECUTED: [t`Signed by one side`, "warn"],
    VERIFYING_OFFLINE: [t`Scan being verified`, "warn"],
    CONSISTENCY_FAILED: [t`The scan does not fit`, "bad"],
    EFFECTIVE: [t`Effective`, "good"],
    PERFORMING: [t`Under way`, "good"],
    COMPLETED: [t`Completed`, "plain"],
    TERMINATED: [t`Terminated`, "plain"],
    REFUSED: [t`Refused`, "bad"],
    EXPIRED: [t`Expired`, "plain"],
    SUPERSEDED: [t`Superseded`, "plain"],
  };
  const [title, tone] = titles[state] ?? [state, "plain"];
  return <Tag tone={tone}>{title}</Tag>;
}
