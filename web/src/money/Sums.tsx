import { useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay";
import type { Sums_stage$key } from "../__generated__/Sums_stage.graphql";
import { Fact } from "../parts/Fact";
import { useTexts } from "../parts/texts";
import { isNothing } from "./amounts";
import styles from "./Money.module.css";

/** Where the money of a stage is. */
export function Sums(given: { stage: Sums_stage$key }) {
  const { t } = useLingui();
  const { money } = useTexts();
  const { funded, lacking, held, released, fee, refunded, state } = useFragment(
    graphql`
      fragment Sums_stage on Stage {
        state
        lacking {
          amount
          currency
        }
        funded {
          amount
          currency
        }
        released {
          amount
          currency
        }
        fee {
          amount
          currency
        }
        refunded {
          amount
          currency
        }
        held {
          amount
          currency
        }
      }
    `,
    given.stage,
  );
  const sums = [
    [t`Paid in`, funded],
    [t`Lacking`, state === "AWAITING_FUNDS" && !isNothing(funded) ? lacking : null],
    [t`Held`, isNothing(funded) ? null : held],
    [t`Released`, released],
    [t`Platform fee`, fee],
    [t`Refunded`, refunded],
  ] as const;
  const shown = sums.flatMap(([name, sum]) => (sum && (sum === held || !isNothing(sum)) ? [{ name, sum }] : []));
  if (shown.length === 0) return null;
  return (
    <dl className={styles.sums}>
      {shown.map(({ name, sum }) => (
        <Fact key={name} name={name}>
          {money(sum)}
        </Fact>
      ))}
    </dl>
  );
}
