import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment, useLazyLoadQuery, usePaginationFragment } from "react-relay";
import type { PartyReviews_party$key } from "../__generated__/PartyReviews_party.graphql";
import type { PartyReviews_rating$key } from "../__generated__/PartyReviews_rating.graphql";
import type { PartyReviewsListQuery } from "../__generated__/PartyReviewsListQuery.graphql";
import type { PartyReviewsQuery } from "../__generated__/PartyReviewsQuery.graphql";
import { useNews } from "../network/news";
import { Button } from "../parts/Button";
import { nameOf } from "../parts/enums";
import { useTry } from "../parts/Failure";
import { useTexts } from "../parts/texts";
import { keyNames } from "./keys";
import { Review } from "./Review";
import styles from "./Reviews.module.css";

/** The rating of a party, what its contracts say of it, and its reviews. */
export default function PartyReviews({ id }: { id: string }) {
  const { t } = useLingui();
  const { node } = useLazyLoadQuery<PartyReviewsQuery>(
    graphql`
      query PartyReviewsQuery($id: ID!, $count: Int!, $cursor: String) {
        node(id: $id) {
          __typename
          ... on Party {
            ...PartyReviews_rating
            ...PartyReviews_party @arguments(count: $count, cursor: $cursor)
          }
        }
      }
    `,
    { id, count: 10, cursor: null },
    { fetchPolicy: "store-and-network", fetchKey: `${useTry()} ${useNews()}` },
  );
  if (node?.__typename !== "Party") return null;
  return (
    <section className={styles.section}>
      <h2>{t`Reviews`}</h2>
      <Rating party={node} />
      <List party={node} />
    </section>
  );
}

function Rating(given: { party: PartyReviews_rating$key }) {
  const { t, i18n } = useLingui();
  const { number, percent } = useTexts();
  const { rating, ratings, record } = useFragment(
    graphql`
      fragment PartyReviews_rating on Party {
        rating {
          average
          count
        }
        ratings {
          key
          average
          count
        }
        record {
          completedCount
          onTimeShare
          repeatShare
          disputedShare
          openCount
        }
      }
    `,
    given.party,
  );
  const outOf = (average: string) => {
    const mean = number(Number(average));
    return t`${mean} of 5`;
  };
  const facts: [string, string][] = ratings.flatMap(({ key, average }) =>
    average ? [[nameOf(i18n, keyNames, key), outOf(average)]] : [],
  );
  if (record) {
    facts.push(
      [t`Completed contracts`, String(record.completedCount)],
      [t`In time`, percent(record.onTimeShare)],
      [t`With a party it worked with before`, percent(record.repeatShare)],
      [t`In dispute`, percent(record.disputedShare)],
      [t`Running now`, String(record.openCount)],
    );
  }
  return (
    <>
      <p>
        {rating?.average ? (
          <>
            <strong>{outOf(rating.average)}</strong>{" "}
            <Plural value={rating.count} one="from # rating" other="from # ratings" />
          </>
        ) : (
          <Trans>No rating yet.</Trans>
        )}
      </p>
      {facts.length > 0 && (
        <dl className={styles.facts}>
          {facts.map(([name, said]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{said}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}

function List(given: { party: PartyReviews_party$key }) {
  const { data, hasNext, loadNext, isLoadingNext } = usePaginationFragment<
    PartyReviewsListQuery,
    PartyReviews_party$key
  >(
    graphql`
      fragment PartyReviews_party on Party
      @refetchable(queryName: "PartyReviewsListQuery")
      @argumentDefinitions(count: { type: "Int" }, cursor: { type: "String" }) {
        reviews(first: $count, after: $cursor) @connection(key: "PartyReviews_reviews") {
          edges {
            node {
              id
              version
              ...Review_review
            }
          }
        }
      }
    `,
    given.party,
  );
  const { edges } = data.reviews;
  if (edges.length === 0) return null;
  return (
    <>
      <ul className={styles.list}>
        {edges.map(({ node }) => (
          <Review key={node.id} review={node} />
        ))}
      </ul>
      {hasNext && (
        <Button className={styles.start ?? ""} isPending={isLoadingNext} onPress={() => loadNext(10)}>
          <Trans>Show more</Trans>
        </Button>
      )}
    </>
  );
}
