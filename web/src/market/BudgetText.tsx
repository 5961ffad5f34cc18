import { Trans } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay";
import type { BudgetText_budget$key } from "../__generated__/BudgetText_budget.graphql";
import { useTexts } from "../parts/texts";

export function BudgetText({ budget }: { budget: BudgetText_budget$key }) {
  const { low, high } = useFragment(
    graphql`
      fragment BudgetText_budget on Budget {
        low {
          amount
          currency
        }
        high {
          amount
          currency
        }
      }
    `,
    budget,
  );
  return <RangeText low={low} high={high} />;
}

type Bound = { readonly amount: string; readonly currency: string } | null | undefined;

export function RangeText({ low, high }: { low: Bound; high: Bound }) {
  const { money } = useTexts();
  if (low && high) return <>{`${money(low)} – ${money(high)}`}</>;
  if (high) return <Trans>up to {money(high)}</Trans>;
  if (low) return <Trans>from {money(low)}</Trans>;
  return null;
}
