/** What somebody does at the workbench, by pointer, key or palette. */
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { graphql } from "react-relay";
import { useLocation } from "wouter";
import type { useActingWriteMutation } from "../__generated__/useActingWriteMutation.graphql";
import { keyOfTry, useAct } from "../network/acting";
import type { Refusal } from "../network/refusals";
import type { PanelDeed } from "./CandidatePanel";
import type { Candidate } from "./candidates";
import type { Acts } from "./commands";
import { allows, whyNotChosen, whyNotCompare, whyNotInterview, whyNotMessage, whyNotRemark } from "./deeds";
import { CANDIDATE_NAME, useGoingOn } from "./goingOn";
import type { Asking } from "./InFront";
import type { Keys } from "./keys";
import { REMARK_FIELD } from "./Remarks";
import type { BenchState, ShownDemand } from "./useBench";
import { useDeeds } from "./useDeeds";
import { leaveSelected } from "./useSelection";
import { useStable } from "./useStable";

export type Acting = ReturnType<typeof useActing>;

export function useActing(demand: ShownDemand, active: string | null, bench: BenchState) {
  const { candidates, shown, waiting, selection, alternatives, chosen, subjects, decisions, deciding } = bench;
  const [asking, setAsking] = useState<Asking | null>(null);
  const [isWeighing, setWeighing] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const gridRef = useRef<HTMLDivElement>(null);
  const wordsRef = useRef<HTMLInputElement>(null);
  const [, go] = useLocation();
  const choose = useChoosing(demand.id, active);
  const write = useWriting(demand.id);
  const { read, takeFocus } = useReadingOn();
  useGoingOn(gridRef);
  useBackInList(gridRef, active);
  const place = `/demands/${demand.id}/workbench`;
  const { deed, why, isHindered } = useDeeds(demand.state, active, deciding, setAsking);

  const step = (by: number): string | undefined => {
    const here = shown.findIndex(({ id }) => id === active);
    const next = shown[here < 0 ? 0 : Math.min(Math.max(here + by, 0), shown.length - 1)];
    if (next) choose(next.id);
    return next?.id;
  };
  const extend = (by: number) => selection.add(...[active, step(by)].filter((id) => typeof id === "string"));
  const move = (id: string, rank: number) => {
    const candidate = candidates.find((each) => each.id === id);
    if (candidate && allows("place", candidate)) void deciding.decide({ kind: "place", candidates: [candidate], rank });
    else if (candidate) deed("place", [candidate]);
  };
  const shift = (by: number) => {
    const rank = alternatives.findIndex(({ id }) => id === active) + 1;
    const target = rank + by;
    if (active && rank > 0 && target >= 1 && target <= alternatives.length) move(active, target);
  };
  const closeWeights = () => {
    setWeighing(false);
    bench.trying.reset();
    gridRef.current?.focus();
  };
  const message = (candidate: Candidate) => void write(candidate).then(setRefusal);
  const interview = ({ applicant }: Candidate) => go(`/interviews?with=${applicant.id}`);
  const acts: Acts = {
    deed,
    message: () => isHindered(whyNotMessage(chosen, demand.state)) || (chosen && message(chosen)),
    interview: () => isHindered(whyNotInterview(chosen, demand.state)) || (chosen && interview(chosen)),
    remark: () => isHindered(whyNotRemark(chosen)) || document.getElementById(REMARK_FIELD)?.focus(),
    compare: () => {
      const some = selection.selected.map(({ id }) => id);
      if (isHindered(whyNotCompare(some.length))) return;
      leaveSelected(some);
      go(`${place}/compare?of=${some.join(",")}`);
    },
    read: () => decisions.read(subjects.filter(({ isUnread }) => isUnread)),
    select: () => isHindered(whyNotChosen(chosen)) || (active && selection.toggle(active)),
    weights: () => (isWeighing ? closeWeights() : setWeighing(true)),
    record: () => go(`${place}/record`),
    close: () => setAsking({ kind: "close" }),
    takeBack: () => setAsking({ kind: "takeBack" }),
    takeIn: () => void bench.merge(),
    undo: () => void deciding.undo(),
    filter: () => wordsRef.current?.focus(),
    keys: () => setAsking({ kind: "keys" }),
  };
  const keys: Keys = [
    ["j", () => step(1)],
    ["k", () => step(-1)],
    ["ArrowDown", () => step(1)],
    ["ArrowUp", () => step(-1)],
    ["Shift+j", () => extend(1)],
    ["Shift+k", () => extend(-1)],
    ["x", acts.select],
    [" ", acts.select],
    ["Enter", () => read(active ?? step(1))],
    ["Escape", () => leave(gridRef.current, selection.clear)],
    ["a", () => deed(subjects.every(({ standing }) => standing === "ALTERNATIVE") ? "drop" : "place", subjects)],
    ["e", () => deed("eliminate", subjects)],
    ["u", () => deed("restore", subjects)],
    ["c", acts.compare],
    ["w", acts.weights],
    ["m", acts.message],
    ["i", acts.interview],
    ["r", acts.remark],
    [".", acts.takeIn],
    ["/", acts.filter],
    ["?", acts.keys],
    ["Ctrl+k", () => setAsking({ kind: "palette" })],
    ["Ctrl+z", acts.undo],
    ["Alt+ArrowUp", () => shift(-1)],
    ["Alt+ArrowDown", () => shift(1)],
  ];
  /** What is done beside the list, where nothing is rendered again because of the list. */
  const beside = useStable({
    onDeed: (each: PanelDeed, candidateId: string) => {
      if (each === "close" || each === "takeBack") return acts[each]();
      const candidate = candidates.find(({ id }) => id === candidateId);
      if (!candidate) return;
      if (each === "message") message(candidate);
      else if (each === "interview") interview(candidate);
      else deed(each, [candidate]);
    },
    onRead: (candidate: Candidate) => decisions.read([candidate]),
    onShow: takeFocus,
    onTakeIn: (candidateId: string) => void bench.takeIn(waiting.filter(({ id }) => id === candidateId)),
    onClose: () => choose(null),
  });
  return {
    ...{ acts, keys, beside, choose, move, closeWeights, asking, setAsking, isWeighing, why, refusal },
    ...{ gridRef, wordsRef },
  };
}

