/** Sends decisions about candidates. */
import { graphql } from "react-relay";
import type { sendingDropMutation } from "../__generated__/sendingDropMutation.graphql";
import type { EliminationReason, sendingEliminateMutation } from "../__generated__/sendingEliminateMutation.graphql";
import type { sendingPlaceMutation } from "../__generated__/sendingPlaceMutation.graphql";
import type { sendingRestoreMutation } from "../__generated__/sendingRestoreMutation.graphql";
import { keyOfTry, useAct } from "../network/acting";
import { type Refusal, refusalIn } from "../network/refusals";
import type { Attempt, Decided, Refused, Verdict } from "./attempts";
import type { Candidate } from "./candidates";

/** What each decision asks of a candidate about whom it is taken. */
graphql`
  fragment sending_decided on Candidate {
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
`;

/** Sends what is wanted for some of the candidates, the first of which has the place `start` among all. */
export function useSending() {
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

function usePlacing() {
  const [act] = useAct<sendingPlaceMutation>(graphql`
    mutation sendingPlaceMutation($input: PlaceAlternativeInput!) {
      placeAlternative(input: $input) {
        __typename
        ...sending_decided @relay(mask: false)
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
  const [act] = useAct<sendingDropMutation>(graphql`
    mutation sendingDropMutation($input: DropAlternativeInput!) {
      dropAlternative(input: $input) {
        __typename
        ...sending_decided @relay(mask: false)
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
  const [act] = useAct<sendingEliminateMutation>(graphql`
    mutation sendingEliminateMutation($input: EliminateCandidatesInput!) {
      eliminateCandidates(input: $input) {
        __typename
        ... on EliminationOutcome {
          outcomes {
            candidateId
            result {
              __typename
              ...sending_decided @relay(mask: false)
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
  const [act] = useAct<sendingRestoreMutation>(graphql`
    mutation sendingRestoreMutation($input: RestoreCandidatesInput!) {
      restoreCandidates(input: $input) {
        __typename
        ... on CandidateOutcomes {
          outcomes {
            candidateId
            result {
              __typename
              ...sending_decided @relay(mask: false)
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
