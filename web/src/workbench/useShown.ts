/** Which candidates the list shows, and in which order: it stands still while somebody reads. */
import { useMemo, useState } from "react";
import type { Candidate } from "./candidates";
import { type Filter, fits } from "./filter";
import { ordered, type Tried } from "./order";

interface Shown {
  shown: Candidate[];
  /** All that was taken in. */
  here: Candidate[];
  /** What has come or changed and is not shown yet. */
  waiting: Candidate[];
  /** From now on the filter is asked of every candidate anew. */
  settle: () => void;
}

/** A candidate that once fitted the filter stays until it is asked anew, so that nobody loses what they just decided. */
export function useShown(candidates: readonly Candidate[], filter: Filter, tried: Tried | null): Shown {
  const [settled, settle] = useState(0);
  const waiting = useMemo(() => candidates.filter(({ waiting }) => waiting), [candidates]);
  const here = useMemo(() => candidates.filter(({ waiting }) => waiting !== "ARRIVED"), [candidates]);
  const inOrder = useMemo(() => ordered(here, filter.order, tried), [here, filter.order, tried]);
  const asked = `${settled} ${JSON.stringify(filter)}`;
  const fitting = useMemo(() => here.filter((each) => fits(each, filter)).map(({ id }) => id), [here, filter]);
  const [kept, setKept] = useState({ asked, ids: new Set(fitting) });
  if (kept.asked !== asked) setKept({ asked, ids: new Set(fitting) });
  else if (fitting.some((id) => !kept.ids.has(id))) setKept({ asked, ids: new Set([...kept.ids, ...fitting]) });
  const shown = useMemo(() => inOrder.filter(({ id }) => kept.ids.has(id)), [inOrder, kept]);
  return { shown, here, waiting, settle: () => settle((count) => count + 1) };
}
