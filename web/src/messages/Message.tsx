/** One message: what it says, who wrote it and when, and who has read as far as this. */
import { useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay";
import type { Message_message$key } from "../__generated__/Message_message.graphql";
import { Files } from "../parts/Files";
import { Linked } from "../parts/Linked";
import { useTexts } from "../parts/texts";
import styles from "./Conversation.module.css";
import { MessageDeeds } from "./MessageDeeds";

interface MessageProps {
  message: Message_message$key;
  /** Whose last read message it is. */
  readers: readonly string[];
  isOwn: boolean;
  /** Whether one may write in the conversation, and so change what one has written. */
  mayWrite: boolean;
}

export function Message({ readers, isOwn, mayWrite, ...given }: MessageProps) {
  const { t } = useLingui();
  const { moment, list } = useTexts();
  const message = useFragment(
    graphql`
      fragment Message_message on Message {
        id
        body
        sentAt
        editedAt
        isDeleted
        sender {
          id
          name
        }
        party {
          id
          name
        }
        attachments {
          ...Files_attachments
        }
        ...MessageDeeds_message
      }
    `,
    given.message,
  );
  const { body, sentAt, editedAt, isDeleted, sender, party, attachments } = message;
  return (
    <li className={styles.message}>
      <div className={styles.by}>
        <p>
          <span>{sender.name}</span> {party && party.name !== sender.name && `${party.name} · `}
          <time dateTime={sentAt}>{moment(sentAt)}</time> {editedAt && !isDeleted && t`edited`}
        </p>
        {isOwn && mayWrite && !isDeleted && <MessageDeeds message={message} />}
      </div>
      {isDeleted ? (
        <p className={styles.soft}>{t`deleted`}</p>
      ) : (
        <p className={styles.body}>
          <Linked text={body} />
        </p>
      )}
      <Files files={attachments} />
      {readers.length > 0 && <p className={styles.read}>{t`read by ${list(readers)}`}</p>}
    </li>
  );
}
