/** The awarder's desk: the demands of one's parties, and what at their workbenches was not read yet. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { graphql, useFragment, useLazyLoadQuery, usePaginationFragment, useRelayEnvironment } from "react-relay";
import { Link } from "wouter";
import type { Desk_demand$key } from "../__generated__/Desk_demand.graphql";
import type { Desk_viewer$key } from "../__generated__/Desk_viewer.graphql";
import type { DeskListQuery } from "../__generated__/DeskListQuery.graphql";
import type { DeskPartyQuery } from "../__generated__/DeskPartyQuery.graphql";
import type { DeskQuery } from "../__generated__/DeskQuery.graphql";
import type { DeskUnreadQuery } from "../__generated__/DeskUnreadQuery.graphql";
import { routes } from "../app/routes";
import { withTexts } from "../contracts/texts";
import { ContractLink } from "../market/ContractLink";
import { StateTag } from "../market/StateTag";
import { useNews } from "../network/news";
import { readNow } from "../network/readings";
import { Awaited, lazily } from "../parts/Awaited";
import { Button } from "../parts/Button";
import { Countdown } from "../parts/Countdown";
import { NothingHere, useTry } from "../parts/Failure";
import { useTitle } from "../parts/title";
import { withSettingsTexts } from "../settings/texts";
import styles from "./Desk.module.css";

const Unanswered = lazily(() => withSettingsTexts(import("../settings/Unanswered")));
const DueReviews = lazily(() => withTexts(import("../reviews/DueReviews")));

export default function Desk() {
  const { t } = useLingui();
  useTitle(t`My demands`);
  const { viewer } = useLazyLoadQuery<DeskQuery>(
    graphql`
      query DeskQuery {
        viewer {
          id
          parties {
            id
            name
          }
        }
      }
    `,
    {},
    { fetchPolicy: "store-and-network", fetchKey: useTry() },
  );
  if (!viewer) return <NothingHere />;
  return (
    <div className={styles.desk}>
      <header className={styles.head}>
        <h1>{t`My demands`}</h1>
        <Link href={routes.newDemand} className={styles.new}>
          <Trans>Write a new demand</Trans>
        </Link>
      </header>
      <Awaited>
        <Unanswered />
      </Awaited>
      <Awaited>
        {viewer.parties.map(({ id }) => (
          <DueReviews key={id} partyId={id} />
        ))}
      </Awaited>
      {viewer.parties.map(({ id, name }) => (
        <Demands key={id} partyId={id} name={name} />
      ))}
    </div>
  );
}

function Demands({ partyId, name }: { partyId: string; name: string }) {
  const { viewer } = useLazyLoadQuery<DeskPartyQuery>(
    graphql`
      query DeskPartyQuery($partyId: ID!, $count: Int!, $cursor: String) {
        viewer {
          id
          ...Desk_viewer @arguments(partyId: $partyId, count: $count, cursor: $cursor)
          unread: demands(partyId: $partyId, filter: { hasUnreadBids: true }, first: 200) {
            edges {
              node {
                id
              }
            }
          }
        }
      }
    `,
    { partyId, count: 50, cursor: null },
    { fetchPolicy: "store-and-network", fetchKey: useTry() },
  );
  useNewBids(partyId);
  const unread = new Set(viewer?.unread.edges.map(({ node }) => node.id));
  return viewer ? <List viewer={viewer} name={name} unread={unread} /> : null;
}

/** Reads again, with any news, what the demands with unread bids are. */
function useNewBids(partyId: string): void {
  const environment = useRelayEnvironment();
  const news = useNews();
  const [first] = useState(news);
  useEffect(() => {
    if (news === first) return;
    readNow<DeskUnreadQuery>(
      environment,
      graphql`
        query DeskUnreadQuery($partyId: ID!) {
          viewer {
            id
            unread: demands(partyId: $partyId, filter: { hasUnreadBids: true }, first: 200) {
              edges {
                node {
                  id
                  ...Desk_demand
                }
              }
            }
          }
        }
      `,
      { partyId },
    ).catch(() => {});
  }, [environment, partyId, news, first]);
}

interface ListProps {
  viewer: Desk_viewer$key;
  name: string;
  unread: ReadonlySet<string>;
}

function List({ name, unread, ...given }: ListProps) {
  const { data, hasNext, loadNext, isLoadingNext } = usePaginationFragment<DeskListQuery, Desk_viewer$key>(
    graphql`
      fragment Desk_viewer on Viewer
      @refetchable(queryName: "DeskListQuery")
      @argumentDefinitions(partyId: { type: "ID!" }, count: { type: "Int" }, cursor: { type: "String" }) {
        demands(partyId: $partyId, first: $count, after: $cursor) @connection(key: "Desk_demands") {
          edges {
            node {
              id
              ...Desk_demand
            }
          }
        }
      }
    `,
    given.viewer,
  );
  const { edges } = data.demands;
  if (edges.length === 0) {
    return (
      <p className={styles.none}>
        <Trans>{name} has no demands.</Trans>
      </p>
    );
  }
  return (
    <section className={styles.section}>
      <h2 className={styles.party}>{name}</h2>
      <ul className={styles.list}>
        {edges.map(({ node }) => (
          <Row key={node.id} demand={node} isUnread={unread.has(node.id)} />
        ))}
      </ul>
      {hasNext && (
        <Button className={styles.more ?? ""} isPending={isLoadingNext} onPress={() => loadNext(50)}>
          <Trans>Show more</Trans>
        </Button>
      )}
    </section>
  );
}

function Row({ isUnread, ...given }: { demand: Desk_demand$key; isUnread: boolean }) {
  const { id, title, state, deadlineAt, bidCount, workbench, awarder } = useFragment(
    graphql`
      fragment Desk_demand on Demand {
        id
        title
        state
        deadlineAt
        ... on BiddingDemand {
          bidCount
          awarder {
            id
            myRole
          }
          workbench {
            id
            award {
              id
              ...ContractLink_award
            }
          }
        }
      }
    `,
    given.demand,
  );
  return (
    <li className={styles.item}>
      <h3 className={styles.title}>
        <Link href={state === "DRAFT" ? `/demands/${id}/edit` : `/demands/${id}`}>{title}</Link>
      </h3>
      <p className={styles.tags}>
        <StateTag state={state} />
      </p>
      <p className={styles.amount}>
        {typeof bidCount === "number" && state !== "DRAFT" && <Plural value={bidCount} one="# bid" other="# bids" />}
      </p>
      <p className={styles.until}>
        {state === "OPEN" && deadlineAt && (
          <Trans>
            <Countdown until={deadlineAt} /> left
          </Trans>
        )}
      </p>
      <p className={styles.act}>
        {workbench?.award && <ContractLink award={workbench.award} role={awarder?.myRole} />}{" "}
        {workbench && state !== "DRAFT" && (
          <Link href={`/demands/${id}/workbench`}>
            <Trans>Workbench</Trans>
            {isUnread && ["OPEN", "SELECTING"].includes(state) && (
              <>
                {" "}
                <span className={styles.unread}>
                  <Trans>new bids</Trans>
                </span>
              </>
            )}
          </Link>
        )}
      </p>
    </li>
  );
}
