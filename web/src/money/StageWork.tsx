import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useLazyLoadQuery } from "react-relay";
import type { StageWorkQuery } from "../__generated__/StageWorkQuery.graphql";
import { useTry } from "../parts/Failure";
import { Files } from "../parts/Files";
import { Linked } from "../parts/Linked";
import { useTexts } from "../parts/texts";
import styles from "./Money.module.css";

/** All that was submitted for a stage, and what had to be done better; read anew with each version of the stage. */
export function StageWork({ id, version }: { id: string; version: number }) {
  const { t } = useLingui();
  const { moment } = useTexts();
  const { node } = useLazyLoadQuery<StageWorkQuery>(
    graphql`
      query StageWorkQuery($id: ID!) {
        node(id: $id) {
          __typename
          ... on Stage {
            submissions(first: 50) {
              number
              note
              submittedAt
              submittedBy {
                id
                name
              }
              reworkNote
              reworkAt
              attachments {
                id
                ...Files_attachments
              }
            }
          }
        }
      }
    `,
    { id },
    { fetchPolicy: "store-and-network", fetchKey: `${useTry()} ${version}` },
  );
  if (node?.__typename !== "Stage" || node.submissions.length === 0) return null;
  return (
    <ul className={styles.rows}>
      {node.submissions.map(({ number, note, submittedAt, submittedBy, reworkNote, reworkAt, attachments }) => (
        <li key={number} className={styles.submission}>
          <h4>{t`Submission ${number}`}</h4>
          <p className={styles.soft}>
            {submittedBy.name} · {moment(submittedAt)}
          </p>
          <p className={styles.words}>
            <Linked text={note} />
          </p>
          <Files files={attachments} />
          {reworkNote && (
            <div className={styles.rework}>
              <p className={styles.soft}>
                <Trans>To be done better</Trans> · {reworkAt && moment(reworkAt)}
              </p>
              <p className={styles.words}>
                <Linked text={reworkNote} />
              </p>
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
