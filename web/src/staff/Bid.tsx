/** A bid as administrators read it once it is open: where something is wrong with it, they strike it out. */
import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useLazyLoadQuery } from "react-relay";
import { Link } from "wouter";
import type { BidQuery } from "../__generated__/BidQuery.graphql";
import { BidText } from "../bids/BidText";
import { NothingHere, useTry } from "../parts/Failure";
import { Notice } from "../parts/Notice";
import { useTitle } from "../parts/title";
import { whatBecameOf } from "../workbench/deeds";
import { StrikingOut } from "../workbench/StrikingOut";
import styles from "./Staff.module.css";

export default function Bid({ id }: { id: string }) {
  const { t, i18n } = useLingui();
  const { node } = useLazyLoadQuery<BidQuery>(
    graphql`
      query BidQuery($id: ID!) {
        node(id: $id) {
          __typename
          ... on Applicant {
            id
            state
            party {
              id
              name
            }
            demand {
              id
              title
            }
            bid {
              id
              ...BidText_bid
            }
            ...StrikingOut_applicant
          }
        }
      }
    `,
    { id },
    { fetchPolicy: "store-and-network", fetchKey: useTry() },
  );
  const applicant = node?.__typename === "Applicant" ? node : null;
  const title = applicant && t`Bid of ${applicant.party.name}`;
  useTitle(title);
  if (!applicant?.bid) return <NothingHere />;
  const { state, demand, bid } = applicant;
  return (
    <article className={styles.bid}>
      <header>
        <h1>{title}</h1>
        <p>
          <Link href={`/demands/${demand.id}`}>{demand.title}</Link>
        </p>
      </header>
      {state === "INVALIDATED" ? (
        <Notice tone="warn">{i18n._(whatBecameOf(state))}</Notice>
      ) : (
        <p>
          <StrikingOut applicant={applicant} />
        </p>
      )}
      <BidText applicantId={id} bid={bid} />
      <p className={styles.soft}>
        <Trans>The client selects. What is struck out here takes no part in that any more.</Trans>
      </p>
    </article>
  );
}
