/** What is decided about candidates that are compared: the same as at the workbench, with the same questions before it. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useMemo, useState } from "react";
import type { candidates_workbench$key } from "../__generated__/candidates_workbench.graphql";
import { Button } from "../parts/Button";
import { Tag } from "../parts/Tag";
import type { Question } from "./Asked";
import styles from "./Compare.module.css";
import { type Candidate, useCandidates, useTakingIn, useTakingInByItself } from "./candidates";
import { DeedButtons } from "./DeedButtons";
import { useDecisions } from "./decisions";
import { ACTIONS, allows, type Deed, whyNot, wordFor } from "./deeds";
import { useFeed } from "./feeding";
import { useKeys } from "./keys";
import { alternativesOf } from "./useBench";
import { useDeciding } from "./useDeciding";
import { useDeeds } from "./useDeeds";

interface ComparingProps {
  demand: { readonly id: string; readonly state: string };
  workbench: candidates_workbench$key & { readonly id: string; readonly cursor: string };
  onResync: () => void;
}

export type Comparing = ReturnType<typeof useComparing>;

/** All candidates are loaded, not only those that are compared: whether one of these ranks first depends on the others. */
export function useComparing({ demand, workbench, onResync }: ComparingProps) {
  const { candidates } = useCandidates(workbench);
  const alternatives = useMemo(() => alternativesOf(candidates), [candidates]);
  const { recount, ...decisions } = useDecisions(demand.id, alternatives);
  const deciding = useDeciding(decisions);
  const [question, ask] = useState<Question | null>(null);
  const { deed, why } = useDeeds(demand.state, null, deciding, ask);
  useFeed(demand.id, workbench, { recount, onResync });
  const takeIn = useTakingIn(workbench.id);
  useTakingInByItself(candidates, takeIn);
  useKeys([["Ctrl+z", () => void deciding.undo()]]);
  const showAgain = (candidate: Candidate) => void takeIn([candidate]).then(onResync);
  return { candidates, deciding, question, ask, deed, why, recount, showAgain };
}

/** What has become of a bid since it was read. */
export function BidNews({ comparing, id }: { comparing: Comparing; id: string }) {
  const { i18n } = useLingui();
  const candidate = comparing.candidates.find((each) => each.id === id);
  if (candidate?.waiting === "GONE") return <Tag tone="warn">{i18n._(wordFor(candidate.applicant.state))}</Tag>;
  if (candidate?.waiting !== "REVISED") return null;
  return (
    <Button className={styles.small ?? ""} onPress={() => comparing.showAgain(candidate)}>
      <Trans>Show the new version</Trans>
    </Button>
  );
}

/** The row of what can be decided about each of them; none if nothing can. */
export function DecideRow({ comparing, ids }: { comparing: Comparing; ids: readonly string[] }) {
  const { t } = useLingui();
  const compared = ids.map((id) => comparing.candidates.find((each) => each.id === id));
  if (!compared.some((each) => each && isDecidable(each))) return null;
  return (
    <tr>
      <th scope="row">{t`Decide`}</th>
      {compared.map((candidate, place) => (
        <td key={ids[place]}>
          {candidate && <Deeds candidate={candidate} onDeed={(deed) => comparing.deed(deed, [candidate])} />}
        </td>
      ))}
    </tr>
  );
}

function Deeds({ candidate, onDeed }: { candidate: Candidate; onDeed: (deed: Deed) => void }) {
  return (
    <div className={styles.deeds} role="toolbar" aria-label={candidate.applicant.party.name}>
      {allows("award", candidate) && (
        <Button onPress={() => onDeed("award")}>
          <Trans>Award</Trans> …
        </Button>
      )}
      <DeedButtons candidates={[candidate]} onDeed={onDeed} />
    </div>
  );
}

export function isDecidable(candidate: Candidate): boolean {
  return (Object.keys(ACTIONS) as Deed[]).some((deed) => allows(deed, candidate));
}

interface WaitsProps {
  comparing: Comparing;
  demand: { readonly state: string; readonly actions: readonly string[] };
}

/** What an award of any of them has to wait for. */
export function Waits({ comparing, demand }: WaitsProps) {
  const { i18n } = useLingui();
  const standing = comparing.candidates.filter(
    ({ standing, waiting }) => ["UNDECIDED", "ALTERNATIVE"].includes(standing) && waiting !== "GONE",
  );
  const why = standing.length > 0 && whyNot("award", standing, demand.state);
  if (!why) return null;
  return (
    <p className={styles.hint}>
      {i18n._(why)}{" "}
      {demand.actions.includes("CLOSE_BIDDING") && (
        <Button onPress={() => comparing.ask({ kind: "close" })}>
          <Trans>Close bidding</Trans> …
        </Button>
      )}
    </p>
  );
}
