import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useFragment } from "react-relay";
import { Link } from "wouter";
import type { Bench_demand$key } from "../__generated__/Bench_demand.graphql";
import { isAboutClosing } from "../demand/closing";
import { useReturning } from "../network/returning";
import { Awaited, lazily } from "../parts/Awaited";
import { Button } from "../parts/Button";
import { RefusalNotice } from "../parts/Notice";
import { Alternatives } from "./Alternatives";
import { Aside } from "./Aside";
import styles from "./Bench.module.css";
import { Bulk, Told } from "./Bulk";
import { useCandidates } from "./candidates";
import { useCommands } from "./commands";
import { allows } from "./deeds";
import { Grid } from "./Grid";
import { Head } from "./Head";
import { InFront } from "./InFront";
import { useKeyNames } from "./keyNames";
import { useKeys } from "./keys";
import { Empty, News, Sealed } from "./News";
import { Standings } from "./Standings";
import { type Acting, useActing } from "./useActing";
import { type BenchState, type ShownDemand, type ShownWorkbench, useBench } from "./useBench";
import { comeNext } from "./useChoiceText";

const Gone = lazily(() => import("./Gone"));
const Weights = lazily(() => import("./Weights"));

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
        closableAt
        openedAt
        currency
        awardWorkingDays
        budget {
          high {
            amount
          }
        }
        awarder {
          id
          myRole
        }
        ...Head_demand
        workbench {
          id
          cursor
          criteria {
            key
            weight
          }
          award {
            id
            actions
            ...TakingBack_award
          }
          ...candidates_workbench @arguments(count: $count)
        }
      }
    `,
    given,
  );
  if (!demand.workbench) return null;
  return <Loading demand={demand} workbench={demand.workbench} active={active} onResync={onResync} />;
}

interface LoadingProps {
  demand: ShownDemand;
  workbench: ShownWorkbench;
  active: string | null;
  onResync: () => void;
}

/** Loads what the list shows; reading all of it anew would take longer than anything that is done with the list. */
function Loading(props: LoadingProps) {
  return <Opened {...props} loaded={useCandidates(props.workbench)} />;
}

type Loaded = ReturnType<typeof useCandidates>;

function Opened({ demand, workbench, active, onResync, loaded }: LoadingProps & { loaded: Loaded }) {
  const { candidates } = loaded;
  const bench = useBench({ demand, workbench, active, candidates, onResync });
  const acting = useActing(demand, active, bench);
  const { ranks, criteria, chosen, subjects, deciding, tried } = bench;
  const { acts, asking, setAsking } = acting;
  const mayClose = isAboutClosing(demand);
  const mayTakeBack = workbench.award?.actions.includes("REVOKE") ?? false;
  const bids = demand.bidCount ?? 0;
  const isSealed = demand.bidding === "SEALED" && demand.openedAt === null && (bids > 0 || demand.state === "OPEN");
  const commands = useCommands(acts, {
    ...{ subjects, chosen, demand, isSealed, mayUndo: deciding.next !== null, mayClose, mayTakeBack },
    ...{ selected: bench.selection.selected.length, waiting: bench.waiting.length, bids },
  });
  useKeys(acting.keys);
  return (
    <div className={styles.page} data-fills-window data-reading={active !== null || undefined}>
      <Head demand={demand} deciding={isSealed ? null : deciding} onKeys={acts.keys} onTakeBack={acts.takeBack} />
      {isSealed ? (
        <Sealed demandId={demand.id} bidCount={bids} state={demand.state} deadlineAt={demand.deadlineAt ?? ""} />
      ) : (
        <div className={styles.bench}>
          <Ways demand={demand} candidates={candidates} bench={bench} acting={acting} />
          <List demand={demand} active={active} bench={bench} acting={acting} loaded={loaded} />
          <Aside
            active={active}
            chosen={chosen}
            ranks={ranks}
            tried={tried}
            isEmpty={candidates.length === 0 && !loaded.isLoading}
            criteria={criteria}
            state={demand.state}
            mayClose={mayClose}
            mayTakeBack={mayTakeBack}
            {...acting.beside}
          />
        </div>
      )}
      <InFront
        asking={asking}
        collision={deciding.collision}
        candidates={candidates}
        demand={demand}
        award={workbench.award}
        commands={commands}
        decide={deciding.decide}
        onAwarded={bench.decisions.recount}
        onPlace={acting.choose}
        onClose={() => setAsking(null)}
        onLeave={deciding.leave}
      />
    </div>
  );
}

interface PartProps {
  bench: BenchState;
  acting: Acting;
}

interface WaysProps extends PartProps {
  demand: ShownDemand;
  candidates: Loaded["candidates"];
}

/** To other candidates, other weights, the record, and every action. */
function Ways({ demand, candidates, bench, acting }: WaysProps) {
  const { counts, unread, filter, setFilter } = bench;
  const keys = useKeyNames();
  const [isGoneShown, setGoneShown] = useState(false);
  const undecided = useUndecided(demand.state, candidates);
  return (
    <Standings
      counts={counts}
      undecided={undecided}
      unread={unread}
      filter={filter}
      onFilter={setFilter}
      wordsRef={acting.wordsRef}
    >
      <button type="button" aria-pressed={acting.isWeighing} onClick={acting.acts.weights}>
        <Trans>Weights</Trans> <kbd>w</kbd>
      </button>
      <button type="button" onClick={() => setGoneShown(true)}>
        <Trans>Bids that no longer stand</Trans>
      </button>
      {isGoneShown && (
        <Awaited>
          <Gone demandId={demand.id} onClose={() => setGoneShown(false)} />
        </Awaited>
      )}
      <Link href={`/demands/${demand.id}/workbench/record`}>
        <Trans>Selection record</Trans>
      </Link>
      <button type="button" onClick={() => acting.setAsking({ kind: "palette" })}>
        <Trans>Actions</Trans> <kbd>{keys("Ctrl K")}</kbd>
      </button>
    </Standings>
  );
}

/** What those are called of whom nobody has decided anything: once another one has won, they are in reserve, or out. */
function useUndecided(state: string, candidates: Loaded["candidates"]): string {
  const { t } = useLingui();
  if (candidates.some(({ applicant }) => applicant.state === "NOT_SELECTED")) return t`Not selected`;
  if (["IN_PROGRESS", "COMPLETED", "FAILED"].includes(state)) return t`Not selected`;
  return state === "CONTRACTED" ? t`In reserve` : t`Undecided`;
}

interface ListProps extends PartProps {
  demand: ShownDemand;
  active: string | null;
  loaded: Loaded;
}

/** The candidates, with what comes in above them, what is said and done about several over their end, and below it. */
function List({ demand, active, bench, acting, loaded }: ListProps) {
  const { candidates, shown, here, waiting, selection, trying } = bench;
  const { said, refused } = bench.deciding;
  const isTold = said !== null || refused.length > 0 || acting.why !== null || acting.refusal !== null;
  useReturning(loaded.hasFailed ? loaded.retry : null);
  return (
    <section className={styles.list}>
      <News shown={shown.length} all={here.length} waiting={waiting} onMerge={acting.acts.takeIn} />
      {loaded.hasFailed && (
        <div className={styles.status} role="alert">
          <Trans>Not all bidders could be loaded.</Trans>{" "}
          <Button onPress={loaded.retry}>
            <Trans>Try again</Trans>
          </Button>
        </div>
      )}
      <Grid
        gridRef={acting.gridRef}
        isCovered={isTold || selection.selected.length > 0}
        candidates={shown}
        ranks={bench.triedRanks}
        former={bench.ranks}
        weights={trying.isTrying ? trying.weights : null}
        criteria={bench.criteria}
        budget={demand.budget?.high ? Number(demand.budget.high.amount) : null}
        state={demand.state}
        active={active}
        checked={selection.ids}
        onChoose={acting.choose}
        onToggle={selection.toggle}
      >
        {shown.length === 0 && !loaded.isLoading && <Empty isFiltered={here.length > 0} state={demand.state} />}
      </Grid>
      <div className={styles.over}>
        <div>
          <RefusalNotice refusal={acting.refusal} />
          <Told deciding={bench.deciding} candidates={candidates} why={acting.why} />
          <div className={styles.bulk}>
            <Bulk
              selected={selection.selected}
              onDeed={(each) => acting.acts.deed(each, selection.selected)}
              onCompare={acting.acts.compare}
              onRead={acting.acts.read}
              onClear={selection.clear}
            />
          </div>
        </div>
      </div>
      {acting.isWeighing && (
        <Awaited>
          <Weights
            demand={{ ...demand, bidCount: demand.bidCount ?? 0 }}
            trying={trying}
            onClose={acting.closeWeights}
          />
        </Awaited>
      )}
      <Alternatives
        alternatives={bench.alternatives}
        isOpen={candidates.some((each) => allows("place", each))}
        after={comeNext(demand.state) ? candidates.find(({ standing }) => standing === "SELECTED") : undefined}
        active={active}
        onChoose={acting.choose}
        onMove={acting.move}
      />
    </section>
  );
}
