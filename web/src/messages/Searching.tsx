/** Searching all conversations of the viewer. */
import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment, useLazyLoadQuery, usePaginationFragment } from "react-relay";
import { Link } from "wouter";
import type { Searching_message$key } from "../__generated__/Searching_message.graphql";
import type { Searching_messages$key } from "../__generated__/Searching_messages.graphql";
import type { SearchingListQuery } from "../__generated__/SearchingListQuery.graphql";
import type { SearchingQuery } from "../__generated__/SearchingQuery.graphql";
import { Button } from "../parts/Button";
import { useTry } from "../parts/Failure";
import { Field } from "../parts/Field";
import { useTexts } from "../parts/texts";
import styles from "./Inbox.module.css";

export function SearchField({ words, onChange }: { words: string; onChange: (words: string) => void }) {
  const { t } = useLingui();
  return (
    <Field type="search" className={styles.search ?? ""} label={t`Search messages`} value={words} onChange={onChange} />
  );
}

export function Found({ words, open }: { words: string; open: string | null }) {
  const query = useLazyLoadQuery<SearchingQuery>(
    graphql`
      query SearchingQuery($text: String!, $count: Int!, $cursor: String) {
        ...Searching_messages @arguments(text: $text, count: $count, cursor: $cursor)
      }
    `,
    { text: words, count: 20, cursor: null },
    { fetchPolicy: "store-and-network", fetchKey: useTry() },
  );
  const { data, hasNext, loadNext, isLoadingNext } = usePaginationFragment<SearchingListQuery, Searching_messages$key>(
    graphql`
      fragment Searching_messages on Query
      @refetchable(queryName: "SearchingListQuery")
      @argumentDefinitions(text: { type: "String!" }, count: { type: "Int" }, cursor: { type: "String" }) {
        searchMessages(text: $text, first: $count, after: $cursor) @connection(key: "Searching_searchMessages") {
          edges {
            node {
              id
              ...Searching_message
            }
          }
        }
      }
    `,
    query,
  );
  const { edges } = data.searchMessages;
  if (edges.length === 0) {
    return (
      <p className={styles.none} role="status">
        <Trans>No message matches.</Trans>
      </p>
    );
  }
  return (
    <>
      <ul>
        {edges.map(({ node }) => (
          <Row key={node.id} message={node} open={open} />
        ))}
      </ul>
      {hasNext && (
        <Button isPending={isLoadingNext} onPress={() => loadNext(20)}>
          <Trans>Show more</Trans>
        </Button>
      )}
    </>
  );
}

function Row({ open, ...given }: { message: Searching_message$key; open: string | null }) {
  const { moment } = useTexts();
  const { body, sentAt, sender, conversation } = useFragment(
    graphql`
      fragment Searching_message on Message {
        id
        body
        sentAt
        sender {
          id
          name
        }
        conversation {
          id
          demand {
            id
            title
          }
        }
      }
    `,
    given.message,
  );
  return (
    <li>
      <Link
        href={`/inbox/${conversation.id}`}
        className={styles.row}
        aria-current={conversation.id === open ? "page" : undefined}
      >
        <span className={styles.title}>
          <span>{sender.name}</span>
        </span>
        <span className={styles.demand}>
          {conversation.demand.title} · {moment(sentAt)}
        </span>
        <span className={styles.found}>{body}</span>
      </Link>
    </li>
  );
}
