/** What the workbench shows: the candidates in their order, which are selected, and what is decided about them. */
import { useMemo, useState } from "react";
import type { Bench_demand$data } from "../__generated__/Bench_demand.graphql";
import { type Candidate, useTakingIn, useTakingInByItself } from "./candidates";
import { useDecisions } from "./decisions";
import { useFeed } from "./feeding";
import { EVERYTHING, type Filter } from "./filter";
import { ranksOf } from "./order";
import { useTrying } from "./trying";
import { useDeciding } from "./useDeciding";
import { useSelection } from "./useSelection";
import { useShown } from "./useShown";
import type { Weights } from "./weights";

export type ShownDemand = Bench_demand$data;
export type ShownWorkbench = NonNullable<Bench_demand$data["workbench"]>;

/** What other weights make of the order. */
export interface TriedOrder {
  readonly weights: Weights;
  readonly ranks: ReadonlyMap<string, number>;
}

interface BenchProps {
  demand: ShownDemand;
  workbench: ShownWorkbench;
  /** The id of the candidate that is shown beside the list. */
  active: string | null;
  /** All that are loaded, in no order. */
  candidates: readonly Candidate[];
  onResync: () => void;
}

export type BenchState = ReturnType<typeof useBench>;

export function useBench({ demand, workbench, active, candidates, onResync }: BenchProps) {
  const [filter, setFilter] = useState<Filter>(EVERYTHING);
  const trying = useTrying(candidates, workbench.criteria);
  const { shown, here, waiting, settle } = useShown(candidates, filter, trying.tried);
  const selection = useSelection(candidates, shown);
  const ranks = useMemo(() => ranksOf(here), [here]);
  const triedRanks = useMemo(() => (trying.tried ? ranksOf(here, trying.tried) : ranks), [here, ranks, trying.tried]);
  const { isTrying, weights } = trying;
  const tried = useMemo(() => (isTrying ? { weights, ranks: triedRanks } : null), [isTrying, weights, triedRanks]);
  const alternatives = useMemo(() => alternativesOf(candidates), [candidates]);
  const decisions = useDecisions(demand.id, alternatives);
  const deciding = useDeciding(decisions);
  const takeIn = useTakingIn(workbench.id);
  useTakingInByItself(candidates, takeIn);
  const chosen = candidates.find(({ id }) => id === active);
  useFeed(demand.id, workbench, { recount: decisions.recount, onResync });
  return {
    ...{ candidates, shown, here, waiting, selection, alternatives, ranks, triedRanks, trying, filter, setFilter },
    ...{ chosen, decisions, deciding, takeIn, tried },
    /** What a decision is about: what is selected, or else what is shown beside the list. */
    subjects: selection.selected.length > 0 ? selection.selected : chosen ? [chosen] : [],
    criteria: useMemo(() => workbench.criteria.map(({ key }) => key), [workbench.criteria]),
    counts: useMemo(() => countsOf(here), [here]),
    unread: useMemo(() => here.filter(({ isUnread }) => isUnread).length, [here]),
    /** Takes in all that waits. */
    merge: async () => {
      await takeIn(waiting);
      settle();
    },
  };
}

/** By their rank. */
export function alternativesOf(candidates: readonly Candidate[]): Candidate[] {
  return candidates
    .filter(({ standing }) => standing === "ALTERNATIVE")
    .sort((one, other) => (one.alternativeRank ?? 0) - (other.alternativeRank ?? 0));
}

/** How many have each standing. */
function countsOf(candidates: readonly Candidate[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { standing } of candidates) counts.set(standing, (counts.get(standing) ?? 0) + 1);
  return counts;
}
