/** The awarder's desk: the demands of one's parties, and what at their workbenches was not read yet. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment, useLazyLoadQuery } from "react-relay";
import { Link } from "wouter";
import type { Desk_demand$key } from "../__generated__/Desk_demand.graphql";
import type { DeskPartyQuery } from "../__generated__/DeskPartyQuery.graphql";
import type { DeskQuery } from "../__generated__/DeskQuery.graphql";
import { routes } from "../app/routes";
import { ContractLink } from "../market/ContractLink";
import { StateTag } from "../market/StateTag";
import { Countdown } from "../parts/Countdown";
import { NothingHere, useTry } from "../parts/Failure";
import { useTitle } from "../parts/title";
import styles from "./Desk.module.css";

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
        <Link href={routes.newDemand}>
          <Trans>Write a new demand</Trans>
        </Link>
      </header>
      {viewer.parties.map(({ id, name }) => (
        <Demands key={id} partyId={id} name={name} />
      ))}
    </div>
  );
}

function Demands({ partyId, name }: { partyId: string; name: string }) {
  const { viewer } = useLazyLoadQuery<DeskPartyQuery>(
    graphql`
      query DeskPartyQuery($partyId: ID!) {
        viewer {
          id
          demands(partyId: $partyId, first: 50) {
            edges {
              node {
                id
                ...Desk_demand
              }
            }
          }
          unread: demands(partyId: $partyId, filter: { hasUnreadBids: true }, first: 50) {
            edges {
              node {
                id
              }
            }
          }
        }
      }
    `,
    { partyId },
    { fetchPolicy: "store-and-network", fetchKey: useTry() },
  );
  const edges = viewer?.demands.edges ?? [];
  const unread = new Set(viewer?.unread.edges.map(({ node }) => node.id));
  if (edges.length === 0) {
    return (
      <p className={styles.none}>
        <Trans>No demands of {name}.</Trans>
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
