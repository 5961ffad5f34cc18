/** Decisions about candidates: those that can be taken back are shown at once, before the server has answered. */
import { useCallback, useRef } from "react";
import { graphql, useRelayEnvironment } from "react-relay";
import { commitLocalUpdate, type Disposable, type RecordSourceProxy } from "relay-runtime";
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
import { hold } from "../network/leaving";
import { readNow } from "../network/readings";
import { type Refusal, refusalIn } from "../network/refusals";
import { useTurns } from "../network/turns";
import type { Candidate } from "./candidates";
import { noteUnsaved } from "./Unsaved";

/** What somebody wants to decide about candidates. */
export type Attempt = { readonly candidates: readonly Candidate[] } & (
  | { readonly kind: "place"; readonly rank: number | null }
  | { readonly kind: "drop"; readonly reason: string | null }
  | { readonly kind: "eliminate"; readonly reason: EliminationReason; readonly note: string }
  | { readonly kind: "restore"; readonly reason: string }
);

/** A candidate whose standing has become another one. */
export interface Decided {
  readonly candidate: Candidate;
  readonly version: number;
  /** The version that the decision was based on. */
  readonly basedOn: number;
}

export interface Refused {
  readonly candidate: Candidate;
  readonly refusal: Refusal;
}

export interface Verdict {
  readonly decided: readonly Decided[];
  /** What was refused for single candidates. */
  readonly refused: readonly Refused[];
  /** Why nothing at all was decided, such as a note that is missing. */
  readonly refusal: Refusal | null;
}

/** The versions that a decision is based on, by candidate; those that are not named are as they are known now. */
export type Versions = ReadonlyMap<string, number>;

export interface Decisions {
  decide: (attempt: Attempt, versions?: Versions) => Promise<Verdict>;
  read: (candidates: readonly Candidate[]) => void;
  /** Reads what a decision moves elsewhere: the ranks of alternatives, the award, the version of the demand. */
  recount: () => void;
}

/** The largest number of candidates that one mutation decides about. */
const AT_ONCE = 200;

export function useDecisions(demandId: string, alternatives: readonly Candidate[]): Decisions {
  const recount = useRecounting(demandId);
  // Each is based on the version that the one before has made.
  const inTurn = useTurns();
  const basis = useBasis();
  const show = useShowing(alternatives);
  const send = useSendingDecisions();
  const read = useReading();
  const decide = async (attempt: Attempt, versions: Versions = new Map()): Promise<Verdict> => {
    // All of it at once, also what waits for its turn.
    const shown = show(attempt);
    const save = noteUnsaved(attempt.candidates.map(({ id }) => id));
    const versionOf = basis.of(attempt.candidates, versions);
    const verdicts: Verdict[] = [];
    const size = attempt.kind === "eliminate" || attempt.kind === "restore" ? AT_ONCE : 1;
    const release = attempt.candidates.length > size ? hold() : undefined;
    for (let start = 0; start < attempt.candidates.length; start += size) {
      const some = attempt.candidates.slice(start, start + size);
      const turn = async () => {
        const verdict = await send(attempt, some, start, versionOf);
        basis.note(verdict.decided);
        return verdict;
      };
      verdicts.push(await inTurn(turn));
    }
    release?.();
    shown.dispose();
    save();
    recount();
    return {
      decided: verdicts.flatMap((each) => each.decided),
      refused: verdicts.flatMap((each) => each.refused),
      refusal: verdicts.find((each) => each.refusal)?.refusal ?? null,
    };
  };
  return { decide, read, recount };
}

/** Sends what is wanted for some of the candidates, the first of which has the place `start` among all. */
function useSendingDecisions() {
  const place = usePlacing();
  const drop = useDropping();
  const eliminate = useEliminating();
  const restore = useRestoring();
  return (
    attempt: Attempt,
    some: readonly Candidate[],
    start: number,
    versionOf: (candidate: Candidate) => number,
  ): Promise<Verdict> => {
    const given = some.map(versionOf);
    switch (attempt.kind) {
      case "place":
        // Several are placed one behind the other.
        return place(some, given, attempt.rank === null ? null : attempt.rank + start);
      case "drop":
        return drop(some, given, attempt.reason);
      case "eliminate":
        return eliminate(some, given, attempt.reason, attempt.note);
      case "restore":
        return restore(some, given, attempt.reason);
    }
  };
}

