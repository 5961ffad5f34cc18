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
/** The states of a demand in which its candidates are decided about. */
export const DECIDING = ["OPEN", "SELECTING", "SUSPENDED"];

export interface Subject {
  readonly standing: string;
  readonly actions: readonly string[];
  readonly waiting: string | null | undefined;
  /** Whose bid it is. */
  readonly applicant: { readonly state: string };
}

const GONE = ["WITHDRAWN", "LAPSED", "INVALIDATED"];

/** Whether the bid no longer stands. */
export function isGone({ waiting, applicant }: Pick<Subject, "waiting" | "applicant">): boolean {
  return waiting === "GONE" || GONE.includes(applicant.state);
}

/** What has become of a bid that no longer stands, in a sentence. */
export function whatBecameOf(bidState: string): MessageDescriptor {
  if (bidState === "LAPSED") return msg`This bid has lapsed: it was not confirmed before bidding ended.`;
  if (bidState === "INVALIDATED") return msg`This bid was struck out.`;
  return msg`This bid was withdrawn.`;
}

/** The same in a word, beside a name. */
export function wordFor(bidState: string): MessageDescriptor {
  if (bidState === "LAPSED") return msg`lapsed`;
  return bidState === "INVALIDATED" ? msg`struck out` : msg`withdrawn`;
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
  // Those of a cancelled demand lapse with it, and stay as they stood.
  if (isGone(first) && state !== "CANCELLED") return whatBecameOf(first.applicant.state);
  if (!FROM[deed].includes(first.standing)) return whyNotFrom(deed, first.standing);
  if (deed === "award" && state === "OPEN") return msg`Bidding has to end first.`;
  if (!DECIDING.includes(state)) return whyNotIn(state);
  if (deed === "award" && state !== "SELECTING") return msg`The demand is suspended.`;
  return msg`Only owners and managers of the client decide.`;
}

/** Why nothing is decided about candidates in a state of the demand. */
function whyNotIn(state: string): MessageDescriptor {
  switch (state) {
    case "AWARDED":
      return msg`An offer is out: it has to be answered or taken back first.`;
    case "CANCELLED":
      return msg`The demand was cancelled.`;
    case "FAILED":
      return msg`The demand has ended without an award.`;
    default:
      return msg`The selection is over: the demand is awarded.`;
  }
}

/** Why nothing is done about the one that is shown; null if one is. */
export function whyNotChosen(candidate: Subject | undefined): MessageDescriptor | null {
  return candidate ? null : msg`Choose a bidder first.`;
}

/** Why no remark can be written about a candidate; null if one can. */
export function whyNotRemark(candidate: Subject | undefined): MessageDescriptor | null {
  return candidate && !candidate.actions.includes("REMARK")
    ? msg`Only the client's team writes remarks.`
    : whyNotChosen(candidate);
}

/** Why so many candidates cannot be compared; null if they can. */
export function whyNotCompare(count: number): MessageDescriptor | null {
  return count >= 2 && count <= 6 ? null : msg`Select 2 to 6 bidders first.`;
}

/** Why no interview can be arranged with a candidate; null if one can. `state` is the demand's. */
export function whyNotInterview(candidate: Subject | undefined, state: string): MessageDescriptor | null {
  if (!candidate) return whyNotChosen(candidate);
  if (isGone(candidate) && state !== "CANCELLED") return whatBecameOf(candidate.applicant.state);
  if (candidate.standing === "ELIMINATED") return msg`It is eliminated: restore it first.`;
  if (state === "SUSPENDED") return msg`The demand is suspended.`;
  return ["OPEN", "SELECTING", "AWARDED", "CONTRACTED"].includes(state) ? null : whyNotIn(state);
}

/** Why nothing can be written about a bid any more; null while it can. `state` is the demand's. */
export function whyNotMessage(candidate: Subject | undefined, state: string): MessageDescriptor | null {
  if (!candidate) return whyNotChosen(candidate);
  if (state === "COMPLETED") return msg`The demand is completed: write about its contract instead.`;
  return ["FAILED", "CANCELLED"].includes(state) ? whyNotIn(state) : null;
}

/** Why bidding cannot end early; `bids` is how many stand. */
export function whyNotClose(
  demand: { readonly state: string; readonly bidding: string },
  bids: number,
): MessageDescriptor {
  if (demand.state === "SUSPENDED") return msg`The demand is suspended.`;
  if (demand.state !== "OPEN") return msg`Bidding is over.`;
  if (demand.bidding === "SEALED") return msg`The bids are sealed: bidding ends at its deadline, not before.`;
  return bids > 0 ? msg`Only owners and managers of the client decide.` : msg`There are no bids yet.`;
}

function whyNotFrom(deed: Deed, standing: string): MessageDescriptor {
  if (standing === "SELECTED") return msg`The demand is offered to this bidder.`;
  if (deed === "drop") return msg`It is not among the choices.`;
  if (deed === "restore") return msg`It is not eliminated.`;
  return msg`It is eliminated: restore it first.`;
}
