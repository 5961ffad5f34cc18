/** Decisions about candidates: those that can be taken back are shown at once, before the server has answered. */
import { useCallback, useRef } from "react";
import { fetchQuery, graphql, useRelayEnvironment } from "react-relay";
import type { decisionsActionsQuery } from "../__generated__/decisionsActionsQuery.graphql";
import type { decisionsDropMutation } from "../__generated__/decisionsDropMutation.graphql";
import type {
  decisionsEliminateMutation,
  EliminationReason,
} from "../__generated__/decisionsEliminateMutation.graphql";
import type { decisionsPlaceMutation } from "../__generated__/decisionsPlaceMutation.graphql";
import type { decisionsReadMutation } from "../__generated__/decisionsReadMutation.graphql";
import type { decisionsRestoreMutation } from "../__generated__/decisionsRestoreMutation.graphql";
import type { decisionsTallyQuery } from "../__generated__/decisionsTallyQuery.graphql";
import { keyOfTry, useAct } from "../network/acting";
import { type Refusal, refusalIn } from "../network/refusals";
import type { Candidate } from "./candidates";

export interface Decisions {
  place: (candidate: Candidate, rank: number | null) => Promise<Refusal | null>;
  drop: (candidate: Candidate) => Promise<Refusal | null>;
  eliminate: (candidate: Candidate, reason: EliminationReason, note: string) => Promise<Refusal | null>;
  restore: (candidate: Candidate, reason: string) => Promise<Refusal | null>;
  read: (candidate: Candidate) => void;
  /** Reads what a decision moves elsewhere: the ranks of alternatives, the award, the version of the demand. */
  recount: () => void;
}

export function useDecisions(demandId: string, alternatives: readonly Candidate[]): Decisions {
  const recount = useRecounting(demandId);
  const settle = useCallback(
    ({ refusal }: { refusal: Refusal | null }) => {
      recount();
      return refusal;
    },
    [recount],
  );
  const inTurn = useTurns();
  const place = usePlacing(alternatives);
  const drop = useDropping();
  const eliminate = useEliminating();
  const restore = useRestoring();
  const read = useReading();
  return {
    place: (candidate, rank) => inTurn(candidate, (version) => place(candidate, rank, version)).then(settle),
    drop: (candidate) => inTurn(candidate, (version) => drop(candidate, version)).then(settle),
    eliminate: (candidate, reason, note) => inTurn(candidate, () => eliminate(candidate, reason, note)).then(settle),
    restore: (candidate, reason) => inTurn(candidate, (version) => restore(candidate, reason, version)).then(settle),
    read,
    recount,
  };
}

/** One decision after the other: each is based on the version that the one before has made. */
function useTurns() {
  const environment = useRelayEnvironment();
  const last = useRef<Promise<unknown>>(Promise.resolve());
  return useCallback(
    <T>(candidate: Candidate, decide: (version: number) => Promise<T>): Promise<T> => {
      const turn = last.current.then(() => {
        const version = environment.getStore().getSource().get(candidate.id)?.version;
        return decide(typeof version === "number" ? version : candidate.version);
      });
      last.current = turn.catch(() => {});
      return turn;
    },
    [environment],
  );
}

function useRecounting(demandId: string): () => void {
  const environment = useRelayEnvironment();
  return useCallback(() => {
    fetchQuery<decisionsTallyQuery>(
      environment,
      graphql`
        query decisionsTallyQuery($demandId: ID!) {
          demand(id: $demandId) {
            id
            state
            version
            deadlineAt
            actions
            ... on BiddingDemand {
              bidCount
              workbench {
                id
                standings {
                  standing
                  count
                }
                alternatives {
                  id
                  standing
                  alternativeRank
                  version
                  actions
                }
                award {
                  id
                  state
                  lapsesAt
                  candidate {
                    id
                    standing
                    version
                    actions
                  }
                }
              }
            }
          }
        }
      `,
      { demandId },
      // A failure is no news: the next event or decision counts again.
    ).subscribe({ error: () => {} });
  }, [environment, demandId]);
}

