import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useEffect, useId, useRef } from "react";
import { graphql } from "react-relay";
import type { WritingTypingMutation } from "../__generated__/WritingTypingMutation.graphql";
import { keyOfTry, useAct } from "../network/acting";
import { useLink } from "../network/following";
import { Button } from "../parts/Button";
import { Field } from "../parts/Field";
import { useKeptUploads } from "../parts/keptFiles";
import { RefusalNotice } from "../parts/Notice";
import { useUnfinishedText } from "../parts/SavedText";
import { useTexts } from "../parts/texts";
import { Uploading } from "../parts/Uploading";
import { useWriting } from "../parts/useWriting";
import type { Answered } from "./answering";
import styles from "./Conversation.module.css";
import { drop, post, settle, useOutbox } from "./outbox";
import { Quote } from "./Quote";

/** Milliseconds between two signs of writing. */
const SIGN = 3_000;

interface WritingProps {
  conversationId: string;
  /** The id of who writes. */
  me: string;
  /** The ids that messages which have arrived were sent with. */
  sent: ReadonlySet<string | null | undefined>;
  /** Somebody has come here to write. */
  isFocused: boolean;
  /** The message that is answered, if one is. */
  answered: Answered | null;
  /** It was answered, or is not to be. */
  onAnswered: () => void;
}

/** Messages are shown at once; the outbox sends them one after the other, and again after the connection was lost. */
export function Writing({ conversationId, me, sent, isFocused, answered, onAnswered }: WritingProps) {
  const { t } = useLingui();
  const { terms: body, change, forget } = useWriting(`message.${conversationId}`, () => "", me);
  const fieldId = useId();
  const uploads = useKeptUploads(`message.${conversationId}.files`, me);
  const unfinished = useUnfinishedText(uploads);
  const sign = useSigns(conversationId);
  const outbox = useOutbox();
  const { list } = useTexts();
  // Files without a text are a message too.
  const isComplete = (body.trim() !== "" || uploads.ids.length > 0) && !uploads.isUnfinished;
  // Whoever chooses to answer goes on with typing.
  useEffect(() => {
    if (answered) document.getElementById(fieldId)?.focus();
  }, [answered, fieldId]);
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (!isComplete) return;
    const files = uploads.names;
    post({ id: keyOfTry(), conversationId, body, replyTo: answered, attachmentIds: uploads.ids, files });
    onAnswered();
    change(() => "");
    forget();
    for (const { key } of uploads.files) uploads.remove(key);
    // The button has nothing more to send.
    document.getElementById(fieldId)?.focus();
  };
  const unsent = outbox.filter((each) => each.conversationId === conversationId && !sent.has(each.id));
  return (
    <div className={styles.writing}>
      <ul aria-label={t`Not yet sent`}>
        {unsent.map(({ id, body, replyTo, files, refusal }) => (
          <li key={id} className={styles.unsent}>
            {replyTo && <Quote {...replyTo} />}
            <p className={styles.body}>{body}</p>
            {files.length > 0 && <p className={styles.read}>{list(files)}</p>}
            {!refusal && <Waits />}
            <RefusalNotice refusal={refusal} />
            {refusal && (
              <div className={styles.again}>
                <Button onPress={() => settle(id, null)}>
                  <Trans>Send again</Trans>
                </Button>
                <Button look="quiet" onPress={() => drop(id)}>
                  <Trans>Discard</Trans>
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {answered && (
        <Quote {...answered}>
          <Button look="quiet" onPress={onAnswered}>
            <Trans>Do not reply to it</Trans>
          </Button>
        </Quote>
      )}
      <form onSubmit={submit} className={styles.form}>
        <Field
          id={fieldId}
          className={styles.field ?? ""}
          autoFocus={isFocused}
          label={t`Message`}
          hint={t`Ctrl+Enter sends it.`}
          lines={2}
          value={body}
          onChange={(value) => {
            change(() => value);
            if (value.trim()) sign();
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit();
            else event.continuePropagation();
          }}
        />
        <div className={styles.files}>
          <Uploading uploads={uploads} label={t`Files`} />
          <p role="status" className={styles.waits}>
            {unfinished}
          </p>
        </div>
        <Button type="submit" look="main" isDisabled={!isComplete}>
          <Trans>Send</Trans>
        </Button>
      </form>
    </div>
  );
}

/** Said of a message that is not sent at once. */
function Waits() {
  const isLost = useLink() === "lost";
  return (
    <p className={styles.waits}>
      {isLost ? <Trans>Not yet sent. It is sent as soon as there is a connection.</Trans> : <Trans>Not yet sent</Trans>}
    </p>
  );
}

/** Tells the others that somebody writes, every few seconds while they do. */
function useSigns(conversationId: string): () => void {
  const next = useRef(0);
  const [act] = useAct<WritingTypingMutation>(graphql`
    mutation WritingTypingMutation($input: ShowTypingInput!) {
      showTyping(input: $input) {
        __typename
        ... on Conversation {
          id
        }
      }
    }
  `);
  return () => {
    if (Date.now() < next.current) return;
    next.current = Date.now() + SIGN;
    void act({ conversationId });
  };
}
