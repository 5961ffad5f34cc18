/** The candidates of a workbench: all of them are loaded, and what comes later waits until the reader takes it in. */
import { useCallback, useEffect, useEffectEvent, useMemo, useState } from "react";
import { graphql, useFragment, useRelayEnvironment } from "react-relay";
import { ConnectionHandler, commitLocalUpdate, type Environment, type RecordSourceProxy } from "relay-runtime";
import type {
  candidates_workbench$data,
  candidates_workbench$key,
} from "../__generated__/candidates_workbench.graphql";
import nextPage, { type candidatesPageQuery } from "../__generated__/candidatesPageQuery.graphql";
import type { candidatesRevisedQuery } from "../__generated__/candidatesRevisedQuery.graphql";
import { readNow } from "../network/readings";

const CONNECTION = "candidates_candidates";
/** The largest page that the server gives. */
const PAGE = 200;

export type Candidate = candidates_workbench$data["candidates"]["edges"][number]["node"];

export function useCandidates(workbench: candidates_workbench$key) {
  const data = useFragment(
    graphql`
      fragment candidates_workbench on Workbench
      @refetchable(queryName: "candidatesPageQuery")
      @argumentDefinitions(count: { type: "Int" }, cursor: { type: "String" }) {
        id
        candidates(order: MERIT, first: $count, after: $cursor) @connection(key: "candidates_candidates", filters: []) {
          edges {
            node {
              id
              waiting
              knownBidId
              standing
              alternativeRank
              isUnread
              arrivedAt
              version
              actions
              score {
                points
                rank
              }
              applicant {
                id
                state
                party {
                  id
                  name
                  skills
                }
                bid {
                  id
                  number
                  price {
                    amount
                    currency
                  }
                }
              }
              ...GridRow_candidate
              ...trying_candidate
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    `,
    workbench,
  );
  const { edges, pageInfo } = data.candidates;
  const { hasFailed, retry } = useLoadingOn(data.id, pageInfo.hasNextPage);
  return {
    candidates: useMemo(() => edges.map(({ node }) => node), [edges]),
    isLoading: pageInfo.hasNextPage,
    hasFailed,
    retry,
  };
}

/** Loads all that follow: each page is asked for as soon as the one before has come, whatever of that is drawn. */
function useLoadingOn(workbenchId: string, hasNext: boolean) {
  const environment = useRelayEnvironment();
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    if (!hasNext || hasFailed) return;
    let isOver = false;
    const load = async () => {
      for (let cursor = endOf(environment, workbenchId); cursor && !isOver; cursor = endOf(environment, workbenchId)) {
        const variables = { id: workbenchId, count: PAGE, cursor };
        await readNow<candidatesPageQuery>(environment, nextPage, variables);
      }
    };
    load().catch(() => setFailed(true));
    return () => {
      isOver = true;
    };
  }, [environment, workbenchId, hasNext, hasFailed]);
  return { hasFailed, retry: useCallback(() => setFailed(false), []) };
}

/** The cursor behind which the list goes on; null if it does not. */
function endOf(environment: Environment, workbenchId: string): string | null {
  const source = environment.getStore().getSource();
  const pageInfo = source.get(`${ConnectionHandler.getConnectionID(workbenchId, CONNECTION)}:pageInfo`);
  return pageInfo?.hasNextPage ? String(pageInfo.endCursor) : null;
}

/** Adds a candidate that has arrived to the list of a workbench, where it waits, unless nothing is shown there yet. */
export function arrive(store: RecordSourceProxy, workbenchId: string, candidateId: string): void {
  const candidate = store.get(candidateId);
  const workbench = store.get(workbenchId);
  const connection = workbench && ConnectionHandler.getConnection(workbench, CONNECTION);
  if (!candidate || !connection) return;
  const edges = connection.getLinkedRecords("edges") ?? [];
  if (edges.some((edge) => edge.getLinkedRecord("node")?.getDataID() === candidateId)) return;
  const isFirst = edges.every((edge) => edge.getLinkedRecord("node")?.getValue("waiting") === "ARRIVED");
  candidate.setValue(isFirst ? null : "ARRIVED", "waiting");
  const edge = ConnectionHandler.createEdge(store, connection, candidate, "CandidateEdge");
  ConnectionHandler.insertEdgeAfter(connection, edge);
}

