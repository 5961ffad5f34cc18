/** What a message said before it was edited. */
import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useLazyLoadQuery } from "react-relay";
import type { EarlierQuery } from "../__generated__/EarlierQuery.graphql";
import { Button } from "../parts/Button";
import { Dialog, DialogButtons } from "../parts/Dialog";
import { useTexts } from "../parts/texts";
import styles from "./Conversation.module.css";

export function Earlier({ messageId, onClose }: { messageId: string; onClose: () => void }) {
  const { t } = useLingui();
  const { moment } = useTexts();
  const { node } = useLazyLoadQuery<EarlierQuery>(
    graphql`
      query EarlierQuery($id: ID!) {
        node(id: $id) {
          __typename
          id
          ... on Message {
            history {
              body
              writtenAt
            }
          }
        }
      }
    `,
    { id: messageId },
    { fetchPolicy: "network-only" },
  );
  return (
    <Dialog title={t`What it said before`} onClose={onClose}>
      <ol className={styles.earlier}>
        {(node?.history ?? []).map(({ body, writtenAt }) => (
          <li key={writtenAt}>
            <time dateTime={writtenAt} className={styles.read}>
              {moment(writtenAt)}
            </time>
            <p className={styles.body}>{body}</p>
          </li>
        ))}
      </ol>
      <DialogButtons>
        <Button onPress={onClose}>
          <Trans>Close</Trans>
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
