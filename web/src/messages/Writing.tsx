import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useRef, useState } from "react";
import { graphql } from "react-relay";
import type { WritingSendMutation } from "../__generated__/WritingSendMutation.graphql";
import type { WritingTypingMutation } from "../__generated__/WritingTypingMutation.graphql";
import { keyOfTry, useAct } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { Button } from "../parts/Button";
import { Field } from "../parts/Field";
import { RefusalNotice } from "../parts/Notice";
import styles from "./Conversation.module.css";

/** Milliseconds between two signs of writing. */
const SIGN = 3_000;

interface WritingProps {
  conversationId: string;
  /** The ids that messages which have arrived were sent with. */
  sent: ReadonlySet<string | null | undefined>;
}

interface Pending {
  id: string;
  body: string;
  refusal: Refusal | null;
}

/** Messages are shown at once and sent one after the other; one that could not be sent can be sent again, once. */
export function Writing({ conversationId, sent }: WritingProps) {
  const { t } = useLingui();
  const [body, setBody] = useState("");
  const [pending, setPending] = useState<Pending[]>([]);
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const sign = useSigns(conversationId);
  const [act] = useAct<WritingSendMutation>(graphql`
    mutation WritingSendMutation($input: SendMessageInput!) {
      sendMessage(input: $input) {
        __typename
        ... on Message {
          id
        }
        ... on Refusal {
          code
          message
        }
        ... on InvalidInput {
          fields {
            path
            message
          }
        }
      }
    }
  `);
  const send = (id: string, body: string) => {
    setPending((before) => [...before.filter((each) => each.id !== id), { id, body, refusal: null }]);
    last.current = last.current.then(async () => {
      const { refusal } = await act({ conversationId, clientMessageId: id, body, idempotencyKey: id });
      setPending((before) => before.map((each) => (each.id === id ? { ...each, refusal } : each)));
    });
  };
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (!body.trim()) return;
    send(keyOfTry(), body);
    setBody("");
  };
  const unsent = pending.filter(({ id }) => !sent.has(id));
  return (
    <div className={styles.writing}>
      <ul>
        {unsent.map(({ id, body, refusal }) => (
          <li key={id} className={styles.unsent}>
            <p className={styles.body}>{body}</p>
            <RefusalNotice refusal={refusal} />
            {refusal && (
              <Button onPress={() => send(id, body)}>
                <Trans>Send again</Trans>
              </Button>
            )}
          </li>
        ))}
      </ul>
      <form onSubmit={submit} className={styles.form}>
        <Field
          className={styles.field ?? ""}
          label={t`Message`}
          hint={t`Ctrl+Enter sends it.`}
          lines={2}
          value={body}
          onChange={(value) => {
            setBody(value);
            if (value.trim()) sign();
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit();
            else event.continuePropagation();
          }}
        />
        <Button type="submit" look="main" isDisabled={!body.trim()}>
          <Trans>Send</Trans>
        </Button>
      </form>
    </div>
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
