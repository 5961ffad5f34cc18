/** Deciding at the workbench: what collides with others' decisions, and what can be taken back. */
import { useRef, useState } from "react";
import { keyOfTry } from "../network/acting";
import { reasonOfUndoing } from "../parts/reasons";
import type { Attempt, Refused, Verdict, Versions } from "./attempts";
import type { Decisions } from "./decisions";
import { type Before, type Done, done, rebased, stepsBack } from "./undoing";

/** Refusals that say that a candidate is no longer what the decision was about. */
const COLLISIONS = new Set(["CONFLICT", "WRONG_STATE", "BID_GONE"]);

/** A decision that others were quicker than. */
export interface Collision {
  readonly attempt: Attempt;
  /** What the candidates were when it was made. */
  readonly before: ReadonlyMap<string, Before>;
  readonly key: string;
}

export interface Deciding {
  decide: (attempt: Attempt, versions?: Versions) => Promise<Verdict>;
  undo: () => Promise<void>;
  mayUndo: boolean;
  /** Whether something is being decided about the candidate: a second press is no second decision. */
  isUnderWay: (candidateId: string) => boolean;
  /** Of several that waited for the server, the first; leaving it shows the next. */
  collision: Collision | null;
  leave: () => void;
  /** What was refused since the last decision and is no collision. */
  refused: readonly Refused[];
  /** What was taken back just now: the decision, for whoever says so. */
  undone: Done | null;
  dismiss: () => void;
}

export function useDeciding({ decide }: Pick<Decisions, "decide">): Deciding {
  const stack = useRef<Done[]>([]);
  const underWay = useRef(new Map<string, number>());
  // All that was begun until now: what is taken back is the last of it.
  const begun = useRef<Promise<unknown>>(Promise.resolve());
  const [mayUndo, setMayUndo] = useState(false);
  const [collisions, setCollisions] = useState<readonly Collision[]>([]);
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const [undone, setUndone] = useState<Done | null>(null);

  const judge = async (attempt: Attempt, versions?: Versions) => {
    const begun = done(attempt, [], Date.now());
    for (const { id } of attempt.candidates) count(underWay.current, id, 1);
    const verdict = await decide(attempt, versions);
    for (const { id } of attempt.candidates) count(underWay.current, id, -1);
    const lost = verdict.refused
      .filter(({ refusal }) => COLLISIONS.has(refusal.code))
      .map(({ candidate }) => candidate);
    const collision = { attempt: { ...attempt, candidates: lost }, before: begun.before, key: keyOfTry() };
    if (lost.length > 0) setCollisions((others) => [...others, collision]);
    const refused = verdict.refused.filter(({ refusal }) => !COLLISIONS.has(refusal.code));
    setRefused((others) => [...others, ...refused]);
    return { verdict, begun };
  };
  const lookBack = () =>
    setMayUndo(stack.current.length > 0 || [...underWay.current.values()].some((each) => each > 0));
  const takeBack = async () => {
    const last = stack.current.pop();
    if (!last) return;
    const versions = new Map<string, number>();
    let isDone = true;
    for (const { attempt, versions: given } of stepsBack(last, reasonOfUndoing(last.at))) {
      const { verdict } = await judge(attempt, given ?? undefined);
      for (const { candidate, version } of verdict.decided) versions.set(candidate.id, version);
      isDone = verdict.refused.length === 0 && !verdict.refusal;
      if (!isDone) break;
    }
    stack.current = rebased(stack.current, last, versions);
    if (isDone) setUndone(last);
  };
  return {
    decide: async (attempt, versions) => {
      setUndone(null);
      setRefused([]);
      const judged = judge(attempt, versions).then(({ verdict, begun }) => {
        if (verdict.decided.length > 0) stack.current.push({ ...begun, decided: verdict.decided });
        return verdict;
      });
      lookBack();
      begun.current = Promise.allSettled([begun.current, judged]);
      const verdict = await judged;
      lookBack();
      return verdict;
    },
    undo: async () => {
      const turn = begun.current.then(takeBack);
      begun.current = turn.catch(() => undefined);
      await turn;
      lookBack();
    },
    mayUndo,
    isUnderWay: (id) => (underWay.current.get(id) ?? 0) > 0,
    collision: collisions[0] ?? null,
    leave: () => setCollisions((others) => others.slice(1)),
    refused,
    undone,
    dismiss: () => {
      setRefused([]);
      setUndone(null);
    },
  };
}

function count(counts: Map<string, number>, id: string, by: number): void {
  counts.set(id, (counts.get(id) ?? 0) + by);
}
