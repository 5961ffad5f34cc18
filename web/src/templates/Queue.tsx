/** What waits for the staff: taken for some hours or given to somebody, worked on elsewhere, and put back. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { startTransition, useState } from "react";
import { graphql, useLazyLoadQuery } from "react-relay";
import { Link } from "wouter";
import type { QueueAssignMutation } from "../__generated__/QueueAssignMutation.graphql";
import type { QueueClaimMutation } from "../__generated__/QueueClaimMutation.graphql";
import type { QueueLiveSubscription } from "../__generated__/QueueLiveSubscription.graphql";
import type { QueueQuery } from "../__generated__/QueueQuery.graphql";
import type { QueueReleaseMutation } from "../__generated__/QueueReleaseMutation.graphql";
import { keyOfTry, useAct } from "../network/acting";
import { useFollowing } from "../network/following";
import type { Refusal } from "../network/refusals";
import { Assigning } from "../parts/Assigning";
import { Awaited } from "../parts/Awaited";
import { Button } from "../parts/Button";
import { nameOf } from "../parts/enums";
import { useTry } from "../parts/Failure";
import { RefusalNotice } from "../parts/Notice";
import { Tag } from "../parts/Tag";
import { useTexts } from "../parts/texts";
import styles from "../staff/Staff.module.css";
import { workKinds } from "./names";

type Item = QueueQuery["response"]["workItems"]["edges"][number]["node"];

export default function Queue() {
  const { t } = useLingui();
  const [news, setNews] = useState(0);
  const { workItems } = useLazyLoadQuery<QueueQuery>(
    graphql`
      query QueueQuery {
        workItems(first: 100) {
          cursor
          totalCount
          edges {
            node {
              id
              kind
              title
              state
              version
              openedAt
              dueAt
              isOverdue
              priority
              assignee {
                id
                name
              }
              claimedUntil
              subject {
                __typename
                id
              }
              actions
            }
          }
        }
      }
    `,
    {},
    { fetchPolicy: "store-and-network", fetchKey: `${useTry()} ${news}` },
  );
  useFollowing<QueueLiveSubscription>(
    graphql`
      subscription QueueLiveSubscription($after: String) {
        workItems(after: $after) {
          cursor
        }
      }
    `,
    { after: workItems.cursor },
    { onEvent: () => startTransition(() => setNews((count) => count + 1)) },
  );
  return (
    <section className={styles.section}>
      <h2>{t`Work that waits`}</h2>
      <p className={styles.soft}>
        <Plural value={workItems.totalCount} _0="No template, scan or dispute waits." one="# item" other="# items" />
      </p>
      <ul className={styles.list}>
        {workItems.edges.map(({ node }) => (
          <Row key={node.id} item={node} />
        ))}
      </ul>
    </section>
  );
}

function Row({ item }: { item: Item }) {
  const { t, i18n } = useLingui();
  const { deadline, moment } = useTexts();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isAssigning, setAssigning] = useState(false);
  const [assign, isSending] = useAct<QueueAssignMutation>(graphql`
    mutation QueueAssignMutation($input: AssignWorkItemInput!) {
      assignWorkItem(input: $input) {
        __typename
        ... on WorkItem {
          id
          title
          state
          version
          claimedUntil
          actions
          assignee {
            id
            name
          }
          subject {
            __typename
            id
          }
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const [claim, isClaiming] = useAct<QueueClaimMutation>(graphql`
    mutation QueueClaimMutation($input: ClaimWorkItemInput!) {
      claimWorkItem(input: $input) {
        __typename
        ... on WorkItem {
          id
          title
          state
          version
          claimedUntil
          actions
          assignee {
            id
            name
          }
          subject {
            __typename
            id
          }
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const [release, isReleasing] = useAct<QueueReleaseMutation>(graphql`
    mutation QueueReleaseMutation($input: ReleaseWorkItemInput!) {
      releaseWorkItem(input: $input) {
        __typename
        ... on WorkItem {
          id
          title
          state
          version
          claimedUntil
          actions
          assignee {
            id
            name
          }
          subject {
            __typename
            id
          }
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const { id, kind, title, version, openedAt, dueAt, isOverdue, priority, assignee, claimedUntil, subject, actions } =
    item;
  const what = nameOf(i18n, workKinds, kind);
  const name = title ?? what;
  const path = subject ? pathTo(subject) : null;
  const can = (action: string) => (actions as readonly string[]).includes(action);
  const take = async () =>
    setRefusal((await claim({ workItemId: id, expectedVersion: version, idempotencyKey: keyOfTry() })).refusal);
  const putBack = async () => setRefusal((await release({ workItemId: id, idempotencyKey: keyOfTry() })).refusal);
  return (
    <li className={styles.item}>
      <p className={styles.what}>
        {path ? <Link href={path}>{name}</Link> : name}
        <span className={styles.soft}>
          {title !== null && <>{what} · </>}
          <Trans>priority {priority}</Trans>
          {" · "}
          <Trans>since {moment(openedAt)}</Trans>
          {dueAt && (
            <>
              {" · "}
              <Trans>due {deadline(dueAt)}</Trans>
            </>
          )}
        </span>
        {assignee && (
          <span className={styles.soft}>
            {claimedUntil ? (
              <Trans>
                {assignee.name}, until {deadline(claimedUntil)}
              </Trans>
            ) : (
              assignee.name
            )}
          </span>
        )}
      </p>
      {isOverdue && <Tag tone="bad">{t`overdue`}</Tag>}
      {can("CLAIM") && (
        <Button isPending={isClaiming} onPress={take} aria-label={t`Take it: ${name}`}>
          <Trans>Take it</Trans>
        </Button>
      )}
      {can("RELEASE") && (
        <Button look="quiet" isPending={isReleasing} onPress={putBack} aria-label={t`Put it back: ${name}`}>
          <Trans>Put it back</Trans>
        </Button>
      )}
      {can("ASSIGN") && (
        <Button look="quiet" onPress={() => setAssigning(true)} aria-label={t`Assign: ${name}`}>
          <Trans>Assign</Trans> …
        </Button>
      )}
      <RefusalNotice refusal={refusal} />
      {isAssigning && (
        <Awaited>
          <Assigning
            title={t`Assign: ${name}`}
            among={kind === "DISPUTE" ? "MEDIATOR" : "PROFESSIONAL"}
            holder={assignee?.id}
            countsWork
            isActing={isSending}
            send={async ({ id: userId }, idempotencyKey) =>
              (await assign({ workItemId: id, userId, expectedVersion: version, idempotencyKey })).refusal
            }
            onClose={() => setAssigning(false)}
          />
        </Awaited>
      )}
    </li>
  );
}

/** Where somebody works on a subject; null if there is no such screen. */
function pathTo({ __typename, id }: NonNullable<Item["subject"]>): string | null {
  if (__typename === "Contract") return `/contracts/${id}`;
  if (__typename === "Supplement") return `/contracts/supplements/${id}`;
  if (__typename === "Dispute") return `/disputes/${id}`;
  return __typename === "TemplateRequest" ? `/templates/requests/${id}` : null;
}