/** Reads again what every candidate allows: another state of the demand changes it for all of them. */
export function useRereading(demandId: string): () => Promise<void> {
  const environment = useRelayEnvironment();
  return useCallback(async () => {
    let after: string | null = null;
    do {
      const answer: decisionsActionsQuery["response"] | undefined = await fetchQuery<decisionsActionsQuery>(
        environment,
        graphql`
          query decisionsActionsQuery($demandId: ID!, $after: String) {
            demand(id: $demandId) {
              id
              ... on BiddingDemand {
                workbench {
                  id
                  candidates(first: 200, after: $after) {
                    edges {
                      node {
                        id
                        standing
                        alternativeRank
                        version
                        actions
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
        { demandId, after },
      ).toPromise();
      const page: { readonly hasNextPage: boolean; readonly endCursor?: string | null } | undefined =
        answer?.demand?.workbench?.candidates.pageInfo;
      after = page?.hasNextPage ? (page.endCursor ?? null) : null;
    } while (after !== null);
  }, [environment, demandId]);
}

function usePlacing(alternatives: readonly Candidate[]) {
  const [act] = useAct<decisionsPlaceMutation>(graphql`
    mutation decisionsPlaceMutation($input: PlaceAlternativeInput!) {
      placeAlternative(input: $input) {
        __typename
        ... on Candidate {
          id
          standing
          alternativeRank
          version
          actions
          decision {
            reason
            occurredAt
            actor {
              id
              name
            }
          }
        }
        ... on Refusal {
          code
          message
        }
        ... on Conflict {
          currentVersion
        }
      }
    }
  `);
  return (candidate: Candidate, rank: number | null, expectedVersion: number) => {
    const others = alternatives.filter(({ id }) => id !== candidate.id);
    const place = Math.min(rank ?? others.length + 1, others.length + 1);
    const order = [...others.slice(0, place - 1), candidate, ...others.slice(place - 1)];
    return act(
      { candidateId: candidate.id, expectedVersion, rank, idempotencyKey: keyOfTry() },
      {
        optimisticUpdater: (store) =>
          order.forEach(({ id }, index) => {
            store
              .get(id)
              ?.setValue("ALTERNATIVE", "standing")
              .setValue(index + 1, "alternativeRank");
          }),
      },
    );
  };
}

function useDropping() {
  const [act] = useAct<decisionsDropMutation>(graphql`
    mutation decisionsDropMutation($input: DropAlternativeInput!) {
      dropAlternative(input: $input) {
        __typename
        ... on Candidate {
          id
          standing
          alternativeRank
          version
          actions
          decision {
            reason
            occurredAt
            actor {
              id
              name
            }
          }
        }
        ... on Refusal {
          code
          message
        }
        ... on Conflict {
          currentVersion
        }
      }
    }
  `);
  return ({ id }: Candidate, expectedVersion: number) =>
    act(
      { candidateId: id, expectedVersion, idempotencyKey: keyOfTry() },
      {
        optimisticUpdater: (store) => {
          store.get(id)?.setValue("UNDECIDED", "standing").setValue(null, "alternativeRank");
        },
      },
    );
}

function useEliminating() {
  const [act] = useAct<decisionsEliminateMutation>(graphql`
    mutation decisionsEliminateMutation($input: EliminateCandidatesInput!) {
      eliminateCandidates(input: $input) {
        __typename
        ... on EliminationOutcome {
          outcomes {
            candidateId
            result {
              __typename
              ... on Candidate {
                id
                standing
                alternativeRank
                version
                actions
                decision {
                  reason
                  occurredAt
                  actor {
                    id
                    name
                  }
                }
              }
              ... on Refusal {
                code
                message
              }
            }
          }
        }
        ... on Refusal {
          code
          message
        }
        ... on InvalidInput {
          fields {
            path
            message
          }
        }
      }
    }
  `);
  return async ({ id }: Candidate, reason: EliminationReason, note: string) => {
    const { result, refusal } = await act(
      { candidateIds: [id], reason, note: note || null, idempotencyKey: keyOfTry() },
      {
        optimisticUpdater: (store) => {
          store.get(id)?.setValue("ELIMINATED", "standing").setValue(null, "alternativeRank");
        },
      },
    );
    return { refusal: refusal ?? refusalIn(result?.outcomes?.[0]?.result ?? {}) };
  };
}

function useRestoring() {
  const [act] = useAct<decisionsRestoreMutation>(graphql`
    mutation decisionsRestoreMutation($input: RestoreCandidateInput!) {
      restoreCandidate(input: $input) {
        __typename
        ... on Candidate {
          id
          standing
          alternativeRank
          version
          actions
          decision {
            reason
            occurredAt
            actor {
              id
              name
            }
          }
        }
        ... on Refusal {
          code
          message
        }
        ... on InvalidInput {
          fields {
            path
            message
          }
        }
        ... on Conflict {
          currentVersion
        }
      }
    }
  `);
  return ({ id }: Candidate, reason: string, expectedVersion: number) =>
    act(
      { candidateId: id, expectedVersion, reason, idempotencyKey: keyOfTry() },
      {
        optimisticUpdater: (store) => {
          store.get(id)?.setValue("UNDECIDED", "standing");
        },
      },
    );
}

function useReading() {
  const [act] = useAct<decisionsReadMutation>(graphql`
    mutation decisionsReadMutation($input: MarkCandidateReadInput!) {
      markCandidateRead(input: $input) {
        __typename
        ... on Candidate {
          id
          isUnread
        }
        ... on Refusal {
          code
          message
        }
      }
    }
  `);
  return ({ id }: Candidate) => {
    void act(
      { candidateId: id, idempotencyKey: keyOfTry() },
      {
        optimisticUpdater: (store) => {
          store.get(id)?.setValue(false, "isUnread");
        },
      },
    );
  };
}
