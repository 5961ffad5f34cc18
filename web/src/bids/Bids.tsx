/** The bidder's desk: all that one's parties have applied to, and the offers that wait for an answer. */
import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment, useLazyLoadQuery, usePaginationFragment } from "react-relay";
import { Link } from "wouter";
import type { Bids_applicant$key } from "../__generated__/Bids_applicant.graphql";
import type { Bids_viewer$key } from "../__generated__/Bids_viewer.graphql";
import type { BidsListQuery } from "../__generated__/BidsListQuery.graphql";
import type { BidsQuery } from "../__generated__/BidsQuery.graphql";
import { routes } from "../app/routes";
import styles from "../desk/Desk.module.css";
import { StateTag } from "../market/StateTag";
import { useRenewing } from "../network/news";
import { Button } from "../parts/Button";
import { Countdown } from "../parts/Countdown";
import { NothingHere, useTry } from "../parts/Failure";
import { Tag } from "../parts/Tag";
import { useTexts } from "../parts/texts";
import { useTitle } from "../parts/title";
import { BidTag } from "./BidTag";
import { isLive } from "./draft";
import { Offer } from "./Offer";
import { Standing } from "./Standing";
import { WholeBid } from "./WholeBid";

const PAGE = 30;

export default function Bids() {
  const { viewer } = useLazyLoadQuery<BidsQuery>(
    graphql`
      query BidsQuery($count: Int!, $cursor: String) {
        viewer {
          id
          ...Bids_viewer @arguments(count: $count, cursor: $cursor)
        }
      }
    `,
    { count: PAGE, cursor: null },
    { fetchPolicy: "store-and-network", fetchKey: useTry() },
  );
  return viewer ? <List viewer={viewer} /> : <NothingHere />;
}

function List(given: { viewer: Bids_viewer$key }) {
  const { t } = useLingui();
  useTitle(t`My bids`);
  const { data, hasNext, loadNext, isLoadingNext, refetch } = usePaginationFragment<BidsListQuery, Bids_viewer$key>(
    graphql`
      fragment Bids_viewer on Viewer
      @refetchable(queryName: "BidsListQuery")
      @argumentDefinitions(count: { type: "Int" }, cursor: { type: "String" }) {
        applications(first: $count, after: $cursor) @connection(key: "Bids_applications") {
          edges {
            node {
              id
              ...Bids_applicant
            }
          }
        }
      }
    `,
    given.viewer,
  );
  const { edges } = data.applications;
  useRenewing(refetch, data.applications, PAGE);
  return (
    <div className={styles.desk}>
      <h1>{t`My bids`}</h1>
      {edges.length === 0 ? (
        <p className={styles.soft}>
          <Trans>
            No bid yet. <Link href={routes.market}>The market</Link> has what is wanted now.
          </Trans>
        </p>
      ) : (
        <ul className={styles.list}>
          {edges.map(({ node }) => (
            <Application key={node.id} applicant={node} />
          ))}
        </ul>
      )}
      {hasNext && (
        <Button className={styles.more ?? ""} isPending={isLoadingNext} onPress={() => loadNext(PAGE)}>
          <Trans>Show more</Trans>
        </Button>
      )}
    </div>
  );
}

function Application(given: { applicant: Bids_applicant$key }) {
  const { money } = useTexts();
  const applicant = useFragment(
    graphql`
      fragment Bids_applicant on Applicant {
        id
        state
        actions
        ...Standing_applicant
        party {
          id
          name
          myRole
        }
        bid {
          id
          number
          price {
            amount
            currency
          }
        }
        draft {
          id
          savedAt
        }
        demand {
          id
          title
          state
          deadlineAt
          ... on BiddingDemand {
            myApplicants {
              id
            }
          }
        }
        award {
          id
          state
          ...Offer_award
        }
      }
    `,
    given.applicant,
  );
  const { state, actions, party, bid, draft, demand, award } = applicant;
  const whole = bid && { applicantId: applicant.id, number: bid.number };
  const canWrite = actions.includes("SAVE");
  // One that the party has begun since then is below or above.
  const isLast = demand.myApplicants?.some(({ id }) => id === applicant.id) ?? false;
  const canBidAgain = demand.state === "OPEN" && isLast && !isLive(applicant);
  return (
    <li className={styles.item}>
      <div className={styles.what}>
        <h2 className={styles.title}>
          <Link href={`/demands/${demand.id}`}>{demand.title}</Link>
        </h2>
        <p className={styles.soft}>{party.name}</p>
      </div>
      <p className={styles.tags}>
        <span className={styles.soft}>
          <Trans>Bid:</Trans>
        </span>{" "}
        <BidTag state={state} awardState={award?.state} demandState={demand.state} />
        {draft && bid && (
          <Tag tone="warn">
            <Trans>changed, not submitted</Trans>
          </Tag>
        )}
      </p>
      <p className={styles.amount}>{bid && money(bid.price)}</p>
      <p className={styles.until}>
        {demand.state === "OPEN" && demand.deadlineAt ? (
          <Trans>
            <Countdown until={demand.deadlineAt} /> left
          </Trans>
        ) : (
          <>
            <span className={styles.soft}>
              <Trans>Demand:</Trans>
            </span>{" "}
            <StateTag state={demand.state} />
          </>
        )}
      </p>
      <div className={styles.act}>
        {canWrite && (
          <Link href={`/demands/${demand.id}/bid`}>
            {draft ? <Trans>Continue writing</Trans> : <Trans>Change</Trans>}
          </Link>
        )}
        {canBidAgain && (
          <Link href={`/demands/${demand.id}/bid`}>
            <Trans>Bid again</Trans>
          </Link>
        )}
        <Standing applicant={applicant} />
      </div>
      {whole && (
        <div className={styles.whole}>
          <WholeBid {...whole} />
        </div>
      )}
      {award && <Offer award={award} role={party.myRole} bid={whole} />}
    </li>
  );
}