/** Shows what is wanted until it is disposed of. */
function useShowing(alternatives: readonly Candidate[]): (attempt: Attempt) => Disposable {
  const environment = useRelayEnvironment();
  return (attempt) => environment.applyUpdate({ storeUpdater: (store) => stand(store, attempt, alternatives) });
}

interface Basis {
  /** What a decision that is taken now is based on, whenever its turn comes: a colleague's change in between collides. */
  of: (candidates: readonly Candidate[], given: Versions) => (candidate: Candidate) => number;
  /** What one's own decisions have made meanwhile is no collision. */
  note: (decided: readonly Decided[]) => void;
}

function useBasis(): Basis {
  const environment = useRelayEnvironment();
  const made = useRef(new Map<string, { readonly place: number; readonly version: number }>());
  const count = useRef(0);
  return {
    of: (candidates, given) => {
      const source = environment.getStore().getSource();
      const known = (each: Candidate) => Number(source.get(each.id)?.version ?? each.version);
      const seen = new Map(candidates.map((each) => [each.id, given.get(each.id) ?? known(each)]));
      const before = count.current;
      return ({ id, version }) => {
        const own = made.current.get(id);
        return own && own.place > before ? own.version : (seen.get(id) ?? version);
      };
    },
    note: (decided) => {
      for (const { candidate, version } of decided) {
        count.current += 1;
        made.current.set(candidate.id, { place: count.current, version });
      }
    },
  };
}

interface Answered {
  readonly version?: number;
}

const NOTHING: Verdict = { decided: [], refused: [], refusal: null };

/** The verdict about one candidate, from the answer to a mutation. */
function verdictOn(
  candidate: Candidate,
  basedOn: number,
  { result, refusal }: { result: unknown; refusal: Refusal | null },
): Verdict {
  if (!refusal) {
    const decided = [{ candidate, basedOn, version: (result as Answered).version ?? 0 }];
    return { decided, refused: [], refusal: null };
  }
  const isWhole = Object.keys(refusal.fields).length > 0;
  return { decided: [], refused: isWhole ? [] : [{ candidate, refusal }], refusal: isWhole ? refusal : null };
}

/** The verdict about several candidates, from an outcome for each of them, in their order. */
function verdictOnEach(
  candidates: readonly Candidate[],
  basedOn: readonly number[],
  result: { readonly outcomes?: readonly { readonly result: unknown }[] } | null,
  refusal: Refusal | null,
): Verdict {
  const decided: Decided[] = [];
  const refused: Refused[] = [];
  for (const [place, candidate] of candidates.entries()) {
    const outcome = result?.outcomes?.[place]?.result;
    const refusal = outcome ? refusalIn(outcome) : null;
    if (refusal) refused.push({ candidate, refusal });
    else if (outcome) {
      decided.push({ candidate, basedOn: basedOn[place] ?? 0, version: (outcome as Answered).version ?? 0 });
    }
  }
  return { decided, refused, refusal };
}

function useRecounting(demandId: string): () => void {
  const environment = useRelayEnvironment();
  return useCallback(() => {
    readNow<decisionsTallyQuery>(
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
                  ...TakingBack_award
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
    ).catch(() => {});
  }, [environment, demandId]);
}

