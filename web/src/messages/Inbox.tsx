/** The inbox: the conversations of one's parties, and the one that is open. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useDeferredValue, useState } from "react";
import { graphql, useFragment, useLazyLoadQuery, usePaginationFragment } from "react-relay";
import { Link } from "wouter";
import type { Inbox_conversation$key } from "../__generated__/Inbox_conversation.graphql";
import type { Inbox_conversations$key } from "../__generated__/Inbox_conversations.graphql";
import type { InboxListQuery } from "../__generated__/InboxListQuery.graphql";
import type { InboxQuery } from "../__generated__/InboxQuery.graphql";
import { Waiting } from "../app/Waiting";
import { useRenewing } from "../network/news";
import { Awaited } from "../parts/Awaited";
import { Button } from "../parts/Button";
import { Failure, NothingHere, useTry } from "../parts/Failure";
import { useTexts } from "../parts/texts";
import { useTitle } from "../parts/title";
import { othersIn, useAbout } from "./about";
import { Conversation } from "./Conversation";
import styles from "./Inbox.module.css";
import { Found, SearchField } from "./Searching";
import { useWhen } from "./when";

const PAGE = 30;

export default function Inbox({ id }: { id: string | null }) {
  const { t } = useLingui();
  const [words, setWords] = useState("");
  // What was found before is shown until the answer is there.
  const sought = useDeferredValue(words.trim());
  const query = useLazyLoadQuery<InboxQuery>(
    graphql`
      query InboxQuery($count: Int!, $cursor: String) {
        viewer {
          id
        }
        ...Inbox_conversations @arguments(count: $count, cursor: $cursor)
      }
    `,
    { count: PAGE, cursor: null },
    { fetchPolicy: "store-and-network", fetchKey: useTry() },
  );
  useTitle(id === null ? t`Inbox` : null);
  if (!query.viewer) return <NothingHere />;
  return (
    <div className={styles.inbox} data-fills-window data-reading={id !== null || undefined}>
      {id === null && <h1 className="visually-hidden">{t`Inbox`}</h1>}
      <nav className={styles.list} aria-label={t`Conversations`}>
        <SearchField words={words} onChange={setWords} />
        {sought === "" ? (
          <List query={query} open={id} />
        ) : (
          <Failure place={sought}>
            <Awaited fallback={<Waiting />}>
              <Found words={sought} open={id} />
            </Awaited>
          </Failure>
        )}
      </nav>
      <section className={styles.open} aria-label={t`Conversation`}>
        {id === null ? (
          <p className={styles.none}>
            <Trans>Choose a conversation to read it.</Trans>
          </p>
        ) : (
          <Failure place={id}>
            <Awaited key={id} fallback={<Waiting />}>
              <Conversation id={id} />
            </Awaited>
          </Failure>
        )}
      </section>
    </div>
  );
}

function List({ query, open }: { query: Inbox_conversations$key; open: string | null }) {
  const { data, hasNext, loadNext, isLoadingNext, refetch } = usePaginationFragment<
    InboxListQuery,
    Inbox_conversations$key
  >(
    graphql`
      fragment Inbox_conversations on Query
      @refetchable(queryName: "InboxListQuery")
      @argumentDefinitions(count: { type: "Int" }, cursor: { type: "String" }) {
        conversations(first: $count, after: $cursor) @connection(key: "Inbox_conversations") {
          edges {
            node {
              id
              ...Inbox_conversation
            }
          }
        }
      }
    `,
    query,
  );
  const { edges } = data.conversations;
  useRenewing(refetch, data.conversations, PAGE);
  if (edges.length === 0) {
    return (
      <p className={styles.none}>
        <Trans>No conversations yet. They begin when a client writes to a bidder.</Trans>
      </p>
    );
  }
  return (
    <>
      <ul>
        {edges.map(({ node }) => (
          <Row key={node.id} conversation={node} isOpen={node.id === open} />
        ))}
      </ul>
      {hasNext && (
        <Button isPending={isLoadingNext} onPress={() => loadNext(PAGE)}>
          <Trans>Show more</Trans>
        </Button>
      )}
    </>
  );
}

function Row({ isOpen, ...given }: { conversation: Inbox_conversation$key; isOpen: boolean }) {
  const { t } = useLingui();
  const when = useWhen();
  const { list, moment } = useTexts();
  const about = useAbout();
  const conversation = useFragment(
    graphql`
      fragment Inbox_conversation on Conversation {
        id
        unreadCount
        ...about_conversation
        lastMessage {
          id
          seq
          body
          sentAt
          isDeleted
        }
      }
    `,
    given.conversation,
  );
  const { id, unreadCount, lastMessage } = conversation;
  const names = list(othersIn(conversation));
  return (
    <li>
      <Link href={`/inbox/${id}`} className={styles.row} aria-current={isOpen ? "page" : undefined}>
        <span className={styles.title}>
          <span className={styles.name} title={names}>
            {names}
          </span>
          {lastMessage && (
            <time className={styles.at} dateTime={lastMessage.sentAt} title={moment(lastMessage.sentAt)}>
              {when(lastMessage.sentAt)}
            </time>
          )}
          {unreadCount > 0 && (
            <span className={styles.unread}>
              <span className="visually-hidden">{t`unread:`}</span> {unreadCount}
            </span>
          )}
        </span>
        <span className={styles.demand} title={about(conversation)}>
          {about(conversation)}
        </span>
        {lastMessage && <span className={styles.last}>{lastMessage.isDeleted ? t`deleted` : lastMessage.body}</span>}
      </Link>
    </li>
  );
}
