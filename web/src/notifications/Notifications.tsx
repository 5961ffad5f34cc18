/** What concerns the viewer, wherever it happened; what is shown here counts as read once it was looked at. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useEffectEvent, useState } from "react";
import { graphql, useFragment, useLazyLoadQuery, usePaginationFragment } from "react-relay";
import { Link } from "wouter";
import type { Notifications_notification$key } from "../__generated__/Notifications_notification.graphql";
import type { Notifications_viewer$key } from "../__generated__/Notifications_viewer.graphql";
import type { NotificationsListQuery } from "../__generated__/NotificationsListQuery.graphql";
import type { NotificationsQuery } from "../__generated__/NotificationsQuery.graphql";
import type { NotificationsReadMutation } from "../__generated__/NotificationsReadMutation.graphql";
import { routes } from "../app/routes";
import { keyOfTry, useAct } from "../network/acting";
import { useRenewing } from "../network/news";
import { Button } from "../parts/Button";
import { NothingHere, useTry } from "../parts/Failure";
import { Tag } from "../parts/Tag";
import { useTexts } from "../parts/texts";
import { useTitle } from "../parts/title";
import styles from "./Notifications.module.css";

const PAGE = 30;

export default function Notifications() {
  const { viewer } = useLazyLoadQuery<NotificationsQuery>(
    graphql`
      query NotificationsQuery($count: Int!, $cursor: String) {
        viewer {
          id
          ...Notifications_viewer @arguments(count: $count, cursor: $cursor)
        }
      }
    `,
    { count: PAGE, cursor: null },
    { fetchPolicy: "store-and-network", fetchKey: useTry() },
  );
  return viewer ? <List viewer={viewer} /> : <NothingHere />;
}

function List(given: { viewer: Notifications_viewer$key }) {
  const { t } = useLingui();
  useTitle(t`Notifications`);
  const { data, hasNext, loadNext, isLoadingNext, refetch } = usePaginationFragment<
    NotificationsListQuery,
    Notifications_viewer$key
  >(
    graphql`
      fragment Notifications_viewer on Viewer
      @refetchable(queryName: "NotificationsListQuery")
      @argumentDefinitions(count: { type: "Int" }, cursor: { type: "String" }) {
        unreadNotificationCount
        notifications(first: $count, after: $cursor) @connection(key: "Notifications_notifications") {
          edges {
            node {
              id
              readAt
              ...Notifications_notification
            }
          }
        }
      }
    `,
    given.viewer,
  );
  const { edges } = data.notifications;
  useRenewing(refetch, data.notifications, PAGE);
  const unread = edges.filter(({ node }) => !node.readAt).map(({ node }) => node.id);
  const news = useNewOnes(unread);
  useReading(data.unreadNotificationCount, edges[0]?.node.id ?? null, unread);
  return (
    <div className={styles.page}>
      <h1>{t`Notifications`}</h1>
      {edges.length === 0 ? (
        <p className={styles.soft}>
          <Trans>Nothing has happened yet.</Trans>
        </p>
      ) : (
        <ul className={styles.list}>
          {edges.map(({ node }) => (
            <Item key={node.id} notification={node} isNew={news.has(node.id)} />
          ))}
        </ul>
      )}
      {hasNext && (
        <Button className={styles.more ?? ""} isPending={isLoadingNext} onPress={() => loadNext(PAGE)}>
          <Trans>Show more</Trans>
        </Button>
      )}
    </div>
  );
}

/** What was unread when it came to this screen is marked for as long as the screen is open, although it is read now. */
function useNewOnes(unread: readonly string[]): ReadonlySet<string> {
  const [known, setKnown] = useState<ReadonlySet<string>>(new Set(unread));
  if (unread.some((id) => !known.has(id))) setKnown(new Set([...known, ...unread]));
  return known;
}

function Item({ isNew, ...given }: { notification: Notifications_notification$key; isNew: boolean }) {
  const { t } = useLingui();
  const { moment } = useTexts();
  const { title, body, createdAt, subject } = useFragment(
    graphql`
      fragment Notifications_notification on Notification {
        id
        title
        body
        createdAt
        subject {
          __typename
          id
        }
      }
    `,
    given.notification,
  );
  const path = subject && pathOf(subject.__typename, subject.id);
  return (
    <li className={styles.item} data-new={isNew || undefined}>
      <h2 className={styles.title}>
        {path ? (
          <Link href={path} state={path.startsWith("/open/") ? { from: routes.notifications } : null}>
            {title}
          </Link>
        ) : (
          title
        )}{" "}
        {isNew && <Tag tone="good">{t`new`}</Tag>}
      </h2>
      <p>{body}</p>
      <time dateTime={createdAt} className={styles.soft}>
        {moment(createdAt)}
      </time>
    </li>
  );
}

/** Where the thing is shown that a notification is about; what takes more than its id to know is found out there. */
function pathOf(kind: string, id: string): string {
  switch (kind) {
    case "BiddingDemand":
      return `/demands/${id}`;
    case "Conversation":
      return `/inbox/${id}`;
    case "Interview":
      return `/interviews/${id}`;
    case "Contract":
      return `/contracts/${id}`;
    case "Supplement":
      return `/contracts/supplements/${id}`;
    case "TemplateRequest":
      return `/templates/requests/${id}`;
    case "Dispute":
      return `/disputes/${id}`;
    default:
      return `/open/${id}`;
  }
}

/** Tells the server what was read: all up to the newest, of which those on the screen are noted as read here, too. */
function useReading(unread: number, newest: string | null, shown: readonly string[]): void {
  const [act] = useAct<NotificationsReadMutation>(graphql`
    mutation NotificationsReadMutation($input: MarkNotificationsReadInput!) {
      markNotificationsRead(input: $input) {
        __typename
        ... on Viewer {
          id
          unreadNotificationCount
          besidesMessages: unreadNotificationCount(without: [MESSAGE_RECEIVED])
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const read = useEffectEvent(() => {
    if (unread === 0 || newest === null) return;
    const readAt = new Date().toISOString();
    void act(
      { throughId: newest, idempotencyKey: keyOfTry() },
      {
        updater: (store) => {
          if (store.getRootField("markNotificationsRead")?.getType() !== "Viewer") return;
          for (const id of shown) store.get(id)?.setValue(readAt, "readAt");
        },
      },
    );
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another newest one is read when it comes
  useEffect(() => read(), [newest]);
}