/** Whoever closes a candidate goes on in the list. */
function useBackInList(gridRef: RefObject<HTMLElement | null>, active: string | null): void {
  const before = useRef(active);
  useEffect(() => {
    if (before.current !== null && active === null) gridRef.current?.focus();
    before.current = active;
  }, [gridRef, active]);
}

/** Escape leads back to the list, and there it selects nothing. */
function leave(grid: HTMLElement | null, clear: () => void): void {
  if (document.activeElement === grid || document.activeElement === document.body) clear();
  grid?.focus();
}

/** Where a candidate is in front of the list, and not beside it: as in Bench.module.css. */
const IN_FRONT = "(max-width: 48rem)";
/** What an address says that was come to from the list. */
const OVER_LIST = "isOverList";

/**
 * Another candidate is another address, which a reload and a colleague find again. Beside the list it takes the place of
 * the one before; in front of it, the way back leads to the list.
 */
function useChoosing(demandId: string, active: string | null): (id: string | null) => void {
  const [, go] = useLocation();
  return useCallback(
    (id) => {
      const isOverList = Boolean((history.state as Record<string, unknown> | null)?.[OVER_LIST]);
      const isOpening = active === null && window.matchMedia(IN_FRONT).matches;
      const path = `/demands/${demandId}/workbench`;
      if (id === null && isOverList) history.back();
      else if (id === null) go(path, { replace: true });
      else if (isOpening) go(`${path}/${id}`, { state: { [OVER_LIST]: true } });
      else go(`${path}/${id}`, { replace: true, state: isOverList ? { [OVER_LIST]: true } : null });
    },
    [go, demandId, active],
  );
}

/** Leads to the heading of a candidate: whoever is quicker than the network reads as soon as it is there. */
function useReadingOn() {
  const wanted = useRef<string | null>(null);
  const read = (id: string | null | undefined) => {
    const heading = document.getElementById(CANDIDATE_NAME);
    if (heading && heading.dataset.candidate === id) heading.focus();
    else wanted.current = id ?? null;
  };
  const takeFocus = (id: string, heading: HTMLElement) => {
    if (wanted.current === id) heading.focus();
    wanted.current = null;
  };
  return { read, takeFocus };
}

/** Goes to the conversation with an applicant, to write and to come back from; it is opened if there is none yet. */
function useWriting(demandId: string): (candidate: Candidate) => Promise<Refusal | null> {
  const [, go] = useLocation();
  const [open] = useAct<useActingWriteMutation>(graphql`
    mutation useActingWriteMutation($input: OpenConversationInput!) {
      openConversation(input: $input) {
        __typename
        ... on Conversation {
          id
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  return async ({ id, applicant }) => {
    const { result, refusal } = await open({ applicantId: applicant.id, idempotencyKey: keyOfTry() });
    const state = { from: `/demands/${demandId}/workbench/${id}`, isToWrite: true };
    if (result?.id) go(`/inbox/${result.id}`, { state });
    return refusal;
  };
}
