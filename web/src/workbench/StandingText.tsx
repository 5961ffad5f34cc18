import { Trans } from "@lingui/react/macro";
import { Tag } from "../parts/Tag";

interface StandingTextProps {
  standing: string;
  alternativeRank: number | null;
}

/** What was decided about a candidate; nothing while nothing was. */
export function StandingText({ standing, alternativeRank }: StandingTextProps) {
  switch (standing) {
    case "ALTERNATIVE":
      return (
        <Tag tone="good">
          <Trans>Alternative {alternativeRank}</Trans>
        </Tag>
      );
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
