import { Trans, useLingui } from "@lingui/react/macro";
import { memo, useDeferredValue, useLayoutEffect, useRef } from "react";
import { Awaited } from "../parts/Awaited";
import { Failure } from "../parts/Failure";
import styles from "./Bench.module.css";
import { CandidatePanel, type PanelDeed } from "./CandidatePanel";
import type { Candidate } from "./candidates";
import { Listed } from "./Listed";
import type { TriedOrder } from "./useBench";

interface AsideProps {
  active: string | null;
  chosen: Candidate | undefined;
  ranks: ReadonlyMap<string, number>;
  /** Other weights that are tried; null while none are. */
  tried: TriedOrder | null;
  /** There is nobody to choose. */
  isEmpty: boolean;
  criteria: readonly string[];
  /** The state of the demand. */
  state: string;
  /** Whether the viewer may end bidding, which an award has to wait for. */
  mayClose: boolean;
  /** Whether the viewer may take back the offer that is out. */
  mayTakeBack: boolean;
  onDeed: (deed: PanelDeed, candidateId: string) => void;
  onRead: (candidate: Candidate) => void;
  onShow: (id: string, heading: HTMLElement) => void;
  onTakeIn: (candidateId: string) => void;
  onClose: () => void;
}

/**
 * What is beside the list: the candidate of the address. A candidate that is rendered later than the list is so as
 * itself: nothing is shown or decided of the one before.
 */
export const Aside = memo(function Aside({ active, chosen, ranks, tried, isEmpty, ...rest }: AsideProps) {
  const { t } = useLingui();
  const ready = useDeferredValue(active);
  const other = useDeferredValue(tried);
  const ref = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another candidate is read from its name on
  useLayoutEffect(() => {
    if (ref.current) ref.current.scrollTop = 0;
  }, [active]);
  const listed = chosen?.id === active ? chosen : undefined;
  const rank = active === null ? null : (ranks.get(active) ?? null);
  const coming = <Listed candidate={listed} rank={rank} state={rest.state} onClose={rest.onClose} />;
  return (
    <aside ref={ref} className={styles.aside} aria-label={t`Bidder`} aria-busy={ready !== active}>
      {active === null ? (
        !isEmpty && (
          <p className={styles.status}>
            <Trans>Choose a bidder to read the bid.</Trans>
          </p>
        )
      ) : ready !== active ? (
        coming
      ) : (
        <Failure place={active}>
          <Awaited fallback={coming}>
            <CandidatePanel
              key={active}
              id={active}
              listed={listed}
              rank={rank}
              tried={other && { weights: other.weights, rank: other.ranks.get(active) ?? null }}
              {...rest}
            />
          </Awaited>
        </Failure>
      )}
    </aside>
  );
});
