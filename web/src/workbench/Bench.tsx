import { Trans, useLingui } from "@lingui/react/macro";
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from "react";
import { graphql, useFragment } from "react-relay";
import { Link, useLocation } from "wouter";
import type { Bench_demand$data, Bench_demand$key } from "../__generated__/Bench_demand.graphql";
import type { BenchWriteMutation } from "../__generated__/BenchWriteMutation.graphql";
import { keyOfTry, useAct } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { Button } from "../parts/Button";
import { RefusalNotice } from "../parts/Notice";
import { Alternatives } from "./Alternatives";
import { Aside } from "./Aside";
import { Asked, type Asking } from "./Asked";
import styles from "./Bench.module.css";
import { Bulk, Told } from "./Bulk";
import { CANDIDATE_NAME, type PanelDeed } from "./CandidatePanel";
import { type Candidate, useCandidates, useTakingIn } from "./candidates";
import { type Acts, useCommands } from "./commands";
import { useDecisions } from "./decisions";
import { allows, type Deed, whyNot } from "./deeds";
import { useFeed } from "./feeding";
import { EVERYTHING, type Filter } from "./filter";
import { Grid } from "./Grid";
import { Head } from "./Head";
import { useKeys } from "./keys";
import { Empty, News, Sealed } from "./News";
import { ranksOf } from "./order";
import { REMARK_FIELD } from "./Remarks";
import { Standings } from "./Standings";
import { useTrying } from "./trying";
import { useDeciding } from "./useDeciding";
import { useSelection } from "./useSelection";
import { useShown } from "./useShown";
import { useStable } from "./useStable";

const Weights = lazy(() => import("./Weights"));

interface BenchProps {
  demand: Bench_demand$key;
  /** The id of the candidate that is shown beside the list. */
  candidate: string | null;
  /** All has to be read again: what happened meanwhile is not known. */
  onResync: () => void;
}

export function Bench({ demand: given, candidate: active, onResync }: BenchProps) {
  const demand = useFragment(
    graphql`
      fragment Bench_demand on BiddingDemand @argumentDefinitions(count: { type: "Int" }) {
        id
        state
        version
        actions
        bidding
        bidCount
        deadlineAt
        openedAt
        currency
        budget {
          high {
            amount
          }
        }
        ...Head_demand
        workbench {
          id
          cursor
          criteria {
            key
            weight
          }
          ...candidates_workbench @arguments(count: $count)
        }
      }
    `,
    given,
  );
  if (!demand.workbench) return null;
  return <Opened demand={demand} workbench={demand.workbench} active={active} onResync={onResync} />;
}

interface OpenedProps {
  demand: Bench_demand$data;
  workbench: NonNullable<Bench_demand$data["workbench"]>;
  active: string | null;
  onResync: () => void;
}

/** Loads what the list shows; reading all of it anew would take longer than anything that is done with the list. */
function Opened(props: OpenedProps) {
  return <Loaded {...props} loaded={useCandidates(props.workbench)} />;
}

interface LoadedProps extends OpenedProps {
  loaded: ReturnType<typeof useCandidates>;
}

