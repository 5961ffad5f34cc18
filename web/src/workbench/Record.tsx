/** The selection record of a demand: what was decided, the newest first, and whether anybody has touched it. */
import { Trans, useLingui } from "@lingui/react/macro";
import { startTransition, useCallback, useState } from "react";
import { graphql, useFragment, useLazyLoadQuery, usePaginationFragment } from "react-relay";
import { ConnectionHandler, type RecordSourceSelectorProxy } from "relay-runtime";
import { Link, useLocation, useSearch } from "wouter";
import type { Record_entry$key } from "../__generated__/Record_entry.graphql";
import type { Record_workbench$key } from "../__generated__/Record_workbench.graphql";
import type { RecordCheckQuery } from "../__generated__/RecordCheckQuery.graphql";
import type { RecordFollowSubscription } from "../__generated__/RecordFollowSubscription.graphql";
import type { RecordPageQuery } from "../__generated__/RecordPageQuery.graphql";
import type { RecordQuery } from "../__generated__/RecordQuery.graphql";
import { useFollowing } from "../network/following";
import { readNow } from "../network/readings";
import { Button } from "../parts/Button";
import { NothingHere, useTry } from "../parts/Failure";
import { reasonOf } from "../parts/reasons";
import { useTexts } from "../parts/texts";
import { useTitle } from "../parts/title";
import { actIn } from "./acts";
import { Broken, Verdict } from "./Checking";
import styles from "./Record.module.css";
import { type Checking, pageIn, type Read, useChecking } from "./useChecking";

const CONNECTION = "Record_record";
const PAGE = 50;

export default function RecordPage({ id }: { id: string }) {
  const { t } = useLingui();
  const [synced, setSynced] = useState(0);
  const candidateId = new URLSearchParams(useSearch()).get("of");
  const { demand } = useLazyLoadQuery<RecordQuery>(
    graphql`
      query RecordQuery($id: ID!, $candidateId: ID, $count: Int!) {
        demand(id: $id) {
          __typename
          id
          title
          ... on BiddingDemand {
            workbench {
              id
              cursor
              ...Record_workbench @arguments(candidateId: $candidateId, count: $count)
            }
          }
        }
      }
    `,
    { id, candidateId, count: PAGE },
    { fetchPolicy: "network-only", fetchKey: `${useTry()}.${synced}` },
  );
  useTitle(demand?.__typename === "BiddingDemand" ? t`Selection record of ${demand.title}` : null);
  if (demand?.__typename !== "BiddingDemand" || !demand.workbench) return <NothingHere />;
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>
        <Trans>
          Selection record of <Link href={`/demands/${id}/workbench`}>{demand.title}</Link>
        </Trans>
      </h1>
      <Entries
        demandId={id}
        workbench={demand.workbench}
        cursor={demand.workbench.cursor}
        candidateId={candidateId}
        onResync={() => startTransition(() => setSynced((count) => count + 1))}
      />
    </div>
  );
}

interface EntriesProps {
  demandId: string;
  workbench: Record_workbench$key;
  cursor: string;
  candidateId: string | null;
  onResync: () => void;
}

function Entries({ demandId, workbench, cursor, candidateId, onResync }: EntriesProps) {
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<RecordPageQuery, Record_workbench$key>(
    graphql`
      fragment Record_workbench on Workbench
      @refetchable(queryName: "RecordPageQuery")
      @argumentDefinitions(count: { type: "Int" }, cursor: { type: "String" }, candidateId: { type: "ID" }) {
        id
        record(order: NEWEST, candidateId: $candidateId, first: $count, after: $cursor)
          @connection(key: "Record_record", filters: ["candidateId"]) {
          edges {
            node {
              seq
              candidate {
                id
                applicant {
                  id
                  party {
                    id
                    name
                  }
                }
              }
              ...Record_entry
            }
          }
        }
      }
    `,
    workbench,
  );
  const read = useReadingEntries(demandId);
  const checking = useChecking(demandId, read);
  useFollowing<RecordFollowSubscription>(
    graphql`
      subscription RecordFollowSubscription($demandId: ID!, $after: String) {
        workbench(demandId: $demandId, after: $after) {
          cursor
          event {
            __typename
            ... on RecordEntryAdded {
              entry {
                seq
                candidate {
                  id
                  applicant {
                    id
                    party {
                      id
                      name
                    }
                  }
                }
                ...Record_entry
              }
            }
            ... on ResyncRequired {
              code
            }
          }
        }
      }
    `,
    { demandId, after: cursor },
    {
      updater: (store) => add(store, data.id, candidateId),
      onEvent: ({ workbench: { event } }) => {
        if (event.__typename === "ResyncRequired") onResync();
        if (event.__typename === "RecordEntryAdded") checking.goOn();
      },
      onEnd: onResync,
    },
  );
  const entries = data.record.edges.map(({ node }) => node);
  return (
    <>
      <Verdict checking={checking} />
      <Filter demandId={demandId} entries={entries} chosen={candidateId} />
      <ol className={styles.entries} reversed>
        {entries.map((entry) => (
          <EntryRow key={entry.seq} entry={entry} checking={checking} />
        ))}
      </ol>
      {entries.length === 0 && (
        <p>
          <Trans>There are no entries.</Trans>
        </p>
      )}
      {hasNext && (
        <Button onPress={() => loadNext(PAGE)} isPending={isLoadingNext}>
          <Trans>Show earlier ones</Trans>
        </Button>
      )}
    </>
  );
}