/** Reads again what every candidate and the offer allow: another state of the demand changes it for all of them. */
export function useRereading(demandId: string): () => Promise<void> {
  const environment = useRelayEnvironment();
  return useCallback(async () => {
    let after: string | null = null;
    do {
      const answer: decisionsActionsQuery["response"] | undefined = await readNow<decisionsActionsQuery>(
        environment,
        graphql`
          query decisionsActionsQuery($demandId: ID!, $after: String) {
            demand(id: $demandId) {
              id
              ... on BiddingDemand {
                version
                actions
                ...Head_demand
                workbench {
                  id
                  award {
                    ...TakingBack_award
                  }
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
      );
      const page: { readonly hasNextPage: boolean; readonly endCursor?: string | null } | undefined =
        answer?.demand?.workbench?.candidates.pageInfo;
      after = page?.hasNextPage ? (page.endCursor ?? null) : null;
    } while (after !== null);
  }, [environment, demandId]);
}

function usePlacing() {
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
            texts {
              name
              text
            }
            occurredAt
            actor {
              id
              name
            }
          }
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  return async ([candidate]: readonly Candidate[], [expectedVersion = 0]: readonly number[], rank: number | null) => {
    if (!candidate) return NOTHING;
    const given = { candidateId: candidate.id, expectedVersion, rank, idempotencyKey: keyOfTry() };
    const answer = await act(given, { waits: true });
    return verdictOn(candidate, expectedVersion, answer);
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
            texts {
              name
              text
            }
            occurredAt
            actor {
              id
              name
            }
          }
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  return async ([candidate]: readonly Candidate[], [expectedVersion = 0]: readonly number[], reason: string | null) => {
    if (!candidate) return NOTHING;
    const answer = await act(
      { candidateId: candidate.id, expectedVersion, reason, idempotencyKey: keyOfTry() },
      { waits: true },
    );
    return verdictOn(candidate, expectedVersion, answer);
  };
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
                  texts {
                    name
                    text
                  }
                  occurredAt
                  actor {
                    id
                    name
                  }
                }
              }
              ...refusals_refusal @relay(mask: false)
            }
          }
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  return async (
    candidates: readonly Candidate[],
    expectedVersions: readonly number[],
    reason: EliminationReason,
    note: string,
  ) => {
    const candidateIds = candidates.map(({ id }) => id);
    const { result, refusal } = await act(
      { candidateIds, expectedVersions: [...expectedVersions], reason, note: note || null, idempotencyKey: keyOfTry() },
      { waits: true },
    );
    return verdictOnEach(candidates, expectedVersions, result, refusal);
  };
}

function useRestoring() {
  const [act] = useAct<decisionsRestoreMutation>(graphql`
    mutation decisionsRestoreMutation($input: RestoreCandidatesInput!) {
      restoreCandidates(input: $input) {
        __typename
        ... on CandidateOutcomes {
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
                  texts {
                    name
                    text
                  }
                  occurredAt
                  actor {
                    id
                    name
                  }
                }
              }
              ...refusals_refusal @relay(mask: false)
            }
          }
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  return async (candidates: readonly Candidate[], expectedVersions: readonly number[], reason: string) => {
    const candidateIds = candidates.map(({ id }) => id);
    const { result, refusal } = await act(
      { candidateIds, expectedVersions: [...expectedVersions], reason, idempotencyKey: keyOfTry() },
      { waits: true },
    );
    return verdictOnEach(candidates, expectedVersions, result, refusal);
  };
}

function stand(store: RecordSourceProxy, attempt: Attempt, alternatives: readonly Candidate[]): void {
  const { candidates } = attempt;
  if (attempt.kind !== "place") {
    const standing = attempt.kind === "eliminate" ? "ELIMINATED" : "UNDECIDED";
    for (const { id } of candidates) store.get(id)?.setValue(standing, "standing").setValue(null, "alternativeRank");
    return;
  }
  const others = alternatives.filter(({ id }) => !candidates.some((each) => each.id === id));
  const before = Math.min((attempt.rank ?? others.length + 1) - 1, others.length);
  for (const [index, { id }] of [...others.slice(0, before), ...candidates, ...others.slice(before)].entries()) {
    store
      .get(id)
      ?.setValue("ALTERNATIVE", "standing")
      .setValue(index + 1, "alternativeRank");
  }
}

/** Shown at once, and taken back if it was refused. Events alone say so after that: a bid may be revised meanwhile. */
function useReading() {
  const environment = useRelayEnvironment();
  const [act] = useAct<decisionsReadMutation>(graphql`
    mutation decisionsReadMutation($input: MarkCandidatesReadInput!) {
      markCandidatesRead(input: $input) {
        __typename
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  return (candidates: readonly Candidate[]) => {
    for (let start = 0; start < candidates.length; start += AT_ONCE) {
      const candidateIds = candidates.slice(start, start + AT_ONCE).map(({ id }) => id);
      const mark = (isUnread: boolean) =>
        commitLocalUpdate(environment, (store) => {
          for (const id of candidateIds) store.get(id)?.setValue(isUnread, "isUnread");
        });
      mark(false);
      void act({ candidateIds, idempotencyKey: keyOfTry() }, { waits: true }).then(({ refusal }) => {
        if (refusal) mark(true);
      });
    }
  };
}
