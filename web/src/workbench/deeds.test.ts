import { expect, test } from "vitest";
import { type Deed, follows, type Subject, whyNot, whyNotClose, whyNotInterview, whyNotMessage } from "./deeds";

const LEAD = ["PLACE_ALTERNATIVE", "ELIMINATE", "REMARK"];
const subject = (
  standing: string,
  actions: readonly string[] = ["REMARK"],
  waiting: string | null = null,
  state = "SUBMITTED",
): Subject => ({
  standing,
  actions,
  waiting,
  applicant: { state },
});

test.each<[Deed, readonly Subject[], string, string | undefined]>([
  ["eliminate", [subject("UNDECIDED", LEAD)], "OPEN", undefined],
  ["eliminate", [subject("ELIMINATED"), subject("UNDECIDED", LEAD)], "OPEN", undefined],
  ["eliminate", [], "OPEN", "Choose a bidder first."],
  ["eliminate", [subject("ELIMINATED")], "OPEN", "It is eliminated: restore it first."],
  ["restore", [subject("UNDECIDED", LEAD)], "OPEN", "It is not eliminated."],
  ["drop", [subject("UNDECIDED", LEAD)], "OPEN", "It is not among the choices."],
  ["award", [subject("UNDECIDED", LEAD)], "OPEN", "Bidding has to end first."],
  ["award", [subject("SELECTED")], "AWARDED", "The demand is offered to this bidder."],
  ["place", [subject("UNDECIDED")], "AWARDED", "An offer is out: it has to be answered or taken back first."],
  ["place", [subject("UNDECIDED")], "CONTRACTED", "The selection is over: the demand is awarded."],
  ["place", [subject("UNDECIDED")], "FAILED", "The demand has ended without an award."],
  ["award", [subject("UNDECIDED", LEAD)], "SUSPENDED", "The demand is suspended."],
  ["place", [subject("UNDECIDED")], "OPEN", "Only owners and managers of the client decide."],
  ["place", [subject("UNDECIDED", [], "GONE", "WITHDRAWN")], "OPEN", "This bid was withdrawn."],
  [
    "award",
    [subject("UNDECIDED", ["REMARK"], null, "LAPSED")],
    "SELECTING",
    "This bid has lapsed: it was not confirmed before bidding ended.",
  ],
  ["award", [subject("UNDECIDED", [], "GONE", "INVALIDATED")], "SELECTING", "This bid was struck out."],
  ["award", [subject("UNDECIDED", [], null, "LAPSED")], "CANCELLED", "The demand was cancelled."],
])("%s of %j while %s: %s", (deed, candidates, state, why) => {
  expect(whyNot(deed, candidates, state)?.message).toBe(why);
});

test.each([
  ["OPEN", "SEALED", 3, "The bids are sealed: bidding ends at its deadline, not before."],
  ["OPEN", "OPEN", 3, "Only owners and managers of the client decide."],
  ["OPEN", "OPEN", 0, "There are no bids yet."],
  ["SELECTING", "SEALED", 3, "Bidding is over."],
  ["SUSPENDED", "OPEN", 3, "The demand is suspended."],
])("bidding of a demand that is %s and %s does not end early with %d bids: %s", (state, bidding, bids, why) => {
  expect(whyNotClose({ state, bidding }, bids).message).toBe(why);
});

test.each([
  [subject("UNDECIDED"), "OPEN", undefined],
  [subject("SELECTED"), "CONTRACTED", undefined],
  [subject("ELIMINATED"), "OPEN", "It is eliminated: restore it first."],
  [subject("UNDECIDED", [], "GONE", "WITHDRAWN"), "OPEN", "This bid was withdrawn."],
  [subject("UNDECIDED"), "CANCELLED", "The demand was cancelled."],
  [subject("UNDECIDED"), "SUSPENDED", "The demand is suspended."],
])("no interview with %j while %s: %s", (candidate, state, why) => {
  expect(whyNotInterview(candidate, state)?.message).toBe(why);
});

test.each([
  ["SELECTING", undefined],
  ["IN_PROGRESS", undefined],
  ["COMPLETED", "The demand is completed: write about its contract instead."],
  ["FAILED", "The demand has ended without an award."],
  ["CANCELLED", "The demand was cancelled."],
])("of a demand that is %s nothing leads into a conversation that is closed: %s", (state, why) => {
  expect(whyNotMessage(subject("UNDECIDED"), state)?.message).toBe(why);
});

test.each<[Deed, string, boolean]>([
  ["place", "UNDECIDED", true],
  ["place", "ALTERNATIVE", false],
  ["drop", "ALTERNATIVE", true],
  ["drop", "UNDECIDED", false],
  ["eliminate", "ALTERNATIVE", true],
  ["eliminate", "ELIMINATED", false],
  ["restore", "ELIMINATED", true],
  ["award", "ALTERNATIVE", false],
])("%s follows on a decision under way that shows %s: %s", (deed, standing, expected) => {
  expect(follows(deed, { standing })).toBe(expected);
});
