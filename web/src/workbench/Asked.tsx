/** What is in front of candidates: a question before a decision, or what others have decided meanwhile. */

import type { TakingBack_award$key } from "../__generated__/TakingBack_award.graphql";
import { Awaited, lazily } from "../parts/Awaited";
import { useTexts } from "../parts/texts";
import type { Attempt, Verdict } from "./attempts";
import { Conflict } from "./Conflict";
import type { Candidate } from "./candidates";
import { isGone } from "./deeds";
import { AwardDialog, type DemandToAward, EliminateDialog, RestoreDialog } from "./dialogs";
import { ordered } from "./order";
import type { Collision } from "./useDeciding";

const Closing = lazily(() => import("./Closing"));
const TakingBack = lazily(() => import("../market/TakingBack"));

export type Question =
  | { readonly kind: "eliminate" | "restore" | "award"; readonly candidates: readonly Candidate[] }
  | { readonly kind: "close" | "takeBack" };

export interface AskedProps {
  question: Question | null;
  collision: Collision | null;
  /** All that there are: an award of another than the first among them is to be justified. */
  candidates: readonly Candidate[];
  demand: DemandToAward & { readonly id: string; readonly currency: string };
  /** The last offer of the demand, however it stands, where it can be taken back. */
  award?: TakingBack_award$key | null | undefined;
  decide: (attempt: Attempt) => Promise<Verdict>;
  onAwarded: () => void;
  onClose: () => void;
  onLeave: () => void;
}

export function Asked({ question, collision, award, decide, onClose, onLeave, ...rest }: AskedProps) {
  const again = (attempt: Attempt) => {
    onLeave();
    void decide(attempt);
  };
  if (collision) {
    return (
      <Awaited>
        <Conflict key={collision.key} collision={collision} onAgain={again} onLeave={onLeave} />
      </Awaited>
    );
  }
  switch (question?.kind) {
    case "close":
      return (
        <Awaited>
          <Closing demand={rest.demand} onClose={onClose} />
        </Awaited>
      );
    case "takeBack":
      return (
        award && (
          <Awaited>
            <TakingBack award={award} onClose={onClose} />
          </Awaited>
        )
      );
    case "eliminate":
      return <EliminateDialog candidates={question.candidates} decide={decide} onClose={onClose} />;
    case "restore":
      return <RestoreDialog candidates={question.candidates} decide={decide} onClose={onClose} />;
    case "award":
      return <Award {...rest} candidate={question.candidates[0]} onClose={onClose} />;
    default:
      return null;
  }
}

type AwardProps = Pick<AskedProps, "candidates" | "demand" | "onAwarded" | "onClose"> & {
  candidate: Candidate | undefined;
};

function Award({ candidate: asked, candidates, demand, onAwarded, onClose }: AwardProps) {
  const { money } = useTexts();
  // As it is now: others may change it while the question is open.
  const candidate = candidates.find(({ id }) => id === asked?.id);
  if (!candidate) return null;
  const amount = candidate.applicant.bid?.price.amount ?? "0";
  return (
    <AwardDialog
      candidate={candidate}
      demand={demand}
      first={firstOf(candidates) ?? candidate}
      price={money({ amount, currency: demand.currency })}
      onDone={onAwarded}
      onClose={onClose}
    />
  );
}

/** Which of them ranks first among all that stand and were not eliminated, those that wait included. */
function firstOf(candidates: readonly Candidate[]): Candidate | undefined {
  const standing = candidates.filter((each) => each.standing !== "ELIMINATED" && !isGone(each));
  return ordered(standing, "MERIT")[0];
}
