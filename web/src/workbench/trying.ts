/** Other weights at a workbench: they are tried here alone, and nothing is sent. */
import { useCallback, useMemo, useState } from "react";
import { graphql, useRelayEnvironment } from "react-relay";
import { type Environment, getFragment, getSingularSelector } from "relay-runtime";
import type { trying_candidate$data } from "../__generated__/trying_candidate.graphql";
import type { Candidate } from "./candidates";
import type { Tried } from "./order";
import { isSame, type Measures, measuresOf, pointsUnder, type Weights } from "./weights";

const MEASURES = graphql`
  fragment trying_candidate on Candidate {
    score {
      contributions {
        key
        normalized
      }
    }
  }
`;

/** What was read of a candidate: the list makes another one when its bid has changed. */
const known = new WeakMap<Candidate, Measures>();

export interface Trying {
  /** The weights that are shown: those of the demand, or others that are tried. */
  weights: Weights;
  isTrying: boolean;
  /** Points by candidate; null while the demand's own weights count. */
  tried: Tried | null;
  set: (weights: Weights) => void;
  reset: () => void;
  /** Reads what is needed of all candidates: the first move of a weight is then as quick as the others. */
  prepare: () => void;
}

export function useTrying(
  candidates: readonly Candidate[],
  criteria: readonly { readonly key: string; readonly weight: number }[],
): Trying {
  const environment = useRelayEnvironment();
  const own = useMemo(() => Object.fromEntries(criteria.map(({ key, weight }) => [key, weight])), [criteria]);
  const [other, setOther] = useState<Weights | null>(null);
  const weights = other ?? own;
  const isTrying = !isSame(own, weights);
  const tried = useMemo(
    () =>
      isTrying ? new Map(candidates.map((each) => [each.id, pointsUnder(weights, measured(environment, each))])) : null,
    [environment, candidates, weights, isTrying],
  );
  const prepare = useCallback(() => {
    for (const each of candidates) measured(environment, each);
  }, [environment, candidates]);
  return { weights, isTrying, tried, set: setOther, reset: () => setOther(null), prepare };
}

/** Read when somebody tries other weights, and not with the list: it would take as long again to read it. */
function measured(environment: Environment, candidate: Candidate): Measures {
  const before = known.get(candidate);
  if (before) return before;
  const selector = getSingularSelector(getFragment(MEASURES), candidate);
  const data = selector && (environment.lookup(selector).data as trying_candidate$data | undefined);
  const measures = measuresOf(data?.score?.contributions ?? []);
  known.set(candidate, measures);
  return measures;
}
