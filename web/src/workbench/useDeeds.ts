/** What somebody wants of candidates: done at once where it can be taken back, and asked about before where it cannot. */
import type { MessageDescriptor } from "@lingui/core";
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { Question } from "./Asked";
import type { Candidate } from "./candidates";
import { allows, type Deed, follows, whyNot } from "./deeds";
import type { Deciding } from "./useDeciding";

interface Deeds {
  deed: (deed: Deed, on: readonly Candidate[]) => void;
  /** Why the last one was possible with none of its candidates; null if it was with some. */
  why: string | null;
  /** Says why something is not possible, if it is not. */
  isHindered: (hindrance: MessageDescriptor | null) => boolean;
}

/** `state` is the demand's; what is said is about the candidate that is shown, and goes with it. */
export function useDeeds(
  state: string,
  active: string | null,
  deciding: Deciding,
  ask: (question: Question) => void,
): Deeds {
  const { i18n } = useLingui();
  const [said, setSaid] = useState<{ why: string; active: string | null } | null>(null);
  const isHindered = (hindrance: MessageDescriptor | null): boolean => {
    setSaid(hindrance && { why: i18n._(hindrance), active });
    return hindrance !== null;
  };
  const deed = (deed: Deed, on: readonly Candidate[]) => {
    // What may be done is known only after the answer.
    const some = on.filter((each) => (deciding.isUnderWay(each.id) ? follows(deed, each) : allows(deed, each)));
    if (isHindered(some.length > 0 ? null : whyNot(deed, on, state)) || some.length === 0) return;
    if (deed === "drop") void deciding.decide({ kind: "drop", candidates: some, reason: null });
    else if (deed !== "place") ask({ kind: deed, candidates: some });
    else {
      const others = some.length > 1 ? some.filter(({ standing }) => standing !== "ALTERNATIVE") : some;
      void deciding.decide({ kind: "place", candidates: others, rank: null });
    }
  };
  return { deed, why: said?.active === active ? said.why : null, isHindered };
}
