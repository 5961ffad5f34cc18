/** A dispute as the mediator sees it who has taken it: the case, what both sides say, and the way to rule it. */
import { Trans, useLingui } from "@lingui/react/macro";
import { startTransition, useState } from "react";
import { graphql, useLazyLoadQuery } from "react-relay";
import { Link, Redirect } from "wouter";
import type { MediationLiveSubscription } from "../__generated__/MediationLiveSubscription.graphql";
import type { MediationQuery } from "../__generated__/MediationQuery.graphql";
import { routes } from "../app/routes";
import { useFollowing } from "../network/following";
import { NothingHere, useTry } from "../parts/Failure";
import { useTitle } from "../parts/title";
import { Case } from "./Case";
import { Claim } from "./Claim";
import { Division } from "./Division";
import styles from "./Money.module.css";
import { type Ruled, Ruling } from "./Ruling";

export default function Mediation({ id }: { id: string }) {
  const { t } = useLingui();
  useTitle(t`Dispute`);
  const [news, setNews] = useState(0);
  const [ruled, setRuled] = useState<Ruled | null>(null);
  const { viewer, workItems, node } = useLazyLoadQuery<MediationQuery>(
    graphql`
      query MediationQuery($id: ID!) {
        viewer {
          id
        }
        workItems(filter: { kinds: [DISPUTE], isMine: true }, first: 200) {
          cursor
          edges {
            node {
              id
              subject {
                id
              }
              ...Claim_item
            }
          }
        }
        node(id: $id) {
          __typename
          ... on Dispute {
            contract {
              id
              awarder {
                id
                myRole
              }
              receiver {
                id
                myRole
              }
            }
            ...Case_dispute
            ...Ruling_dispute
          }
        }
      }
    `,
    { id },
    { fetchPolicy: "network-only", fetchKey: `${useTry()} ${news}` },
  );
  useFollowing<MediationLiveSubscription>(
    graphql`
      subscription MediationLiveSubscription($after: String) {
        workItems(filter: { kinds: [DISPUTE] }, after: $after) {
          cursor
        }
      }
    `,
    { after: workItems.cursor },
    { onEvent: () => startTransition(() => setNews((count) => count + 1)) },
  );
  if (!viewer) return <NothingHere />;
  if (ruled) return <Done ruled={ruled} />;
  if (node?.__typename !== "Dispute") return <NotTaken />;
  const { contract } = node;
  // Both sides have it on the page of their contract.
  if (contract.awarder.myRole ?? contract.receiver.myRole) return <Redirect to={`/contracts/${contract.id}`} replace />;
  const item = workItems.edges.find(({ node }) => node.subject?.id === id)?.node;
  return (
    <Case dispute={node} claim={item && <Claim item={item} />}>
      <Ruling dispute={node} onRuled={setRuled} />
    </Case>
  );
}

/** What somebody has ruled is no longer theirs to read: it is said once. */
function Done({ ruled }: { ruled: Ruled }) {
  const { t } = useLingui();
  return (
    <div className={styles.page}>
      <section className={styles.section}>
        <h1>{t`You have ruled the dispute`}</h1>
        <Division {...ruled} />
        <p className={styles.words}>{ruled.reason}</p>
        <p>
          <Trans>The money is divided, and both sides read this. The dispute is closed to you now.</Trans>
        </p>
        <ToTheQueue />
      </section>
    </div>
  );
}

function NotTaken() {
  const { t } = useLingui();
  return (
    <div className={styles.page}>
      <section className={styles.section}>
        <h1>{t`This dispute is not yours`}</h1>
        <p>
          <Trans>
            A mediator reads a dispute once they have taken it, until they put it back, their time for it is over, or
            the dispute ends.
          </Trans>
        </p>
        <ToTheQueue />
      </section>
    </div>
  );
}

function ToTheQueue() {
  return (
    <p>
      <Link href={routes.staff}>
        <Trans>To the work that waits</Trans>
      </Link>
    </p>
  );
}
