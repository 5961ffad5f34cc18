import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql } from "react-relay";
import type { WriteReviewMutation } from "../__generated__/WriteReviewMutation.graphql";
import { useAct } from "../network/acting";
import { tellNews } from "../network/news";
import { invalid, type Refusal } from "../network/refusals";
import { Asking } from "../parts/Asking";
import { nameOf } from "../parts/enums";
import { Field } from "../parts/Field";
import { useProblems } from "../parts/standing";
import { useEmpty } from "../parts/useEmpty";
import { KEYS, keyNames } from "./keys";
import styles from "./Reviews.module.css";

const POINTS = [1, 2, 3, 4, 5];

interface WriteReviewProps {
  partyId: string;
  workId: string;
  /** Whom it is about. */
  direction: keyof typeof KEYS;
  name: string;
  onClose: () => void;
}

/** What one side says of the other, once, and unseen by it until both are in. */
export function WriteReview({ partyId, workId, direction, name, onClose }: WriteReviewProps) {
  const { t, i18n } = useLingui();
  const [points, setPoints] = useState<Readonly<Record<string, number>>>({});
  const [body, setBody] = useState("");
  const [isAmountShown, setAmountShown] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [act, isActing] = useAct<WriteReviewMutation>(graphql`
    mutation WriteReviewMutation($input: WriteReviewInput!) {
      writeReview(input: $input) {
        __typename
        ... on Review {
          id
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const keys = KEYS[direction];
  const emptyOf = useEmpty();
  const isMissing = keys.some((key) => !points[key]);
  const ofScores = useProblems(refusal, () => isMissing).scores;
  const send = async (idempotencyKey: string) => {
    const scores = keys.flatMap((key) => (points[key] ? [{ key, points: points[key] }] : []));
    if (scores.length < keys.length) return invalid({ scores: t`Give 1 to 5 points on each.`, ...emptyOf({ body }) });
    const { refusal } = await act({ workId, partyId, scores, body, isAmountShown, idempotencyKey });
    if (!refusal) tellNews();
    return refusal;
  };
  return (
    <Asking
      about={workId}
      title={t`Review of ${name}`}
      button={t`Send the review`}
      isActing={isActing}
      shown={["scores", "body"]}
      act={send}
      onRefusal={setRefusal}
      onClose={onClose}
    >
      <p className={styles.soft}>
        <Trans>Give 1 to 5 points on each: 1 is the worst, 5 the best.</Trans>
      </p>
      {keys.map((key) => (
        <fieldset key={key} className={styles.points}>
          <legend>{nameOf(i18n, keyNames, key)}</legend>
          {POINTS.map((each) => (
            <label key={each}>
              <input
                type="radio"
                name={key}
                value={each}
                checked={points[key] === each}
                onChange={() => setPoints({ ...points, [key]: each })}
              />
              {each}
            </label>
          ))}
        </fieldset>
      ))}
      {ofScores && (
        <p role="alert" className={styles.problem}>
          {ofScores}
        </p>
      )}
      <Field
        label={t`What you say about it`}
        hint={t`It cannot be empty.`}
        lines={4}
        value={body}
        onChange={setBody}
        problem={refusal?.fields.body}
      />
      <label className={styles.toggle}>
        <input type="checkbox" checked={isAmountShown} onChange={({ target }) => setAmountShown(target.checked)} />
        <Trans>The amount may be shown, if the other side agrees.</Trans>
      </label>
      <p className={styles.soft}>
        <Trans>
          Nobody else sees it until the other side has written one, too, or its time is over. Then everybody can read
          it, and it does not change any more.
        </Trans>
      </p>
    </Asking>
  );
}
