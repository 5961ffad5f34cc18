/** One conversation: its messages as they come, and writing one. */
import { Trans, useLingui } from "@lingui/react/macro";
import { startTransition, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from "react";
import { graphql, useLazyLoadQuery, usePaginationFragment } from "react-relay";
import type { RecordSourceSelectorProxy } from "relay-runtime";
import { useHistoryState } from "wouter/use-browser-location";
import type { Conversation_messages$key } from "../__generated__/Conversation_messages.graphql";
import type { ConversationFollowSubscription } from "../__generated__/ConversationFollowSubscription.graphql";
import type { ConversationOlderQuery } from "../__generated__/ConversationOlderQuery.graphql";
import type { ConversationQuery } from "../__generated__/ConversationQuery.graphql";
import type { ConversationReadMutation } from "../__generated__/ConversationReadMutation.graphql";
import { keyOfTry, useAct } from "../network/acting";
import { useFollowing } from "../network/following";
import { Button } from "../parts/Button";
import { NothingHere, useTry } from "../parts/Failure";
import { useTexts } from "../parts/texts";
import { useTitle } from "../parts/title";
import { othersIn, useAbout } from "./about";
import { type Answered, useWayTo } from "./answering";
import { Closed } from "./Closed";
import styles from "./Conversation.module.css";
import { Message } from "./Message";
import { append } from "./messagesInStore";
import { People } from "./People";
import { moveMark, useReaders } from "./reading";
import { Ways } from "./Ways";
import { Writing } from "./Writing";

interface ConversationProps {
  id: string;
  /** It is beside something that says whose it is. */
  isBeside?: boolean;
}

export function Conversation({ id, isBeside = false }: ConversationProps) {
  const [synced, setSynced] = useState(0);
  const { viewer, conversation } = useLazyLoadQuery<ConversationQuery>(
    graphql`
      query ConversationQuery($id: ID!, $count: Int!, $cursor: String) {
        viewer {
          id
          user {
            id
          }
        }
        conversation(id: $id) {
          id
          ...Conversation_messages @arguments(count: $count, cursor: $cursor)
        }
      }
    `,
    { id, count: 50, cursor: null },
    { fetchPolicy: "network-only", fetchKey: `${useTry()}.${synced}` },
  );
  if (!viewer || !conversation) return <NothingHere />;
  // What is shown stays until all has been read again, and what is typed stays, too.
  const resync = () => startTransition(() => setSynced((count) => count + 1));
  return (
    <Opened conversation={conversation} me={viewer.user.id} synced={synced} isBeside={isBeside} onResync={resync} />
  );
}

interface OpenedProps {
  conversation: Conversation_messages$key;
  me: string;
  /** How often all was read again. */
  synced: number;
  isBeside: boolean;
  onResync: () => void;
}

function Opened({ conversation, me, synced, isBeside, onResync }: OpenedProps) {
  const { t } = useLingui();
  const { list, deadline } = useTexts();
  const { data, hasPrevious, loadPrevious, isLoadingPrevious } = usePaginationFragment<
    ConversationOlderQuery,
    Conversation_messages$key
  >(
    graphql`
      fragment Conversation_messages on Conversation
      @refetchable(queryName: "ConversationOlderQuery")
      @argumentDefinitions(count: { type: "Int" }, cursor: { type: "String" }) {
        id
        cursor
        actions
        readThrough
        contract {
          conversationClosesAt
        }
        ...about_conversation
        ...Ways_conversation
        ...Closed_conversation
        ...People_conversation
        ...reading_conversation
        messages(last: $count, before: $cursor) @connection(key: "Conversation_messages", filters: []) {
          edges {
            node {
              id
              seq
              clientMessageId
              sender {
                id
              }
              ...Message_message
            }
          }
        }
      }
    `,
    conversation,
  );
  const about = useAbout();
  const title = `${list(othersIn(data))} · ${about(data)}`;
  useTitle(isBeside ? null : title);
  const messages = data.messages.edges.map(({ node }) => node);
  const closesAt = data.contract?.conversationClosesAt;
  const mayWrite = data.actions.includes("SEND");
  const readers = useReaders(data, messages, me);
  const isToWrite = useIsToWrite();
  const typing = useConversationFeed(data.id, data.cursor, synced, onResync);
  useReading(data.id, data.readThrough, messages.at(-1)?.seq ?? 0);
  const [answered, setAnswered] = useState<Answered | null>(null);
  const goTo = useWayTo(messages[0]?.seq, hasPrevious, isLoadingPrevious, loadPrevious);
  const end = useKeepingToTheEnd(messages.at(-1)?.id);
  return (
    <div className={styles.conversation} data-beside={isBeside || undefined}>
      <header className={isBeside ? "visually-hidden" : styles.head}>
        <Ways conversation={data} />
        <h1 className={styles.title}>{title}</h1>
        {!isBeside && <People conversation={data} me={me} />}
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard */}
      <div className={styles.messages} role="log" aria-label={t`Messages`} tabIndex={0} ref={end}>
        {hasPrevious && (
          <Button className={styles.older ?? ""} isPending={isLoadingPrevious} onPress={() => loadPrevious(50)}>
            <Trans>Show older ones</Trans>
          </Button>
        )}
        <ol>
          {messages.map((message) => (
            <Message
              key={message.id}
              message={message}
              readers={readers.get(message.seq) ?? NOBODY}
              isOwn={message.sender.id === me}
              mayWrite={mayWrite}
              onAnswer={setAnswered}
              goTo={goTo}
            />
          ))}
        </ol>
        <p className={styles.typing} role="status">
          {typing.length > 0 && <Trans>Typing: {list(typing)}</Trans>}
        </p>
      </div>
      {mayWrite && closesAt && (
        <p className={styles.closed}>
          <Trans>The contract has ended. Both sides can write here until {deadline(closesAt)}.</Trans>
        </p>
      )}
      {mayWrite ? (
        <Writing
          key={data.id}
          conversationId={data.id}
          me={me}
          sent={new Set(messages.map(({ clientMessageId }) => clientMessageId))}
          isFocused={isToWrite && !isBeside}
          answered={answered}
          onAnswered={() => setAnswered(null)}
        />
      ) : (
        <Closed conversation={data} />
      )}
    </div>
  );
}

