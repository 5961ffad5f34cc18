/** Candidates side by side: the same rows for each, the best of each row marked, and what can be decided about each. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type RefObject, startTransition, useEffect, useRef, useState } from "react";
import { graphql, useFragment, useLazyLoadQuery } from "react-relay";
import { Link, useSearch } from "wouter";
import type { Compare_demand$data, Compare_demand$key } from "../__generated__/Compare_demand.graphql";
import type { CompareNoneQuery } from "../__generated__/CompareNoneQuery.graphql";
import type { CompareQuery } from "../__generated__/CompareQuery.graphql";
import { NothingHere, useTry } from "../parts/Failure";
import { useTitle } from "../parts/title";
import { Asked } from "./Asked";
import { Told } from "./Bulk";
import styles from "./Compare.module.css";
import { ComparedTable } from "./ComparedTable";
import { isDecidable, useComparing, Waits } from "./Comparing";
import { FIRST } from "./first";
import { useGoingOn } from "./goingOn";
import { Undo } from "./Undo";

export default function Compare({ id }: { id: string }) {
  const ids = (new URLSearchParams(useSearch()).get("of") ?? "").split(",").filter(Boolean);
  if (new Set(ids).size < 2 || ids.length > 6) return <TooFew id={id} />;
  return <Compared key={ids.join()} id={id} ids={ids} />;
}

function TooFew({ id }: { id: string }) {
  const { demand } = useLazyLoadQuery<CompareNoneQuery>(
    graphql`
      query CompareNoneQuery($id: ID!) {
        demand(id: $id) {
          __typename
          ... on BiddingDemand {
            workbench {
              id
            }
          }
        }
      }
    `,
    { id },
    { fetchPolicy: "store-or-network", fetchKey: useTry() },
  );
  if (demand?.__typename !== "BiddingDemand" || !demand.workbench) return <NothingHere />;
  return (
    <div className={styles.page}>
      <h1>
        <Trans>Comparison</Trans>
      </h1>
      <p>
        <Trans>Select two to six bidders at the workbench, and choose “Compare”.</Trans>
      </p>
      <p>
        <Link href={`/demands/${id}/workbench`}>
          <Trans>Back to the workbench</Trans>
        </Link>
      </p>
    </div>
  );
}

function Compared({ id, ids }: { id: string; ids: string[] }) {
  const [synced, setSynced] = useState(0);
  const { demand } = useLazyLoadQuery<CompareQuery>(
    graphql`
      query CompareQuery($id: ID!, $ids: [ID!]!, $count: Int!) {
        demand(id: $id) {
          __typename
          ... on BiddingDemand {
            ...Compare_demand @arguments(ids: $ids, count: $count)
          }
        }
      }
    `,
    { id, ids, count: FIRST },
    { fetchPolicy: "network-only", fetchKey: `${useTry()}.${synced}` },
  );
  if (demand?.__typename !== "BiddingDemand") return <NothingHere />;
  return <Read demand={demand} onResync={() => startTransition(() => setSynced((count) => count + 1))} />;
}

interface ReadProps {
  demand: Compare_demand$key;
  /** All has to be read again: what happened meanwhile is not known. */
  onResync: () => void;
}

function Read({ demand: given, onResync }: ReadProps) {
  const { t } = useLingui();
  const demand = useFragment(
    graphql`
      fragment Compare_demand on BiddingDemand
      @argumentDefinitions(ids: { type: "[ID!]!" }, count: { type: "Int" }) {
        id
        title
        state
        version
        actions
        bidCount
        deadlineAt
        currency
        awardWorkingDays
        workbench {
          id
          cursor
          criteria {
            key
          }
          ...candidates_workbench @arguments(count: $count)
          comparison(candidateIds: $ids) {
            candidates {
              id
              standing
              alternativeRank
              score {
                contributions {
                  key
                  contribution
                  normalized
                }
              }
              applicant {
                id
                state
                party {
                  id
                  name
                  verifiedAt
                }
                bid {
                  id
                  proposal
                  stages {
                    title
                    amount {
                      amount
                      currency
                    }
                    dueAfterDays
                  }
                }
              }
            }
            rows {
              key
              unit
              cells {
                value
                text
                isMissing
                isBest
              }
            }
          }
        }
      }
    `,
    given,
  );
  useTitle(t`Comparison for ${demand.title}`);
  if (!demand.workbench) return <NothingHere />;
  return <Shown demand={demand} workbench={demand.workbench} onResync={onResync} />;
}

interface ShownProps {
  demand: Compare_demand$data;
  workbench: NonNullable<Compare_demand$data["workbench"]>;
  onResync: () => void;
}

function Shown({ demand, workbench, onResync }: ShownProps) {
  const { id } = demand;
  const { t } = useLingui();
  const frame = useRef<HTMLElement>(null);
  const isWider = useIsWider(frame);
  const comparing = useComparing({ demand, workbench, onResync });
  useGoingOn(frame);
  const { candidates } = workbench.comparison;
  return (
    <div className={styles.page} data-wide data-fills-window>
      <header className={styles.top}>
        <h1 className={styles.title}>
          <Trans>
            Comparison for{" "}
            <Link href={`/demands/${id}/workbench`} state={{ selected: candidates.map(({ id }) => id) }}>
              {demand.title}
            </Link>
          </Trans>
        </h1>
        {comparing.candidates.some(isDecidable) && <Undo deciding={comparing.deciding} />}
      </header>
      {isWider && (
        <p className={styles.hint}>
          <Trans>There are {candidates.length} bidders: scroll sideways to see all of them.</Trans>
        </p>
      )}
      <Waits comparing={comparing} demand={demand} />
      <Told deciding={comparing.deciding} candidates={comparing.candidates} why={comparing.why} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keyboard, too */}
      <section ref={frame} className={styles.scroll} tabIndex={0} aria-label={t`Comparison`}>
        <ComparedTable demand={demand} workbench={workbench} comparing={comparing} />
      </section>
      <Asked
        question={comparing.question}
        collision={comparing.deciding.collision}
        candidates={comparing.candidates}
        demand={demand}
        decide={comparing.deciding.decide}
        onAwarded={comparing.recount}
        onClose={() => comparing.ask(null)}
        onLeave={comparing.deciding.leave}
      />
    </div>
  );
}

/** Whether there is more beside what is seen of an element. */
function useIsWider(ref: RefObject<HTMLElement | null>): boolean {
  const [isWider, setWider] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWider(element.scrollWidth > element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return isWider;
}
