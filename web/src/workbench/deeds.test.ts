import { expect, test } from "vitest";
import { type Deed, type Subject, whyNot } from "./deeds";

const LEAD = ["PLACE_ALTERNATIVE", "ELIMINATE", "REMARK"];
const subject = (
  standing: string,
  actions: readonly string[] = ["REMARK"],
  waiting: string | null = null,
): Subject => ({
  standing,
  actions,
  waiting,
});

test.each<[Deed, readonly Subject[], string, string | undefined]>([
  ["eliminate", [subject("UNDECIDED", LEAD)], "OPEN", undefined],
  ["eliminate", [subject("ELIMINATED"), subject("UNDECIDED", LEAD)], "OPEN", undefined],
  ["eliminate", [], "OPEN", "Choose a candidate first."],
  ["eliminate", [subject("ELIMINATED")], "OPEN", "It is eliminated: restore it first."],
  ["restore", [subject("UNDECIDED", LEAD)], "OPEN", "It is not eliminated."],
  ["drop", [subject("UNDECIDED", LEAD)], "OPEN", "It is no alternative."],
  ["award", [subject("UNDECIDED", LEAD)], "OPEN", "Bidding has to end first."],
  ["award", [subject("SELECTED")], "AWARDED", "The demand is offered to this candidate."],
  ["place", [subject("UNDECIDED")], "CONTRACTED", "The selection is over, or an offer is out."],
  ["place", [subject("UNDECIDED")], "OPEN", "Only owners and managers of the awarder decide."],
  ["place", [subject("UNDECIDED", [], "WITHDRAWN")], "OPEN", "The bid was withdrawn."],
])("%s of %j while %s: %s", (deed, candidates, state, why) => {
  expect(whyNot(deed, candidates, state)?.message).toBe(why);
});