function useReadingEntries(demandId: string): Read {
  return useCallback(
    async (environment, page) => {
      const answer = await readNow<RecordCheckQuery>(
        environment,
        graphql`
          query RecordCheckQuery($demandId: ID!, $first: Int!, $after: String) {
            demand(id: $demandId) {
              id
              ... on BiddingDemand {
                workbench {
                  id
                  recordLength
                  recordDigest
                  checked: record(first: $first, after: $after) {
                    edges {
                      node {
                        seq
                        canonical
                        digest
                        texts {
                          name
                          digest
                          salt
                          text
                        }
                      }
                    }
                    pageInfo {
                      hasNextPage
                      endCursor
                    }
                  }
                }
              }
            }
          }
        `,
        { demandId, ...page },
      );
      return pageIn(answer.demand?.workbench);
    },
    [demandId],
  );
}

/** Puts an entry before the others, if it concerns what is shown. */
function add(
  store: RecordSourceSelectorProxy<RecordFollowSubscription["response"]>,
  workbenchId: string,
  candidateId: string | null,
): void {
  const entry = store.getRootField("workbench")?.getLinkedRecord("event")?.getLinkedRecord("entry");
  const workbench = store.get(workbenchId);
  const connection = workbench && ConnectionHandler.getConnection(workbench, CONNECTION, { candidateId });
  if (!entry || !connection) return;
  if (candidateId && entry.getLinkedRecord("candidate")?.getDataID() !== candidateId) return;
  const seq = entry.getValue("seq");
  const edges = connection.getLinkedRecords("edges") ?? [];
  if (edges.some((edge) => edge.getLinkedRecord("node")?.getValue("seq") === seq)) return;
  // An entry has no id: the next event would be written over this one.
  const own = store.create(`client:entry:${workbenchId}:${seq}`, "SelectionEntry");
  own.copyFieldsFrom(entry);
  const edge = store.create(`client:entry-edge:${workbenchId}:${seq}`, "SelectionEntryEdge");
  edge.setLinkedRecord(own, "node");
  ConnectionHandler.insertEdgeBefore(connection, edge);
}

interface FilterProps {
  demandId: string;
  entries: readonly { readonly candidate: Named | null | undefined }[];
  chosen: string | null;
}

interface Named {
  readonly id: string;
  readonly applicant: { readonly party: { readonly name: string } };
}

function Filter({ demandId, entries, chosen }: FilterProps) {
  const { t } = useLingui();
  const [, go] = useLocation();
  const names = new Map<string, string>();
  for (const { candidate } of entries) if (candidate) names.set(candidate.id, candidate.applicant.party.name);
  // Whoever was seen once can still be chosen while another one is.
  const [known, setKnown] = useState(names);
  if ([...names.keys()].some((id) => !known.has(id))) setKnown(new Map([...known, ...names]));
  return (
    <label className={styles.filter}>
      <Trans>Only what concerns</Trans>
      <select
        value={chosen ?? ""}
        onChange={({ target: { value } }) =>
          go(`/demands/${demandId}/workbench/record${value && `?of=${value}`}`, { replace: true })
        }
      >
        <option value="">{t`everybody`}</option>
        {[...known].map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
        {chosen && !known.has(chosen) && <option value={chosen}>{t`one bidder`}</option>}
      </select>
    </label>
  );
}

function EntryRow({ entry, checking }: { entry: Record_entry$key; checking: Checking }) {
  const { t, i18n } = useLingui();
  const writing = useTexts();
  const { moment } = writing;
  const { seq, action, actor, candidate, reason, occurredAt, canonical, digest, texts } = useFragment(
    graphql`
      fragment Record_entry on SelectionEntry {
        seq
        action
        reason
        occurredAt
        canonical
        digest
        texts {
          name
          text
        }
        actor {
          id
          name
        }
        candidate {
          id
          applicant {
            id
            party {
              id
              name
            }
          }
        }
      }
    `,
    entry,
  );
  const broken = checking.broken?.seq === seq ? checking.broken : null;
  const why = reasonOf(i18n, moment, { reason, texts });
  const act = actIn(i18n, writing, { action, canonical });
  const others = texts.filter(({ name, text }) => name !== "reason" && text);
  return (
    <li className={styles.entry} data-broken={broken !== null || undefined} value={seq}>
      <p className={styles.line}>
        <span className={styles.seq}>{seq}</span>
        <strong>{act.name}</strong>
        {candidate && <span>{candidate.applicant.party.name}</span>}
        <span className={styles.by}>
          {[!why?.isPlatforms && actor?.name, moment(occurredAt)].filter(Boolean).join(" · ")}
        </span>
      </p>
      {act.said.length > 0 && <p className={styles.said}>{act.said.join(" ")}</p>}
      {why && !(act.saysCause && why.isPlatforms) && <p className={styles.reason}>{why.text}</p>}
      {others.map(({ name, text }) => (
        <p key={name} className={styles.reason}>
          {name === "justification" ? t`Justification: ${text}` : text}
        </p>
      ))}
      {broken && <Broken broken={broken} />}
      <details className={styles.details}>
        <summary>
          <Trans>For checking: the entry as data, and its fingerprint</Trans>
        </summary>
        <code>{canonical}</code>
        <code>{digest}</code>
      </details>
    </li>
  );
}
