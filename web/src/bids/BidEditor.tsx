/** The page of a bid: what it is for, which party bids, and its form. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useFragment, useLazyLoadQuery } from "react-relay";
import { Link } from "wouter";
import type { BidEditor_demand$key } from "../__generated__/BidEditor_demand.graphql";
import type { BidEditorQuery } from "../__generated__/BidEditorQuery.graphql";
import { BudgetText } from "../market/BudgetText";
import { Countdown } from "../parts/Countdown";
import { NothingHere, useTry } from "../parts/Failure";
import { useTitle } from "../parts/title";
import styles from "./BidEditor.module.css";
import { BidForm } from "./BidForm";
import { type Application, isLive } from "./draft";
import { eligible, WhoMayBid } from "./WhoMayBid";

export default function BidEditor({ id }: { id: string }) {
  const { demand, viewer, feeBasisPoints } = useLazyLoadQuery<BidEditorQuery>(
    graphql`
      query BidEditorQuery($id: ID!) {
        feeBasisPoints
        viewer {
          id
          parties {
            id
            name
            kind
            closedAt
          }
        }
        demand(id: $id) {
          __typename
          ... on BiddingDemand {
            ...BidEditor_demand
          }
        }
      }
    `,
    { id },
    { fetchPolicy: "network-only", fetchKey: useTry() },
  );
  if (demand?.__typename !== "BiddingDemand" || !viewer) return <NothingHere />;
  return <Chosen demand={demand} viewer={viewer} feeBasisPoints={feeBasisPoints} />;
}

interface Party {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly closedAt: string | null | undefined;
}

interface ChosenProps {
  demand: BidEditor_demand$key;
  viewer: { readonly id: string; readonly parties: readonly Party[] };
  feeBasisPoints: number;
}

/** The party that bids: one that has applied already, or one of those that may. */
function Chosen({ viewer: { id: viewerId, parties }, feeBasisPoints, ...given }: ChosenProps) {
  const { t } = useLingui();
  const demand = useFragment(
    graphql`
      fragment BidEditor_demand on BiddingDemand {
        id
        title
        state
        deadlineAt
        currency
        actions
        audience
        budget {
          low {
            amount
          }
          high {
            amount
          }
          ...BudgetText_budget
        }
        ...terms_demand @relay(mask: false)
        myApplicants {
          id
          state
          version
          actions
          appliedAt
          withdrawnAt
          party {
            id
          }
          bid {
            id
            number
            submittedAt
            price {
              amount
            }
            durationDays
            proposal
            stages {
              title
              amount {
                amount
              }
              dueAfterDays
            }
            attachments {
              id
              fileName
              byteSize
              thumbnailUrl
            }
          }
          draft {
            id
            number
            savedAt
            price {
              amount
            }
            durationDays
            proposal
            stages {
              title
              amount {
                amount
              }
              dueAfterDays
            }
            attachments {
              id
              fileName
              byteSize
              thumbnailUrl
            }
            problems {
              path
              message
            }
          }
        }
      }
    `,
    given.demand,
  );
  const applicable = eligible(parties, demand.audience);
  const [partyId, setPartyId] = useState(() => bidderOf(demand.myApplicants, applicable));
  const party = parties.find(({ id }) => id === partyId);
  useTitle(t`Bid for ${demand.title}`);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <p className={styles.soft}>
          <Link href={`/demands/${demand.id}`}>{demand.title}</Link>
        </p>
        <h1>{t`Your bid`}</h1>
        <p className={styles.facts}>
          {demand.state === "OPEN" && demand.deadlineAt && (
            <span>
              <Trans>
                <Countdown until={demand.deadlineAt} /> left
              </Trans>
            </span>
          )}
          {demand.budget && (
            <span>
              <Trans>
                Budget: <BudgetText budget={demand.budget} />
              </Trans>
            </span>
          )}
        </p>
      </header>
      {applicable.length > 1 && (
        <label className={styles.party}>
          <Trans>Bid of</Trans>
          <select value={partyId ?? ""} onChange={(event) => setPartyId(event.target.value)}>
            {applicable.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      {party ? (
        <BidForm key={party.id} demand={demand} party={party} viewerId={viewerId} feeBasisPoints={feeBasisPoints} />
      ) : (
        <WhoMayBid audience={demand.audience} />
      )}
    </div>
  );
}

/** Who has a bid there, or had one, goes on; else a company goes before its members. */
function bidderOf(applied: readonly Application[], applicable: readonly Party[]): string | null {
  const former = applied.find(({ party }) => applicable.some(({ id }) => id === party.id));
  return (applied.find(isLive) ?? former)?.party.id ?? applicable.at(-1)?.id ?? null;
}
