import { Trans, useLingui } from "@lingui/react/macro";
import { memo, useDeferredValue, useLayoutEffect, useRef } from "react";
import { Waiting } from "../app/Waiting";
import { Awaited } from "../parts/Awaited";
import { Failure } from "../parts/Failure";
import styles from "./Bench.module.css";
import { CandidatePanel, type PanelDeed } from "./CandidatePanel";
import type { Candidate } from "./candidates";
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
  onDeed: (deed: PanelDeed) => void;
  onRead: (candidate: Candidate) => void;
  onShow: (id: string, heading: HTMLElement) => void;
  onTakeIn: () => void;
  onClose: () => void;
}

/** What is beside the list; while another candidate is loaded, the one before is still shown. */
export const Aside = memo(function Aside({ active, chosen, ranks, tried, isEmpty, ...rest }: AsideProps) {
  const { t } = useLingui();
  const shown = useDeferredValue(active);
  const other = useDeferredValue(tried);
  const ref = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another candidate is read from its name on
  useLayoutEffect(() => {
    if (ref.current) ref.current.scrollTop = 0;
  }, [shown]);
  return (
    <aside ref={ref} className={styles.aside} aria-label={t`Candidate`} aria-busy={shown !== active}>
      {shown === null ? (
        !isEmpty && (
          <p className={styles.status}>
            <Trans>Choose a candidate to read the bid.</Trans>
          </p>
        )
      ) : (
        <Failure place={shown}>
          <Awaited fallback={<Waiting />}>
            <CandidatePanel
              key={shown}
              id={shown}
              listed={chosen?.id === shown ? chosen : undefined}
              rank={ranks.get(shown) ?? null}
              tried={other && { weights: other.weights, rank: other.ranks.get(shown) ?? null }}
              {...rest}
            />
          </Awaited>
        </Failure>
      )}
    </aside>
  );
});
