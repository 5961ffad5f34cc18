/** Decisions about candidates: those that can be taken back are shown at once, before the server has answered. */
import { useRef } from "react";
import { graphql, useRelayEnvironment } from "react-relay";
import { commitLocalUpdate, type Disposable, type RecordSourceProxy } from "relay-runtime";
import type { decisionsReadMutation } from "../__generated__/decisionsReadMutation.graphql";
import { keyOfTry, useAct } from "../network/acting";
import { hold } from "../network/leaving";
import { useTurns } from "../network/turns";
import type { Attempt, Decided, Verdict, Versions } from "./attempts";
import type { Candidate } from "./candidates";
import { useRecounting } from "./recounting";
import { useSending } from "./sending";
import { noteUnsaved } from "./Unsaved";

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
  const send = useSending();
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
