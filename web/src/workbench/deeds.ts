/** What can be decided about candidates, and why something cannot. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

export type Deed = "place" | "drop" | "eliminate" | "restore" | "award";

export const ACTIONS: Record<Deed, string> = {
  place: "PLACE_ALTERNATIVE",
  drop: "DROP_ALTERNATIVE",
  eliminate: "ELIMINATE",
  restore: "RESTORE",
  award: "AWARD",
};

/** From which standings each of them leads somewhere, whoever asks. */
const FROM: Record<Deed, readonly string[]> = {
  place: ["UNDECIDED", "ALTERNATIVE"],
  drop: ["ALTERNATIVE"],
  eliminate: ["UNDECIDED", "ALTERNATIVE"],
  restore: ["ELIMINATED"],
  award: ["UNDECIDED", "ALTERNATIVE"],
};
const DECIDING = ["OPEN", "SELECTING", "SUSPENDED"];

export interface Subject {
  readonly standing: string;
  readonly actions: readonly string[];
  readonly waiting: string | null | undefined;
}

export function allows(deed: Deed, candidate: Pick<Subject, "actions">): boolean {
  return candidate.actions.includes(ACTIONS[deed]);
}

/** Whether a deed follows on what is being decided about a candidate, which is shown; a second press does not. */
export function follows(deed: Deed, { standing }: Pick<Subject, "standing">): boolean {
  return deed === "place" ? standing === "UNDECIDED" : deed !== "award" && FROM[deed].includes(standing);
}

/** Why a deed is possible with none of the candidates; null if it is with some. `state` is the demand's. */
export function whyNot(deed: Deed, candidates: readonly Subject[], state: string): MessageDescriptor | null {
  if (candidates.some((each) => allows(deed, each))) return null;
  const [first] = candidates;
  if (!first) return msg`Choose a bidder first.`;
  if (first.waiting === "WITHDRAWN") return msg`The bid was withdrawn.`;
  if (!FROM[deed].includes(first.standing)) return whyNotFrom(deed, first.standing);
  if (deed === "award" && state === "OPEN") return msg`Bidding has to end first.`;
  if (!DECIDING.includes(state)) return msg`The selection is over, or an offer is out.`;
  if (deed === "award" && state !== "SELECTING") return msg`The demand is not in selection.`;
  return msg`Only owners and managers of the client decide.`;
}

function whyNotFrom(deed: Deed, standing: string): MessageDescriptor {
  if (standing === "SELECTED") return msg`The demand is offered to this bidder.`;
  if (deed === "drop") return msg`It is not among the choices.`;
  if (deed === "restore") return msg`It is not eliminated.`;
  return msg`It is eliminated: restore it first.`;
}