const NOBODY: readonly string[] = [];

/** Whether somebody has come here to write. */
function useIsToWrite(): boolean {
  const state: unknown = useHistoryState();
  return ((state ?? {}) as { isToWrite?: unknown }).isToWrite === true;
}

/** Follows the conversation; returns who writes at the moment. */
function useConversationFeed(id: string, cursor: string, synced: number, onResync: () => void): string[] {
  const [from, setFrom] = useState({ synced, cursor });
  if (from.synced !== synced) setFrom({ synced, cursor });
  const [typing, setTyping] = useState<{ name: string; until: number }[]>([]);
  useFollowing<ConversationFollowSubscription>(
    graphql`
      subscription ConversationFollowSubscription($id: ID!, $after: String) {
        conversation(id: $id, after: $after) {
          cursor
          event {
            __typename
            ... on MessageSent {
              message {
                id
                seq
                clientMessageId
                sender {
                  name
                }
                ...Message_message
              }
            }
            ... on MessageEdited {
              message {
                ...Message_message
              }
            }
            ... on MessageDeleted {
              message {
                ...Message_message
              }
            }
            ... on ReadMoved {
              user {
                id
              }
              through
            }
            ... on GuestsChanged {
              conversation {
                participants {
                  user {
                    id
                    name
                  }
                  party {
                    id
                    name
                  }
                  readThrough
                }
              }
            }
            ... on TypingShown {
              user {
                id
                name
              }
              until
            }
          }
        }
      }
    `,
    { id, after: from.cursor },
    {
      updater: (store) => take(store, id),
      onEvent: ({ conversation: { event } }) => {
        if (event.__typename === "TypingShown") {
          const { name } = event.user;
          setTyping((before) => [
            ...before.filter((each) => each.name !== name),
            { name, until: Date.parse(event.until) },
          ]);
        }
        if (event.__typename === "MessageSent") {
          const { name } = event.message.sender;
          setTyping((before) => before.filter((each) => each.name !== name));
        }
        if ((event.__typename as string) === "ResyncRequired") onResync();
      },
      onEnd: onResync,
    },
  );
  useEffect(() => {
    if (typing.length === 0) return;
    const soonest = Math.min(...typing.map(({ until }) => until)) - Date.now();
    const timer = setTimeout(
      () => setTyping((before) => before.filter(({ until }) => until > Date.now())),
      Math.max(soonest, 0) + 50,
    );
    return () => clearTimeout(timer);
  }, [typing]);
  return typing.map(({ name }) => name);
}

/** Writes an event into the store, beyond the things that it names. */
function take(store: RecordSourceSelectorProxy<ConversationFollowSubscription["response"]>, id: string): void {
  const event = store.getRootField("conversation")?.getLinkedRecord("event");
  if (event?.getType() === "MessageSent") append(store, id, event.getLinkedRecord("message"));
  if (event?.getType() === "ReadMoved") {
    moveMark(store, id, event.getLinkedRecord("user")?.getDataID(), Number(event.getValue("through")));
  }
}

/** Marks as read what is on the screen of somebody who looks at it. */
function useReading(conversationId: string, readThrough: number, last: number): void {
  const [act] = useAct<ConversationReadMutation>(graphql`
    mutation ConversationReadMutation($input: MarkReadInput!) {
      markRead(input: $input) {
        __typename
        ... on Conversation {
          id
          unreadCount
          readThrough
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const read = useEffectEvent(() => {
    if (document.visibilityState === "visible" && last > readThrough) {
      void act({ conversationId, through: last, idempotencyKey: keyOfTry() });
    }
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another last message is read when it comes
  useEffect(() => {
    read();
    const listener = () => read();
    document.addEventListener("visibilitychange", listener);
    return () => document.removeEventListener("visibilitychange", listener);
  }, [last]);
}

/** Stays at the newest message, unless somebody reads older ones. */
function useKeepingToTheEnd(newest: string | undefined) {
  const ref = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  useEffect(() => {
    const element = ref.current;
    const listener = () => {
      if (element) isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 40;
    };
    element?.addEventListener("scroll", listener, { passive: true });
    return () => element?.removeEventListener("scroll", listener);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it moves when another message is the newest
  useLayoutEffect(() => {
    if (isAtEnd.current) ref.current?.scrollTo({ top: ref.current.scrollHeight });
  }, [newest]);
  return ref;
}