/** Notes that the bid of a candidate no longer stands, and leaves what is shown of it: nothing if it has only arrived. */
export function noteGone(store: RecordSourceProxy, workbenchId: string, candidateId: string): void {
  const workbench = store.get(workbenchId);
  const connection = workbench && ConnectionHandler.getConnection(workbench, CONNECTION);
  if (store.get(candidateId)?.getValue("waiting") !== "ARRIVED") note(store, candidateId, "GONE");
  else if (connection) ConnectionHandler.deleteNode(connection, candidateId);
}

/** Notes that the bid of a candidate has changed, to the version of this number, and leaves what is shown of it. */
export function noteRevised(store: RecordSourceProxy, candidateId: string, number: unknown): void {
  const candidate = store.get(candidateId);
  const known = candidate?.getLinkedRecord("applicant")?.getLinkedRecord("bid")?.getValue("number");
  const isSame = known === number && candidate?.getValue("waiting") !== "REVISED";
  note(store, candidateId, isSame ? "CHANGED" : "REVISED");
}

function note(store: RecordSourceProxy, candidateId: string, waiting: "REVISED" | "CHANGED" | "GONE"): void {
  const candidate = store.get(candidateId);
  if (!candidate) return;
  // One that has only arrived goes on waiting as such; what is known of its bid says that it is to be read again.
  if (candidate.getValue("waiting") !== "ARRIVED") candidate.setValue(waiting, "waiting");
  const known = candidate.getLinkedRecord("applicant")?.getLinkedRecord("bid")?.getDataID();
  candidate.setValue(known ?? null, "knownBidId");
}

/** Whether something else, such as the panel beside the list, has read the revised bid since: it is shown already. */
export function isReadSince({ waiting, knownBidId, applicant }: Candidate): boolean {
  return waiting === "REVISED" && Boolean(knownBidId) && applicant.bid?.id !== knownBidId;
}

/** Takes in what is shown already, so that the list has all of it, and all where nothing is shown: nobody reads that. */
export function useTakingInByItself(
  candidates: readonly Candidate[],
  takeIn: (waiting: readonly Candidate[]) => Promise<void>,
): void {
  const isNothingShown = candidates.every(({ waiting }) => waiting === "ARRIVED");
  const read = isNothingShown ? candidates : candidates.filter(isReadSince);
  const take = useEffectEvent(() => takeIn(read));
  const ids = read.map(({ id }) => id).join();
  useEffect(() => {
    // A failure leaves it waiting: the reader takes it in.
    if (ids) take().catch(() => {});
  }, [ids]);
}

/** Takes in what waits: bids that changed are read again first, those that no longer stand leave the list. */
export function useTakingIn(workbenchId: string): (waiting: readonly Candidate[]) => Promise<void> {
  const environment = useRelayEnvironment();
  return useCallback(
    async (waiting) => {
      const changed = waiting.filter(
        (each) => each.waiting !== "GONE" && (each.waiting !== "ARRIVED" || each.knownBidId),
      );
      await readAgain(
        environment,
        changed.map(({ id }) => id),
      );
      commitLocalUpdate(environment, (store) => {
        const workbench = store.get(workbenchId);
        const connection = workbench && ConnectionHandler.getConnection(workbench, CONNECTION);
        for (const { id, waiting: kind } of waiting) {
          const candidate = store.get(id);
          // What has happened to it meanwhile waits again.
          if (candidate?.getValue("waiting") !== kind) continue;
          if (kind === "GONE" && connection) ConnectionHandler.deleteNode(connection, id);
          candidate?.setValue(null, "waiting");
          candidate?.setValue(null, "knownBidId");
        }
      });
    },
    [environment, workbenchId],
  );
}

async function readAgain(environment: Environment, ids: readonly string[]): Promise<void> {
  for (let start = 0; start < ids.length; start += 20) {
    await readNow<candidatesRevisedQuery>(
      environment,
      graphql`
        query candidatesRevisedQuery($ids: [ID!]!) {
          nodes(ids: $ids) {
            __typename
            id
            ... on Candidate {
              standing
              isUnread
              version
              actions
              score {
                points
                rank
                ...ScoreExplained_score
              }
              ...GridRow_candidate
              ...trying_candidate
              applicant {
                id
                state
                bid {
                  id
                  ...BidText_bid
                }
                ...StrikingOut_applicant
              }
            }
          }
        }
      `,
      { ids: ids.slice(start, start + 20) },
    );
  }
}
