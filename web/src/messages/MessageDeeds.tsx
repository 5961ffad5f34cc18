/** What one may do with a message: answer it; and with one's own, edit it for a while, and delete it. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { graphql, useFragment } from "react-relay";
import type {
  MessageDeeds_message$data,
  MessageDeeds_message$key,
} from "../__generated__/MessageDeeds_message.graphql";
import type { MessageDeedsDeleteMutation } from "../__generated__/MessageDeedsDeleteMutation.graphql";
import type { MessageDeedsEditMutation } from "../__generated__/MessageDeedsEditMutation.graphql";
import { useAct } from "../network/acting";
import { Asking } from "../parts/Asking";
import { Button } from "../parts/Button";
import { Rewording } from "../parts/Rewording";
import { useTexts } from "../parts/texts";
import styles from "./Conversation.module.css";

interface MessageDeedsProps {
  message: MessageDeeds_message$key;
  isOwn: boolean;
  onAnswer: () => void;
}

export function MessageDeeds({ isOwn, onAnswer, ...given }: MessageDeedsProps) {
  const { t } = useLingui();
  const [asking, setAsking] = useState<"EDIT" | "DELETE" | null>(null);
  const message = useFragment(
    graphql`
      fragment MessageDeeds_message on Message {
        id
        body
        version
        editingEndsAt
      }
    `,
    given.message,
  );
  const isEditable = useIsBefore(message.editingEndsAt);
  const deciding = { message, onClose: () => setAsking(null) };
  return (
    <p className={styles.deeds}>
      <Button look="quiet" aria-label={t`Reply: ${message.body}`} onPress={onAnswer}>
        <Trans>Reply</Trans>
      </Button>
      {isOwn && isEditable && (
        <Button look="quiet" aria-label={t`Edit: ${message.body}`} onPress={() => setAsking("EDIT")}>
          <Trans>Edit</Trans> …
        </Button>
      )}
      {isOwn && (
        <Button look="quiet" aria-label={t`Delete: ${message.body}`} onPress={() => setAsking("DELETE")}>
          <Trans>Delete</Trans> …
        </Button>
      )}
      {asking === "EDIT" && <EditDialog {...deciding} />}
      {asking === "DELETE" && <DeleteDialog {...deciding} />}
    </p>
  );
}

/** Whether it is earlier than an instant; it is not without one. */
function useIsBefore(instant: string | null | undefined): boolean {
  const end = instant ? Date.parse(instant) : 0;
  const [isBefore, setBefore] = useState(() => Date.now() < end);
  useEffect(() => {
    const left = end - Date.now();
    setBefore(left > 0);
    if (left <= 0) return;
    const timer = setTimeout(() => setBefore(false), left);
    return () => clearTimeout(timer);
  }, [end]);
  return isBefore;
}

interface DeedProps {
  message: MessageDeeds_message$data;
  onClose: () => void;
}

function EditDialog({ message, onClose }: DeedProps) {
  const { t } = useLingui();
  const { moment } = useTexts();
  const [act, isActing] = useAct<MessageDeedsEditMutation>(graphql`
    mutation MessageDeedsEditMutation($input: EditMessageInput!) {
      editMessage(input: $input) {
        __typename
        ... on Message {
          ...Message_message
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async (body: string, expectedVersion: number, idempotencyKey: string) =>
    (await act({ messageId: message.id, expectedVersion, body, idempotencyKey })).refusal;
  const { body, version, editingEndsAt } = message;
  const hint = editingEndsAt
    ? t`It can be changed until ${moment(editingEndsAt)}. Its earlier texts are kept.`
    : t`Its earlier texts are kept.`;
  return <Rewording title={t`Edit the message`} {...{ hint, body, version, isActing, send, onClose }} />;
}

function DeleteDialog({ message, onClose }: DeedProps) {
  const { t } = useLingui();
  const [act, isActing] = useAct<MessageDeedsDeleteMutation>(graphql`
    mutation MessageDeedsDeleteMutation($input: DeleteMessageInput!) {
      deleteMessage(input: $input) {
        __typename
        ... on Message {
          ...Message_message
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async (idempotencyKey: string) => (await act({ messageId: message.id, idempotencyKey })).refusal;
  return (
    <Asking
      title={t`Delete the message`}
      button={t`Delete`}
      look="danger"
      isActing={isActing}
      act={send}
      onClose={onClose}
    >
      <blockquote className={styles.body}>{message.body}</blockquote>
      <p>
        <Trans>Its text and files go for everybody. That there was a message can still be seen.</Trans>
      </p>
    </Asking>
  );
}
