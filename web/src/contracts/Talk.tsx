/** The way to what both sides say about a contract: whoever takes it first opens the conversation. */
import { Plural, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useRefetchableFragment } from "react-relay";
import { useLocation } from "wouter";
import type { Talk_contract$key } from "../__generated__/Talk_contract.graphql";
import type { TalkNewsQuery } from "../__generated__/TalkNewsQuery.graphql";
import type { TalkOpenMutation } from "../__generated__/TalkOpenMutation.graphql";
import { useAct, useKeyOfDecision } from "../network/acting";
import { useOnNews } from "../network/news";
import type { Refusal } from "../network/refusals";
import { Button, ButtonLink } from "../parts/Button";
import { RefusalNotice } from "../parts/Notice";
import styles from "./Contract.module.css";

export function Talk(given: { contract: Talk_contract$key }) {
  const { t } = useLingui();
  const [, go] = useLocation();
  const decision = useKeyOfDecision();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [{ id, isConversationOpen, conversation }, refetch] = useRefetchableFragment<TalkNewsQuery, Talk_contract$key>(
    graphql`
      fragment Talk_contract on Contract @refetchable(queryName: "TalkNewsQuery") {
        id
        isConversationOpen
        conversation {
          id
          unreadCount
        }
      }
    `,
    given.contract,
  );
  useOnNews(() => {
    refetch({}, { fetchPolicy: "network-only" });
  });
  const [act, isActing] = useAct<TalkOpenMutation>(graphql`
    mutation TalkOpenMutation($input: OpenConversationInput!) {
      openConversation(input: $input) {
        __typename
        ... on Conversation {
          id
          contract {
            ...Talk_contract
          }
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  if (conversation) {
    const { unreadCount } = conversation;
    return (
      <div className={styles.others}>
        <ButtonLink href={`/inbox/${conversation.id}`}>
          {unreadCount > 0 ? (
            <Plural value={unreadCount} one="Messages: # unread" other="Messages: # unread" />
          ) : (
            t`Messages`
          )}
        </ButtonLink>
      </div>
    );
  }
  if (!isConversationOpen) return null;
  const open = async () => {
    const { result, refusal: refused } = await act({ contractId: id, idempotencyKey: decision.key() });
    decision.renew(refused);
    setRefusal(refused);
    if (result?.id) go(`/inbox/${result.id}`);
  };
  return (
    <>
      <div className={styles.others}>
        <Button look="quiet" isPending={isActing} onPress={open}>{t`Write to the other side`}</Button>
      </div>
      <RefusalNotice refusal={refusal} />
    </>
  );
}
