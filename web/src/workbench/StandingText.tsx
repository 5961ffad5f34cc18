import { Trans, useLingui } from "@lingui/react/macro";
import { Tag } from "../parts/Tag";
import { choiceIn, comeNext, nextIn } from "./useChoiceText";

interface StandingTextProps {
  standing: string;
  alternativeRank: number | null;
  /** The state of the bid, which ends when another one has won. */
  bidState?: string;
  /** The state of the demand. */
  state: string;
}

/** What was decided about a candidate, and what has become of it in the end; nothing while nothing was. */
export function StandingText({ standing, alternativeRank, bidState, state }: StandingTextProps) {
  const { i18n } = useLingui();
  if (bidState === "NOT_SELECTED" && (standing === "UNDECIDED" || standing === "ALTERNATIVE")) {
    return (
      <Tag>
        <Trans>Not selected</Trans>
      </Tag>
    );
  }
  switch (standing) {
    case "ALTERNATIVE": {
      const rank = alternativeRank ?? 0;
      return comeNext(state) ? <Tag>{nextIn(i18n, rank)}</Tag> : <Tag tone="good">{choiceIn(i18n, rank)}</Tag>;
    }
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
