import { useLingui } from "@lingui/react/macro";
import { graphql, useLazyLoadQuery } from "react-relay";
import type { ContractReviewsQuery } from "../__generated__/ContractReviewsQuery.graphql";
import { REVIEWS } from "../money/placesOfContract";
import { useNews } from "../network/news";
import { useTry } from "../parts/Failure";
import { useNamedPlace } from "../parts/useNamedPlace";
import DueReviews from "./DueReviews";
import { Review } from "./Review";
import styles from "./Reviews.module.css";

/** What both sides say of each other once their contract has ended, and the way to say it. */
export function ContractReviews({ id, partyId }: { id: string; partyId: string }) {
  const { t } = useLingui();
  const { contract } = useLazyLoadQuery<ContractReviewsQuery>(
    graphql`
      query ContractReviewsQuery($id: ID!) {
        contract(id: $id) {
          id
          reviews {
            id
            version
            ...Review_review
          }
        }
      }
    `,
    { id },
    { fetchPolicy: "store-and-network", fetchKey: `${useTry()} ${useNews()}` },
  );
  const place = useNamedPlace<HTMLElement>(REVIEWS);
  const reviews = contract?.reviews ?? [];
  return (
    <section ref={place} id={REVIEWS} className={styles.section}>
      <h2>{t`Reviews`}</h2>
      <DueReviews partyId={partyId} contractId={id} />
      {reviews.length > 0 && (
        <ul className={styles.list}>
          {reviews.map((review) => (
            <Review key={review.id} review={review} />
          ))}
        </ul>
      )}
    </section>
  );
}
