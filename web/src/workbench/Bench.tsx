import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Suspense, useCallback, useDeferredValue, useMemo, useRef, useState } from "react";
import { graphql, useFragment } from "react-relay";
import { useLocation } from "wouter";
import type { Bench_demand$data, Bench_demand$key } from "../__generated__/Bench_demand.graphql";
import type { BenchWriteMutation } from "../__generated__/BenchWriteMutation.graphql";
import { Waiting } from "../app/Waiting";
import { keyOfTry, useAct } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { Button } from "../parts/Button";
import { Countdown } from "../parts/Countdown";
import { Failure } from "../parts/Failure";
import { RefusalNotice } from "../parts/Notice";
import { useTexts } from "../parts/texts";
import { Alternatives } from "./Alternatives";
import styles from "./Bench.module.css";
import { CANDIDATE_NAME, CandidatePanel, type Deed } from "./CandidatePanel";
import { type Candidate, useCandidates, useTakingIn } from "./candidates";
import { type Decisions, useDecisions, useRereading } from "./decisions";
import { AwardDialog, EliminateDialog, KeysDialog, RestoreDialog } from "./dialogs";
import { EVERYTHING, type Filter } from "./filter";
import { Grid } from "./Grid";
import { Head } from "./Head";
import { useKeys } from "./keys";
import { type Happening, useWorkbenchFeed } from "./live";
import { ordered, ranksOf } from "./order";
import { REMARK_FIELD } from "./Remarks";
import { Standings } from "./Standings";
import { useShown } from "./useShown";

interface BenchProps {
  demand: Bench_demand$key;
  /** The id of the candidate that is shown beside the list. */
  candidate: string | null;
  /** All has to be read again: what happened meanwhile is not known. */
  onResync: () => void;
}

type Asking = "eliminate" | "restore" | "award" | "keys" | null;

