import { Trans, useLingui } from "@lingui/react/macro";
import { memo, useDeferredValue } from "react";
import { Waiting } from "../app/Waiting";
import { Awaited } from "../parts/Awaited";
import { Failure } from "../parts/Failure";
import styles from "./Bench.module.css";
import { CandidatePanel, type PanelDeed } from "./CandidatePanel";
import type { Candidate } from "./candidates";

interface AsideProps {
  active: string | null;
  chosen: Candidate | undefined;
  ranks: ReadonlyMap<string, number>;
  criteria: readonly string[];
  /** Where bidding can be ended by the viewer, which an award has to wait for; null if it cannot. */
  closing: string | null;
  onDeed: (deed: PanelDeed) => void;
  onRead: (candidate: Candidate) => void;
  onShow: (id: string, heading: HTMLElement) => void;
  onTakeIn: () => void;
  onClose: () => void;
}

/** What is beside the list; while another candidate is loaded, the one before is still shown. */
export const Aside = memo(function Aside({ active, chosen, ranks, ...rest }: AsideProps) {
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
          <Awaited fallback={<Waiting />}>
            <CandidatePanel
              key={shown}
              id={shown}
              listed={chosen?.id === shown ? chosen : undefined}
              rank={ranks.get(shown) ?? null}
              {...rest}
            />
          </Awaited>
        </Failure>
      )}
    </aside>
  );
});
