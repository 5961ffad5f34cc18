/** One message: what it says, who wrote it and when, and who has read as far as this. */
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useFragment } from "react-relay";
import type { Message_message$key } from "../__generated__/Message_message.graphql";
import { Awaited } from "../parts/Awaited";
import { Button } from "../parts/Button";
import { Files } from "../parts/Files";
import { Linked } from "../parts/Linked";
import { useTexts } from "../parts/texts";
import { type Answered, placeOfMessage } from "./answering";
import styles from "./Conversation.module.css";
import { Earlier } from "./Earlier";
import { MessageDeeds } from "./MessageDeeds";
import { Quote } from "./Quote";

interface MessageProps {
  message: Message_message$key;
  /** Whose last read message it is. */
  readers: readonly string[];
  isOwn: boolean;
  /** Whether one may write in the conversation, and so change what one has written. */
  mayWrite: boolean;
  onAnswer: (message: Answered) => void;
  /** Leads to the message with this `seq`. */
  goTo: (seq: number) => void;
}

export function Message({ readers, isOwn, mayWrite, onAnswer, goTo, ...given }: MessageProps) {
  const { t } = useLingui();
  const { moment, list } = useTexts();
  const [isAsking, setAsking] = useState(false);
  const message = useFragment(
    graphql`
      fragment Message_message on Message {
        id
        seq
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
        replyTo {
          id
          seq
          body
          isDeleted
          sender {
            id
            name
          }
        }
        attachments {
          ...Files_attachments
        }
        ...MessageDeeds_message
      }
    `,
    given.message,
  );
  const { id, seq, body, sentAt, editedAt, isDeleted, sender, party, replyTo, attachments } = message;
  return (
    <li className={styles.message} id={placeOfMessage(seq)} tabIndex={-1}>
      <div className={styles.by}>
        <p>
          <span>{sender.name}</span> {party && party.name !== sender.name && `${party.name} · `}
          <time dateTime={sentAt}>{moment(sentAt)}</time>
        </p>
        {editedAt && !isDeleted && (
          <Button
            look="quiet"
            className={styles.edited ?? ""}
            aria-label={t`edited: what it said before`}
            onPress={() => setAsking(true)}
          >
            {t`edited`}
          </Button>
        )}
        {mayWrite && !isDeleted && (
          <MessageDeeds message={message} isOwn={isOwn} onAnswer={() => onAnswer({ id, name: sender.name, body })} />
        )}
      </div>
      {replyTo && !isDeleted && (
        <Quote
          name={replyTo.sender.name}
          body={replyTo.body}
          isDeleted={replyTo.isDeleted}
          onPress={() => goTo(replyTo.seq)}
        />
      )}
      {isDeleted ? (
        <p className={styles.soft}>{t`deleted`}</p>
      ) : (
        <p className={styles.body}>
          <Linked text={body} />
        </p>
      )}
      <Files files={attachments} />
      {readers.length > 0 && <p className={styles.read}>{t`read by ${list(readers)}`}</p>}
      {isAsking && (
        <Awaited>
          <Earlier messageId={id} onClose={() => setAsking(false)} />
        </Awaited>
      )}
    </li>
  );
}
