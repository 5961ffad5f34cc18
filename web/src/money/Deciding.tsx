import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
import { graphql, useRelayEnvironment } from "react-relay";
import type { DecidingNowQuery } from "../__generated__/DecidingNowQuery.graphql";
import { readNow } from "../network/readings";
import type { Refusal } from "../network/refusals";
import { Asking } from "../parts/Asking";
import { type Fact, States } from "../parts/States";
import { useTexts } from "../parts/texts";
import type { Action, DeedProps, Stage } from "./deeds";
import { useStageStates } from "./StageTag";

interface DecidingProps extends DeedProps {
  action: Action;
  title: string;
  /** What the button says; the title unless something else is given. */
  button?: string;
  look?: "main" | "danger";
  isActing: boolean;
  /** The paths of the fields beside which it stands what is wrong with them. */
  shown?: string[];
  /** Sends the decision about the stage as it was shown, with its key. */
  act: (about: Stage, key: string) => Promise<Refusal | null>;
  onRefusal?: (refusal: Refusal | null) => void;
  /** What was refused has been changed since. */
  isMended?: boolean;
  children: (about: Stage) => ReactNode;
}

/** What was decided about has changed meanwhile. */
const STALE = ["CONFLICT", "WRONG_AMOUNT", "WRONG_STATE"];

/**
 * A decision about a stage as it was shown. If the stage has changed meanwhile, it is said what stands now, and the next
 * press decides about that.
 */
export function Deciding({ stage, action, act, children, button, ...form }: DecidingProps) {
  const [about, setAbout] = useState(stage);
  const [before, setBefore] = useState<Stage | null>(null);
  const readAgain = useStageNow(stage.id);
  const factsOf = useFactsOfStage();
  const send = async (key: string) => {
    const refusal = await act(about, key);
    const now = refusal && STALE.includes(refusal.code) ? await readAgain() : null;
    // The amount that was written may be wrong by itself.
    const isOther =
      now && (refusal?.code !== "WRONG_AMOUNT" || factsOf(about, now).some(({ was, now }) => was !== now));
    setBefore(isOther ? about : null);
    if (now) setAbout(now);
    return refusal;
  };
  const isPossible = about.actions.includes(action);
  return (
    <Asking
      {...form}
      about={stage.id}
      button={button ?? form.title}
      isDeliberate
      act={send}
      {...(!isPossible && { why: <Trans>The stage has changed meanwhile: this is not possible any more.</Trans> })}
    >
      {isPossible && children(about)}
      {before && <States facts={factsOf(before, about)} />}
    </Asking>
  );
}

/** Reads a stage again; null if that fails. */
function useStageNow(id: string): () => Promise<Stage | null> {
  const environment = useRelayEnvironment();
  return async () => {
    try {
      const { node } = await readNow<DecidingNowQuery>(
        environment,
        graphql`
          query DecidingNowQuery($id: ID!) {
            node(id: $id) {
              __typename
              ... on Stage {
                ...StageDeeds_stage @relay(mask: false)
                ...EscrowStage_stage
              }
            }
          }
        `,
        { id },
      );
      return node?.__typename === "Stage" ? (node as unknown as Stage) : null;
    } catch {
      return null;
    }
  };
}

function useFactsOfStage(): (was: Stage, now: Stage) => Fact[] {
  const { t } = useLingui();
  const { money } = useTexts();
  const states = useStageStates();
  return (was, now) => {
    const fact = (title: string, read: (stage: Stage) => string): Fact => ({ title, was: read(was), now: read(now) });
    return [
      fact(t`State`, ({ state }) => states[state]?.[0] ?? state),
      fact(t`Lacking`, ({ lacking }) => money(lacking)),
      fact(t`Held`, ({ held }) => money(held)),
      fact(t`Title`, ({ title }) => title),
    ];
  };
}
