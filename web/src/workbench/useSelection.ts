/** Which candidates are selected to be decided about or compared together. */
import { useMemo, useState } from "react";
import type { Candidate } from "./candidates";

export interface Selection {
  /** In the order of the list; those that the filter leaves out come last. */
  selected: readonly Candidate[];
  ids: ReadonlySet<string>;
  toggle: (id: string) => void;
  /** Adds these to what is selected. */
  add: (...ids: string[]) => void;
  clear: () => void;
}

/** Leaves a selection with the page, for whoever comes back to it. */
export function leaveSelected(selected: readonly string[]): void {
  history.replaceState({ ...history.state, selected }, "");
}

/** What was selected when the page was left; none for whoever comes to it otherwise. */
function selectedBefore(): ReadonlySet<string> {
  const { selected } = (history.state ?? {}) as { selected?: unknown };
  return new Set(Array.isArray(selected) ? selected.map(String) : []);
}

export function useSelection(candidates: readonly Candidate[], shown: readonly Candidate[]): Selection {
  const [ids, setIds] = useState(selectedBefore);
  const selected = useMemo(() => {
    if (ids.size === 0) return [];
    const inSight = shown.filter(({ id }) => ids.has(id));
    const known = new Set(inSight.map(({ id }) => id));
    return [...inSight, ...candidates.filter(({ id }) => ids.has(id) && !known.has(id))];
  }, [candidates, shown, ids]);
  return {
    selected,
    ids,
    toggle: (id) =>
      setIds((before) => {
        const next = new Set(before);
        if (!next.delete(id)) next.add(id);
        return next;
      }),
    add: (...more) => setIds((before) => new Set([...before, ...more])),
    clear: () => setIds(new Set()),
  };
}
