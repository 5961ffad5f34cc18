import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useFragment } from "react-relay";
import type { Review_review$key } from "../__generated__/Review_review.graphql";
import type { ReviewAnswerMutation } from "../__generated__/ReviewAnswerMutation.graphql";
import { placeOfReview } from "../money/placesOfContract";
import { useAct } from "../network/acting";
import { Button } from "../parts/Button";
import { nameOf } from "../parts/enums";
import { Saying } from "../parts/Saying";
import { useTexts } from "../parts/texts";
import { useNamedPlace } from "../parts/useNamedPlace";
import { keyNames } from "./keys";
import styles from "./Reviews.module.css";

/** A review, with the answer of whom it is about. */
export function Review(given: { review: Review_review$key }) {
  const { t, i18n } = useLingui();
  const { moment, money, number, list } = useTexts();
  const [isAnswering, setAnswering] = useState(false);
  const { id, author, subject, scores, average, body, submittedAt, publishedAt, answer, answeredAt, work, actions } =
    useFragment(
      graphql`
        fragment Review_review on Review {
          id
          author {
            id
            name
          }
          subject {
            id
            name
          }
          scores {
            key
            points
          }
          average
          body
          submittedAt
          publishedAt
          answer
          answeredAt
          work {
            title
            amount {
              amount
              currency
            }
          }
          actions
        }
      `,
      given.review,
    );
  const mean = number(Number(average));
  const points = scores.map((each) => `${nameOf(i18n, keyNames, each.key)} ${each.points}`);
  const place = useNamedPlace<HTMLLIElement>(placeOfReview(id));
  return (
    <li ref={place} id={placeOfReview(id)} tabIndex={-1} className={styles.review}>
      <p className={styles.between}>
        <strong>
          <Trans>
            {author.name} about {subject.name}
          </Trans>
        </strong>
        <strong>{t`${mean} of 5`}</strong>
      </p>
      <p className={styles.soft}>
        {[work.title, work.amount && money(work.amount), list(points)].filter(Boolean).join(" · ")}
      </p>
      <p className={styles.words}>{body}</p>
      <p className={styles.soft}>
        {publishedAt ? moment(publishedAt) : <Trans>Sent on {moment(submittedAt)}; hidden for now</Trans>}
      </p>
      {answer && (
        <div className={styles.answer}>
          <p className={styles.soft}>
            <Trans>Answer of {subject.name}</Trans> · {answeredAt && moment(answeredAt)}
          </p>
          <p className={styles.words}>{answer}</p>
        </div>
      )}
      {actions.includes("ANSWER") && (
        <Button className={styles.start ?? ""} onPress={() => setAnswering(true)}>
          <Trans>Answer it</Trans> …
        </Button>
      )}
      {isAnswering && <Answer id={id} onClose={() => setAnswering(false)} />}
    </li>
  );
}

function Answer({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useLingui();
  const [act, isActing] = useAct<ReviewAnswerMutation>(graphql`
    mutation ReviewAnswerMutation($input: AnswerReviewInput!) {
      answerReview(input: $input) {
        __typename
        ... on Review {
          id
          version
          ...Review_review
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  return (
    <Saying
      about={id}
      title={t`Answer the review`}
      label={t`Answer`}
      hint={t`Everybody can read it. It is answered once.`}
      path="body"
      isActing={isActing}
      send={async (body, idempotencyKey) => (await act({ reviewId: id, body, idempotencyKey })).refusal}
      onClose={onClose}
    />
  );
}
