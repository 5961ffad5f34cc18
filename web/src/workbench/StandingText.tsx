import { Trans } from "@lingui/react/macro";
import { Tag } from "../parts/Tag";
import { useChoiceText } from "./useChoiceText";

interface StandingTextProps {
  standing: string;
  alternativeRank: number | null;
  /** The state of the bid, which ends when another one has won. */
  bidState?: string;
}

/** What was decided about a candidate, and what has become of it in the end; nothing while nothing was. */
export function StandingText({ standing, alternativeRank, bidState }: StandingTextProps) {
  const choice = useChoiceText()(alternativeRank ?? 0);
  if (bidState === "NOT_SELECTED" && (standing === "UNDECIDED" || standing === "ALTERNATIVE")) {
    return (
      <Tag>{standing === "ALTERNATIVE" ? <Trans>Not selected: {choice}</Trans> : <Trans>Not selected</Trans>}</Tag>
    );
  }
  switch (standing) {
    case "ALTERNATIVE":
      return <Tag tone="good">{choice}</Tag>;
    case "ELIMINATED":
      return (
        <Tag>
          <Trans>Eliminated</Trans>
        </Tag>
      );
    case "SELECTED":
      return (
        <Tag tone="good">
          <Trans>Selected</Trans>
        </Tag>
      );
    default:
      return null;
  }
}
