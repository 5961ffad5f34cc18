/** Sends what is in the outbox, one message after the other, on whatever page its user is. */
import { useEffect, useEffectEvent, useRef } from "react";
import { graphql } from "react-relay";
import type { SendingMutation } from "../__generated__/SendingMutation.graphql";
import { useAct } from "../network/acting";
import { append } from "./messagesInStore";
import { drop, settle, type Unsent, useOutbox } from "./outbox";

export default function Sending() {
  const next = useOutbox().find(({ refusal }) => refusal === null);
  const underWay = useRef<string | null>(null);
  const [act] = useAct<SendingMutation>(graphql`
    mutation SendingMutation($input: SendMessageInput!) {
      sendMessage(input: $input) {
        __typename
        ... on Message {
          id
          seq
          clientMessageId
          ...Message_message
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = useEffectEvent(async ({ id, conversationId, body, replyTo, attachmentIds }: Unsent) => {
    if (underWay.current === id) return;
    underWay.current = id;
    const { refusal } = await act(
      {
        conversationId,
        clientMessageId: id,
        body,
        replyToId: replyTo?.id ?? null,
        attachmentIds,
        idempotencyKey: id,
      },
      {
        waits: true,
        updater: (store) => {
          const message = store.getRootField("sendMessage");
          if (message?.getType() === "Message") append(store, conversationId, message);
        },
      },
    );
    underWay.current = null;
    // Whoever has signed out meanwhile has taken the message along.
    if (refusal?.code === "UNREACHABLE" || refusal?.code === "UNAUTHENTICATED") return;
    if (refusal) settle(id, refusal);
    else drop(id);
  });
  const id = next?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each message is sent when it is the next
  useEffect(() => {
    if (next) void send(next);
  }, [id]);
  return null;
}
