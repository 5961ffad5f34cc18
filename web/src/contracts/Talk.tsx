/** The way to what both sides say about a contract: whoever takes it first opens the conversation. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useRefetchableFragment } from "react-relay";
import { useLocation } from "wouter";
import type { Talk_contract$data, Talk_contract$key } from "../__generated__/Talk_contract.graphql";
import type { TalkNewsQuery } from "../__generated__/TalkNewsQuery.graphql";
import type { TalkOpenMutation } from "../__generated__/TalkOpenMutation.graphql";
import { useAct, useKeyOfDecision } from "../network/acting";
import { useOnNews } from "../network/news";
import type { Refusal } from "../network/refusals";
import { Button, ButtonLink } from "../parts/Button";
import { Notice, RefusalNotice } from "../parts/Notice";
import { useTexts } from "../parts/texts";
import styles from "./Contract.module.css";

export function Talk(given: { contract: Talk_contract$key }) {
  const { t } = useLingui();
  const [, go] = useLocation();
  const decision = useKeyOfDecision();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [contract, refetch] = useRefetchableFragment<TalkNewsQuery, Talk_contract$key>(
    graphql`
      fragment Talk_contract on Contract @refetchable(queryName: "TalkNewsQuery") {
        id
        isConversationOpen
        conversationClosesAt
        warrantyEndsAt
        awarder {
          id
          name
          myRole
        }
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
  const { id, isConversationOpen, conversation } = contract;
  if (conversation) {
    const { unreadCount } = conversation;
    return (
      <>
        <Outlasting contract={contract} />
        <div className={styles.others}>
          <ButtonLink href={`/inbox/${conversation.id}`}>
            {unreadCount > 0 ? (
              <Plural value={unreadCount} one="Messages: # unread" other="Messages: # unread" />
            ) : (
              t`Messages`
            )}
          </ButtonLink>
        </div>
      </>
    );
  }
  if (!isConversationOpen) return <Outlasting contract={contract} />;
  const open = async () => {
    const { result, refusal: refused } = await act({ contractId: id, idempotencyKey: decision.key() });
    decision.renew(refused);
    setRefusal(refused);
    if (result?.id) go(`/inbox/${result.id}`);
  };
  return (
    <>
      <Outlasting contract={contract} />
      <div className={styles.others}>
        <Button
          look={isOver(contract) ? "plain" : "quiet"}
          isPending={isActing}
          onPress={open}
        >{t`Write to the other side`}</Button>
      </div>
      <RefusalNotice refusal={refusal} />
    </>
  );
}

/** It has ended, and duties outlast it, or did. */
function isOver({ conversationClosesAt }: Pick<Talk_contract$data, "conversationClosesAt">): boolean {
  return Boolean(conversationClosesAt);
}

/** After the end: until when there is a warranty and how a defect is reported, and until when both sides can write. */
function Outlasting({ contract }: { contract: Talk_contract$data }) {
  const { deadline, moment } = useTexts();
  const { isConversationOpen, conversationClosesAt, warrantyEndsAt, awarder } = contract;
  if (!conversationClosesAt) return null;
  if (!isConversationOpen) {
    return (
      <p className={styles.soft}>
        <Trans>Both sides could write to each other until {moment(conversationClosesAt)}.</Trans>
      </p>
    );
  }
  return (
    <Notice>
      {warrantyEndsAt && (
        <p>
          {awarder.myRole ? (
            <Trans>
              The warranty lasts until {deadline(warrantyEndsAt)} at the latest. If you find a defect, report it by
              writing to the other side.
            </Trans>
          ) : (
            <Trans>
              The warranty lasts until {deadline(warrantyEndsAt)} at the latest. {awarder.name} reports defects by
              writing to you.
            </Trans>
          )}
        </p>
      )}
      {warrantyEndsAt !== conversationClosesAt && (
        <p>
          <Trans>Both sides can write to each other until {deadline(conversationClosesAt)}.</Trans>
        </p>
      )}
    </Notice>
  );
}
