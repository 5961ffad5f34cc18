import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useLazyLoadQuery } from "react-relay";
import { Link } from "wouter";
import type { DueReviewsQuery } from "../__generated__/DueReviewsQuery.graphql";
import { useNews } from "../network/news";
import { Button } from "../parts/Button";
import { Countdown } from "../parts/Countdown";
import { useTry } from "../parts/Failure";
import styles from "./Reviews.module.css";
import { WriteReview } from "./WriteReview";

interface DueReviewsProps {
  partyId: string;
  /** Only of this contract. */
  contractId?: string;
}

/** The other sides of ended work that a party can review now; nothing while there are none. */
export default function DueReviews({ partyId, contractId }: DueReviewsProps) {
  const { t } = useLingui();
  const [asked, setAsked] = useState<string | null>(null);
  const { viewer } = useLazyLoadQuery<DueReviewsQuery>(
    graphql`
      query DueReviewsQuery($partyId: ID!) {
        viewer {
          id
          dueReviews(partyId: $partyId, first: 50) {
            edges {
              node {
                id
                title
                closesAt
                subject {
                  id
                  name
                }
                work {
                  __typename
                  ... on Contract {
                    id
                    awarder {
                      id
                    }
                  }
                }
              }
            }
          }
        }
      }
    `,
    { partyId },
    { fetchPolicy: "store-and-network", fetchKey: `${useTry()} ${useNews()}` },
  );
  const due = (viewer?.dueReviews.edges ?? []).flatMap(({ node }) => {
    const { work } = node;
    if (work.__typename !== "Contract" || (contractId !== undefined && work.id !== contractId)) return [];
    return [{ ...node, workId: work.id, isOfReceiver: work.awarder.id === partyId }];
  });
  if (due.length === 0) return null;
  const writing = due.find(({ id }) => id === asked);
  return (
    <section className={styles.section} aria-label={t`Reviews to write`}>
      <ul className={styles.list}>
        {due.map(({ id, title, closesAt, subject, workId }) => (
          <li key={id} className={styles.due}>
            <p>
              <Trans>How was it with {subject.name}?</Trans>
              <span className={styles.soft}>
                {contractId === undefined && (
                  <>
                    <Link href={`/contracts/${workId}`}>{title}</Link> ·{" "}
                  </>
                )}
                <Trans>
                  to be reviewed within <Countdown until={closesAt} />
                </Trans>
              </span>
            </p>
            <Button onPress={() => setAsked(id)}>
              <Trans>Write a review</Trans> …
            </Button>
          </li>
        ))}
      </ul>
      {writing && (
        <WriteReview
          partyId={partyId}
          workId={writing.workId}
          direction={writing.isOfReceiver ? "OF_RECEIVER" : "OF_AWARDER"}
          name={writing.subject.name}
          onClose={() => setAsked(null)}
        />
      )}
    </section>
  );
}