function Loaded({ demand, workbench, active, onResync, loaded }: LoadedProps) {
  const { candidates, isLoading, hasFailed, retry } = loaded;
  const [filter, setFilter] = useState<Filter>(EVERYTHING);
  const trying = useTrying(candidates, workbench.criteria);
  const { shown, here, waiting, settle } = useShown(candidates, filter, trying.tried);
  const selection = useSelection(candidates, shown);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [isWeighing, setWeighing] = useState(false);
  const [why, setWhy] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { i18n } = useLingui();
  const gridRef = useRef<HTMLDivElement>(null);
  const wordsRef = useRef<HTMLInputElement>(null);
  const [, go] = useLocation();
  const choose = useChoosing(demand.id);
  const criteria = useMemo(() => workbench.criteria.map(({ key }) => key), [workbench.criteria]);
  const ranks = useMemo(() => ranksOf(here), [here]);
  const triedRanks = useMemo(() => (trying.tried ? ranksOf(here, trying.tried) : ranks), [here, ranks, trying.tried]);
  const counts = useMemo(() => countsOf(candidates), [candidates]);
  const unread = useMemo(() => candidates.filter(({ isUnread }) => isUnread).length, [candidates]);
  const alternatives = useMemo(() => alternativesOf(candidates), [candidates]);
  const decisions = useDecisions(demand.id, alternatives);
  const deciding = useDeciding(decisions);
  const { decide } = deciding;
  const takeIn = useTakingIn(workbench.id);
  const chosen = candidates.find(({ id }) => id === active);
  const subjects = selection.selected.length > 0 ? selection.selected : chosen ? [chosen] : [];
  const write = useWriting();

  useFeed(demand.id, workbench, { recount: decisions.recount, onResync });

  const merge = async () => {
    await takeIn(waiting);
    settle();
  };
  const deed = (deed: Deed, on: readonly Candidate[]) => {
    const hindrance = whyNot(deed, on, demand.state);
    setWhy(hindrance && i18n._(hindrance));
    const some = on.filter((each) => allows(deed, each) && !deciding.isUnderWay(each.id));
    if (some.length === 0) return;
    if (deed === "drop") void decide({ kind: "drop", candidates: some, reason: null });
    else if (deed !== "place") setAsking({ kind: deed, candidates: some });
    else {
      const others = some.length > 1 ? some.filter(({ standing }) => standing !== "ALTERNATIVE") : some;
      void decide({ kind: "place", candidates: others, rank: null });
    }
  };
  const step = (by: number): string | undefined => {
    const place = shown.findIndex(({ id }) => id === active);
    const next = shown[place < 0 ? 0 : Math.min(Math.max(place + by, 0), shown.length - 1)];
    if (next) choose(next.id);
    return next?.id;
  };
  const extend = (by: number) => selection.add(...[active, step(by)].filter((id) => typeof id === "string"));
  const move = (id: string, rank: number) => {
    const candidate = candidates.find((each) => each.id === id);
    if (candidate && allows("place", candidate)) void decide({ kind: "place", candidates: [candidate], rank });
    else if (candidate) deed("place", [candidate]);
  };
  const shift = (by: number) => {
    const place = alternatives.findIndex(({ id }) => id === active) + 1;
    const target = place + by;
    if (active && place > 0 && target >= 1 && target <= alternatives.length) move(active, target);
  };
  const closeWeights = () => {
    setWeighing(false);
    trying.reset();
    gridRef.current?.focus();
  };
  // Whoever is quicker than the network reads as soon as the candidate is there.
  const wanted = useRef<string | null>(null);
  const read = () => {
    const heading = document.getElementById(CANDIDATE_NAME);
    if (heading?.dataset.candidate === active) heading?.focus();
    else wanted.current = active;
  };
  const takeFocus = (id: string, heading: HTMLElement) => {
    if (wanted.current === id) heading.focus();
    wanted.current = null;
  };
  const acts: Acts = {
    deed,
    message: () => chosen && void write(chosen).then(setRefusal),
    interview: () => chosen && go(`/interviews?with=${chosen.applicant.id}`),
    remark: () => document.getElementById(REMARK_FIELD)?.focus(),
    compare: () => {
      const some = selection.selected.map(({ id }) => id);
      if (some.length >= 2 && some.length <= 6) go(`/demands/${demand.id}/workbench/compare?of=${some.join(",")}`);
    },
    read: () => decisions.read(subjects.filter(({ isUnread }) => isUnread)),
    select: () => active && selection.toggle(active),
    weights: () => (isWeighing ? closeWeights() : setWeighing(true)),
    record: () => go(`/demands/${demand.id}/workbench/record`),
    takeIn: () => void merge(),
    undo: () => void deciding.undo(),
    filter: () => wordsRef.current?.focus(),
    keys: () => setAsking({ kind: "keys" }),
  };
  const commands = useCommands(acts, {
    subjects,
    chosen,
    state: demand.state,
    selected: selection.selected.length,
    waiting: waiting.length,
    mayUndo: deciding.mayUndo,
  });
  useKeys([
    ["j", () => step(1)],
    ["k", () => step(-1)],
    ["ArrowDown", () => step(1)],
    ["ArrowUp", () => step(-1)],
    ["Shift+j", () => extend(1)],
    ["Shift+k", () => extend(-1)],
    ["x", acts.select],
    [" ", acts.select],
    ["Enter", read],
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
  ]);
  const beside = useStable({
    onDeed: (each: PanelDeed) => {
      if (each === "message" || each === "interview") acts[each]();
      else if (chosen) deed(each, [chosen]);
    },
    onRead: (candidate: Candidate) => decisions.read([candidate]),
    onShow: takeFocus,
    onTakeIn: () => void takeIn(waiting.filter(({ id }) => id === active)),
    onClose: () => {
      choose(null);
      gridRef.current?.focus();
    },
  });
  const isSealed = demand.bidding === "SEALED" && demand.openedAt === null && demand.state === "OPEN";
  return (
    <div className={styles.page} data-fills-window data-reading={active !== null || undefined}>
      <Head demand={demand} onKeys={acts.keys} />
      {isSealed ? (
        <Sealed bidCount={demand.bidCount ?? 0} deadlineAt={demand.deadlineAt ?? ""} />
      ) : (
        <div className={styles.bench}>
          <Standings counts={counts} unread={unread} filter={filter} onFilter={setFilter} wordsRef={wordsRef}>
            <button type="button" aria-pressed={isWeighing} onClick={acts.weights}>
              <Trans>Weights</Trans> <kbd>w</kbd>
            </button>
            <Link href={`/demands/${demand.id}/workbench/record`}>
              <Trans>Selection record</Trans>
            </Link>
            <button type="button" onClick={() => setAsking({ kind: "palette" })}>
              <Trans>Actions</Trans> <kbd>Ctrl K</kbd>
            </button>
          </Standings>
          <section className={styles.list}>
            <News
              shown={shown.length}
              all={candidates.length - waiting.filter((each) => each.waiting === "ARRIVED").length}
              waiting={waiting}
              onMerge={acts.takeIn}
            />
            {hasFailed && (
              <div className={styles.status} role="alert">
                <Trans>Not all candidates could be loaded.</Trans>{" "}
                <Button onPress={retry}>
                  <Trans>Try again</Trans>
                </Button>
              </div>
            )}
            <Grid
              gridRef={gridRef}
              candidates={shown}
              ranks={triedRanks}
              former={ranks}
              weights={trying.isTrying ? trying.weights : null}
              criteria={criteria}
              budget={demand.budget?.high ? Number(demand.budget.high.amount) : null}
              active={active}
              checked={selection.ids}
              onChoose={choose}
              onToggle={selection.toggle}
            />
            {shown.length === 0 && !isLoading && <Empty isFiltered={candidates.length > waiting.length} />}
            <div className={styles.over}>
              <div>
                <RefusalNotice refusal={refusal} />
                <Told deciding={deciding} why={why} />
                <Bulk
                  selected={selection.selected}
                  onDeed={(each) => deed(each, selection.selected)}
                  onCompare={acts.compare}
                  onRead={acts.read}
                  onClear={selection.clear}
                />
              </div>
            </div>
            {isWeighing && (
              <Suspense>
                <Weights
                  demand={{ ...demand, bidCount: demand.bidCount ?? 0 }}
                  trying={trying}
                  onClose={closeWeights}
                />
              </Suspense>
            )}
            <Alternatives
              alternatives={alternatives}
              isOpen={candidates.some((each) => allows("place", each))}
              active={active}
              onChoose={choose}
              onMove={move}
            />
          </section>
          <Aside active={active} chosen={chosen} ranks={ranks} criteria={criteria} {...beside} />
        </div>
      )}
      <Asked
        asking={asking}
        collision={deciding.collision}
        candidates={candidates}
        demand={demand}
        commands={commands}
        decide={decide}
        onAwarded={decisions.recount}
        onPlace={choose}
        onClose={() => setAsking(null)}
        onLeave={deciding.leave}
      />
    </div>
  );
}

