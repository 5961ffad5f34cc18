/** What is in front of the workbench: a question before a decision, the palette, or the keys. */

import { Awaited, lazily } from "../parts/Awaited";
import { useTexts } from "../parts/texts";
import { Conflict } from "./Conflict";
import type { Candidate } from "./candidates";
import type { Attempt, Verdict } from "./decisions";
import { AwardDialog, type DemandToAward, EliminateDialog, KeysDialog, RestoreDialog } from "./dialogs";
import { ordered } from "./order";
import { type Command, Palette } from "./Palette";
import type { Collision } from "./useDeciding";

const Closing = lazily(() => import("./Closing"));

export type Asking =
  | { readonly kind: "eliminate" | "restore" | "award"; readonly candidates: readonly Candidate[] }
  | { readonly kind: "keys" | "palette" | "close" };

interface AskedProps {
  asking: Asking | null;
  collision: Collision | null;
  candidates: readonly Candidate[];
  demand: DemandToAward & {
    readonly id: string;
    readonly currency: string;
    readonly deadlineAt: string | null | undefined;
  };
  commands: () => readonly Command[];
  decide: (attempt: Attempt) => Promise<Verdict>;
  onAwarded: () => void;
  onPlace: (id: string) => void;
  onClose: () => void;
  onLeave: () => void;
}

export function Asked({ asking, collision, decide, onClose, onLeave, ...rest }: AskedProps) {
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
  switch (asking?.kind) {
    case "keys":
      return <KeysDialog onClose={onClose} />;
    case "palette": {
      const places = rest.candidates.map(({ id, applicant }) => ({ id, name: applicant.party.name }));
      return <Palette commands={rest.commands()} places={places} onPlace={rest.onPlace} onClose={onClose} />;
    }
    case "close":
      return (
        <Awaited>
          <Closing demand={rest.demand} onClose={onClose} />
        </Awaited>
      );
    case "eliminate":
      return <EliminateDialog candidates={asking.candidates} decide={decide} onClose={onClose} />;
    case "restore":
      return <RestoreDialog candidates={asking.candidates} decide={decide} onClose={onClose} />;
    case "award":
      return <Award {...rest} candidate={asking.candidates[0]} onClose={onClose} />;
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
      isFirst={isFirst(candidate, candidates)}
      price={money({ amount, currency: demand.currency })}
      onDone={onAwarded}
      onClose={onClose}
    />
  );
}

/** Whether a candidate ranks first among all that stand and were not eliminated, those that wait included. */
function isFirst(candidate: Candidate, candidates: readonly Candidate[]): boolean {
  const standing = candidates.filter((each) => each.standing !== "ELIMINATED" && each.waiting !== "WITHDRAWN");
  return ordered(standing, "MERIT")[0]?.id === candidate.id;
}
