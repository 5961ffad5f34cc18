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

/** A decision that was made, and whether it was taken back since. */
export interface Said {
  readonly done: Done;
  readonly isBack: boolean;
}

export interface Deciding {
  decide: (attempt: Attempt, versions?: Versions) => Promise<Verdict>;
  undo: () => Promise<void>;
  /** What taking back would take back now: the last decision, also while it is under way. */
  next: Attempt | null;
  /** Whether something is being decided about the candidate: a second press is no second decision. */
  isUnderWay: (candidateId: string) => boolean;
  /** Of several that waited for the server, the first; leaving it shows the next. */
  collision: Collision | null;
  leave: () => void;
  /** What was refused since the last decision and is no collision. */
  refused: readonly Refused[];
  /** What was decided last, or taken back just now, for whoever says so. */
  said: Said | null;
  dismiss: () => void;
}

export function useDeciding({ decide }: Pick<Decisions, "decide">): Deciding {
  const stack = useRef<Done[]>([]);
  const underWay = useRef(new Map<string, number>());
  // All that was begun until now: what is taken back is the last of it.
  const begun = useRef<Promise<unknown>>(Promise.resolve());
  const sent = useRef<readonly Attempt[]>([]);
  const [next, setNext] = useState<Attempt | null>(null);
  const [collisions, setCollisions] = useState<readonly Collision[]>([]);
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const [said, setSaid] = useState<Said | null>(null);

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
  const lookBack = () => setNext(sent.current.at(-1) ?? stack.current.at(-1)?.attempt ?? null);
  const takeBack = async () => {
    const last = stack.current.pop();
    if (!last) return;
    lookBack();
    const versions = new Map<string, number>();
    let isDone = true;
    for (const { attempt, versions: given } of stepsBack(last, reasonOfUndoing(last.at))) {
      const { verdict } = await judge(attempt, given ?? undefined);
      for (const { candidate, version } of verdict.decided) versions.set(candidate.id, version);
      isDone = verdict.refused.length === 0 && !verdict.refusal;
      if (!isDone) break;
    }
    stack.current = rebased(stack.current, last, versions);
    setSaid(isDone ? { done: last, isBack: true } : null);
  };
  return {
    decide: async (attempt, versions) => {
      setSaid(null);
      setRefused([]);
      sent.current = [...sent.current, attempt];
      const judged = judge(attempt, versions).then(({ verdict, begun }) => {
        sent.current = sent.current.filter((each) => each !== attempt);
        if (verdict.decided.length > 0) {
          const done = { ...begun, decided: verdict.decided };
          stack.current.push(done);
          setSaid({ done, isBack: false });
        }
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
    next,
    isUnderWay: (id) => (underWay.current.get(id) ?? 0) > 0,
    collision: collisions[0] ?? null,
    leave: () => setCollisions((others) => others.slice(1)),
    refused,
    said,
    dismiss: () => {
      setRefused([]);
      setSaid(null);
    },
  };
}

function count(counts: Map<string, number>, id: string, by: number): void {
  counts.set(id, (counts.get(id) ?? 0) + by);
}
