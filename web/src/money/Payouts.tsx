import { useLingui } from "@lingui/react/macro";
import { graphql, useLazyLoadQuery } from "react-relay";
import type { PayoutsQuery } from "../__generated__/PayoutsQuery.graphql";
import { useNews } from "../network/news";
import { useTry } from "../parts/Failure";
import { Tag } from "../parts/Tag";
import { useTexts } from "../parts/texts";
import { Failure } from "./Failure";
import styles from "./Money.module.css";

/** What was paid out to a party of late, and what could not be. */
export function Payouts({ partyId }: { partyId: string }) {
  const { t } = useLingui();
  const { sum, moment } = useTexts();
  const { payouts } = useLazyLoadQuery<PayoutsQuery>(
    graphql`
      query PayoutsQuery($partyId: ID!) {
        payouts(partyId: $partyId, first: 20) {
          edges {
            node {
              id
              state
              amount {
                amount
                currency
              }
              madeAt
              settledAt
              failure
              failureKind
            }
          }
        }
      }
    `,
    { partyId },
    { fetchPolicy: "store-and-network", fetchKey: `${useTry()} ${useNews()}` },
  );
  if (payouts.edges.length === 0) return null;
  const states: Record<string, [string, "plain" | "good" | "warn"]> = {
    PENDING: [t`under way`, "plain"],
    SUCCEEDED: [t`paid out`, "good"],
    FAILED: [t`not paid out`, "warn"],
  };
  return (
    <section className={styles.section}>
      <h3>{t`Payouts`}</h3>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t`When`}</th>
            <th scope="col">{t`Amount`}</th>
          </tr>
        </thead>
        <tbody>
          {payouts.edges.map(({ node: { id, state, amount, madeAt, settledAt, failure, failureKind } }) => {
            const [said, tone] = states[state] ?? [state, "plain"];
            return (
              <tr key={id}>
                <td>
                  <p>
                    <Tag tone={tone}>{said}</Tag>
                  </p>
                  {state === "FAILED" && <Failure kind={failureKind} said={failure} />}
                  <span className={styles.soft}>{moment(settledAt ?? madeAt)}</span>
                </td>
                <td>{sum(amount)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