export function Bench({ demand: given, candidate: active, onResync }: BenchProps) {
  const demand = useFragment(
    graphql`
      fragment Bench_demand on BiddingDemand @argumentDefinitions(count: { type: "Int" }) {
        id
        state
        version
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

function Opened({ demand, workbench, active, onResync }: OpenedProps) {
  const { candidates, isLoading, hasFailed, retry } = useCandidates(workbench);
  const [filter, setFilter] = useState<Filter>(EVERYTHING);
  const { shown, waiting, settle } = useShown(candidates, filter);
  const [asking, setAsking] = useState<Asking>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const gridRef = useRef<HTMLDivElement>(null);
  const wordsRef = useRef<HTMLInputElement>(null);
  const choose = useChoosing(demand.id);
  const criteria = useMemo(() => workbench.criteria.map(({ key }) => key), [workbench.criteria]);
  const ranks = useMemo(() => ranksOf(candidates.filter((each) => each.waiting !== "ARRIVED")), [candidates]);
  const counts = useMemo(() => countsOf(candidates), [candidates]);
  const unread = useMemo(() => candidates.filter(({ isUnread }) => isUnread).length, [candidates]);
  const alternatives = useMemo(() => alternativesOf(candidates), [candidates]);
  const decisions = useDecisions(demand.id, alternatives);
  const takeIn = useTakingIn(workbench.id);
  const chosen = candidates.find(({ id }) => id === active);

  useFeed(demand.id, workbench, { recount: decisions.recount, onResync });

  const merge = async () => {
    await takeIn(waiting);
    settle();
  };
  const tell = (outcome: Promise<Refusal | null>) => void outcome.then(setRefusal);
  const write = useWriting();
  const deeds = deedsOf(chosen, { ...decisions, write }, tell, setAsking);
  const step = (by: number) => {
    const place = shown.findIndex(({ id }) => id === active);
    const next = shown[place < 0 ? 0 : Math.min(Math.max(place + by, 0), shown.length - 1)];
    if (next) choose(next.id);
  };
  const shift = (by: number) => {
    const place = alternatives.findIndex(({ id }) => id === active) + 1;
    const target = place + by;
    if (chosen && place > 0 && target >= 1 && target <= alternatives.length) tell(decisions.place(chosen, target));
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
  useKeys([
    ["j", () => step(1)],
    ["k", () => step(-1)],
    ["ArrowDown", () => step(1)],
    ["ArrowUp", () => step(-1)],
    ["Enter", read],
    ["Escape", () => gridRef.current?.focus()],
    ["a", () => deeds(chosen?.standing === "ALTERNATIVE" ? "drop" : "place")],
    ["e", () => deeds("eliminate")],
    ["u", () => deeds("restore")],
    ["m", () => deeds("message")],
    ["r", () => document.getElementById(REMARK_FIELD)?.focus()],
    [".", () => void merge()],
    ["/", () => wordsRef.current?.focus()],
    ["?", () => setAsking("keys")],
    ["Alt+ArrowUp", () => shift(-1)],
    ["Alt+ArrowDown", () => shift(1)],
  ]);
  const isSealed = demand.bidding === "SEALED" && demand.openedAt === null && demand.state === "OPEN";
  return (
    <div className={styles.page} data-fills-window data-reading={active !== null || undefined}>
      <Head demand={demand} onKeys={() => setAsking("keys")} />
      {isSealed ? (
        <Sealed bidCount={demand.bidCount ?? 0} deadlineAt={demand.deadlineAt ?? ""} />
      ) : (
        <div className={styles.bench}>
          <Standings counts={counts} unread={unread} filter={filter} onFilter={setFilter} wordsRef={wordsRef} />
          <section className={styles.list}>
            <News
              shown={shown.length}
              all={candidates.length - waiting.filter((each) => each.waiting === "ARRIVED").length}
              waiting={waiting}
              onMerge={() => void merge()}
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
              ranks={ranks}
              criteria={criteria}
              budget={demand.budget?.high ? Number(demand.budget.high.amount) : null}
              active={active}
              onChoose={choose}
            />
            {shown.length === 0 && !isLoading && <Empty isFiltered={candidates.length > waiting.length} />}
            <div className={styles.refusal}>
              <RefusalNotice refusal={refusal} />
            </div>
            <Alternatives
              alternatives={alternatives}
              active={active}
              onChoose={choose}
              onMove={(candidate, rank) => tell(decisions.place(candidate, rank))}
            />
          </section>
          <Aside
            active={active}
            chosen={chosen}
            ranks={ranks}
            criteria={criteria}
            onDeed={deeds}
            onRead={decisions.read}
            onShow={takeFocus}
            onTakeIn={() => void takeIn(waiting.filter(({ id }) => id === active))}
            onClose={() => {
              choose(null);
              gridRef.current?.focus();
            }}
          />
        </div>
      )}
      <Asked
        asking={asking}
        chosen={chosen}
        demandVersion={demand.version}
        currency={demand.currency}
        isFirst={asking === "award" && isFirst(chosen, candidates)}
        decisions={decisions}
        onClose={() => setAsking(null)}
      />
    </div>
  );
}

/** Another candidate is another address, which a reload and a colleague find again. */
function useChoosing(demandId: string): (id: string | null) => void {
  const [, go] = useLocation();
  return useCallback(
    (id) => go(`/demands/${demandId}/workbench${id ? `/${id}` : ""}`, { replace: true }),
    [go, demandId],
  );
}

interface Feed {
  recount: () => void;
  onResync: () => void;
}

/** Follows from the moment at which the first page was read: a later page tells what was new to it anyway. */
function useFeed(demandId: string, { id, cursor }: OpenedProps["workbench"], { recount, onResync }: Feed): void {
  const [after] = useState(cursor);
  const readAgain = useRereading(demandId);
  useWorkbenchFeed({
    demandId,
    workbenchId: id,
    after,
    onHappening: ({ event }: Happening) => {
      if (ANEW.has(event.__typename)) onResync();
      else if (ELSEWHERE.has(event.__typename)) recount();
      // A failure is no news: whoever acts on what is no longer allowed is told so.
      if (EVERYWHERE.has(event.__typename)) readAgain().catch(() => {});
    },
    onEnd: onResync,
  });
}

/** After these nothing that was read is sure to be true. */
const ANEW = new Set(["ResyncRequired", "DemandAmended", "BidsOpened"]);
/** These change what may be done with every candidate. */
const EVERYWHERE = new Set(["BiddingClosed", "DemandStateChanged", "AwardOffered", "AwardAnswered"]);
/** These move more than what they name. */
const ELSEWHERE = new Set([...EVERYWHERE, "StandingChanged", "BidWithdrawn"]);

function deedsOf(
  chosen: Candidate | undefined,
  decisions: Decisions & { write: (candidate: Candidate) => Promise<Refusal | null> },
  tell: (outcome: Promise<Refusal | null>) => void,
  ask: (asking: Asking) => void,
): (deed: Deed) => void {
  return (deed) => {
    if (!chosen) return;
    if (deed === "message") return tell(decisions.write(chosen));
    if (!chosen.actions.includes(ACTIONS[deed])) return;
    if (deed === "place") tell(decisions.place(chosen, null));
    else if (deed === "drop") tell(decisions.drop(chosen));
    else ask(deed);
  };
}

const ACTIONS = {
  place: "PLACE_ALTERNATIVE",
  drop: "DROP_ALTERNATIVE",
  eliminate: "ELIMINATE",
  restore: "RESTORE",
  award: "AWARD",
} as const;

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
        ... on Refusal {
          code
          message
        }
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

/** Whether a candidate ranks first among all that stand and were not eliminated, those that wait included. */
function isFirst(chosen: Candidate | undefined, candidates: readonly Candidate[]): boolean {
  const standing = candidates.filter((each) => each.standing !== "ELIMINATED" && each.waiting !== "WITHDRAWN");
  return ordered(standing, "MERIT")[0]?.id === chosen?.id;
}

interface NewsProps {
  shown: number;
  all: number;
  waiting: readonly Candidate[];
  onMerge: () => void;
}

/** How many are shown, and what waits to be taken in. The line is always there, so that nothing below it ever moves. */
function News({ shown, all, waiting, onMerge }: NewsProps) {
  const arrived = waiting.filter((each) => each.waiting === "ARRIVED").length;
  const changed = waiting.length - arrived;
  return (
    <div className={styles.news} data-waiting={waiting.length > 0 || undefined}>
      <p>
        {shown === all ? (
          <Plural value={all} one="# candidate" other="# candidates" />
        ) : (
          <Trans>
            {shown} of {all}
          </Trans>
        )}
      </p>
      <p role="status" className={styles.counts}>
        {arrived > 0 && <Plural value={arrived} one="# new" other="# new" />}
        {arrived > 0 && changed > 0 && " · "}
        {changed > 0 && <Plural value={changed} one="# changed" other="# changed" />}
      </p>
      {waiting.length > 0 && (
        <button type="button" className={styles.act} onClick={onMerge}>
          <Trans>Take in</Trans> <kbd>.</kbd>
        </button>
      )}
    </div>
  );
}

function Sealed({ bidCount, deadlineAt }: { bidCount: number; deadlineAt: string }) {
  return (
    <div className={styles.sealed}>
      <p className={styles.count} role="status">
        <Plural value={bidCount} one="# sealed bid" other="# sealed bids" />
      </p>
      <p>
        <Trans>
          They can be read when bidding ends, in <Countdown until={deadlineAt} />.
        </Trans>
      </p>
    </div>
  );
}

function Empty({ isFiltered }: { isFiltered: boolean }) {
  return (
    <p className={styles.status}>
      {isFiltered ? <Trans>No candidate fits this filter.</Trans> : <Trans>There are no bids yet.</Trans>}
    </p>
  );
}

interface AsideProps {
  active: string | null;
  chosen: Candidate | undefined;
  ranks: ReadonlyMap<string, number>;
  criteria: readonly string[];
  onDeed: (deed: Deed) => void;
  onRead: (candidate: Candidate) => void;
  onShow: (id: string, heading: HTMLElement) => void;
  onTakeIn: () => void;
  onClose: () => void;
}

/** What is beside the list; while another candidate is loaded, the one before is still shown. */
function Aside({ active, chosen, ranks, ...rest }: AsideProps) {
  const { t } = useLingui();
  const shown = useDeferredValue(active);
  return (
    <aside className={styles.aside} aria-label={t`Candidate`} aria-busy={shown !== active}>
      {shown === null ? (
        <p className={styles.status}>
          <Trans>Choose a candidate to read the bid.</Trans>
        </p>
      ) : (
        <Failure place={shown}>
          <Suspense fallback={<Waiting />}>
            <CandidatePanel
              key={shown}
              id={shown}
              listed={chosen?.id === shown ? chosen : undefined}
              rank={ranks.get(shown) ?? null}
              {...rest}
            />
          </Suspense>
        </Failure>
      )}
    </aside>
  );
}

interface AskedProps {
  asking: Asking;
  chosen: Candidate | undefined;
  demandVersion: number;
  currency: string;
  isFirst: boolean;
  decisions: Decisions;
  onClose: () => void;
}

function Asked({ asking, chosen, demandVersion, currency, isFirst, decisions, onClose }: AskedProps) {
  const { money } = useTexts();
  if (asking === "keys") return <KeysDialog onClose={onClose} />;
  if (!chosen || !asking) return null;
  const shared = { candidate: chosen, onClose };
  if (asking === "eliminate") return <EliminateDialog {...shared} eliminate={decisions.eliminate} />;
  if (asking === "restore") return <RestoreDialog {...shared} restore={decisions.restore} />;
  const amount = chosen.applicant.bid?.price.amount ?? "0";
  return (
    <AwardDialog
      {...shared}
      demandVersion={demandVersion}
      isFirst={isFirst}
      price={money({ amount, currency })}
      onDone={decisions.recount}
    />
  );
}
