/** Decisions about candidates: those that can be taken back are shown at once, before the server has answered. */
import { useCallback } from "react";
import { fetchQuery, graphql, useRelayEnvironment } from "react-relay";
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
  const place = usePlacing(alternatives);
  const drop = useDropping();
  const eliminate = useEliminating();
  const restore = useRestoring();
  const read = useReading();
  return {
    place: (candidate, rank) => place(candidate, rank).then(settle),
    drop: (candidate) => drop(candidate).then(settle),
    eliminate: (candidate, reason, note) => eliminate(candidate, reason, note).then(settle),
    restore: (candidate, reason) => restore(candidate, reason).then(settle),
    read,
    recount,
  };
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
  return (candidate: Candidate, rank: number | null) => {
    const others = alternatives.filter(({ id }) => id !== candidate.id);
    const place = Math.min(rank ?? others.length + 1, others.length + 1);
    const order = [...others.slice(0, place - 1), candidate, ...others.slice(place - 1)];
    return act(
      { candidateId: candidate.id, expectedVersion: candidate.version, rank, idempotencyKey: keyOfTry() },
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
  return ({ id, version }: Candidate) =>
    act(
      { candidateId: id, expectedVersion: version, idempotencyKey: keyOfTry() },
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
  return ({ id, version }: Candidate, reason: string) =>
    act(
      { candidateId: id, expectedVersion: version, reason, idempotencyKey: keyOfTry() },
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