/** Escape leads back to the list, and there it selects nothing. */
function leave(grid: HTMLElement | null, clear: () => void): void {
  if (document.activeElement === grid || document.activeElement === document.body) clear();
  grid?.focus();
}

/** Another candidate is another address, which a reload and a colleague find again. */
function useChoosing(demandId: string): (id: string | null) => void {
  const [, go] = useLocation();
  return useCallback(
    (id) => go(`/demands/${demandId}/workbench${id ? `/${id}` : ""}`, { replace: true }),
    [go, demandId],
  );
}

/** Goes to the conversation with an applicant, which is opened if there is none yet. */
function useWriting(): (candidate: Candidate) => Promise<Refusal | null> {
  const [, go] = useLocation();
  const [open] = useAct<BenchWriteMutation>(graphql`
    mutation BenchWriteMutation($input: OpenConversationInput!) {
      openConversation(input: $input) {
        __typename
        ... on Conversation {
          id
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  return async ({ applicant }) => {
    const { result, refusal } = await open({ applicantId: applicant.id, idempotencyKey: keyOfTry() });
    if (result?.id) go(`/inbox/${result.id}`);
    return refusal;
  };
}

function alternativesOf(candidates: readonly Candidate[]): Candidate[] {
  return candidates
    .filter(({ standing }) => standing === "ALTERNATIVE")
    .sort((one, other) => (one.alternativeRank ?? 0) - (other.alternativeRank ?? 0));
}

function countsOf(candidates: readonly Candidate[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { standing, waiting } of candidates) {
    if (waiting !== "ARRIVED") counts.set(standing, (counts.get(standing) ?? 0) + 1);
  }
  return counts;
}
