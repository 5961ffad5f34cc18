import { expect, test } from "vitest";
import { canMeetAgain, givenUpAt } from "./shown";

const startsAt = "2030-05-01T15:40:00.000Z";
const person = (role: "HOST" | "GUEST", presence: "AWAY" | "LOBBY" | "INSIDE") => ({ role, presence, removedAt: null });

test("an interview is given up a quarter of an hour after its start, unless both sides are there or it was begun", () => {
  const missing = [person("HOST", "INSIDE"), person("GUEST", "AWAY")];
  const both = [person("HOST", "INSIDE"), person("GUEST", "LOBBY")];
  expect(givenUpAt({ state: "SCHEDULED", startsAt, participants: missing })).toBe("2030-05-01T15:55:00.000Z");
  expect(givenUpAt({ state: "SCHEDULED", startsAt, participants: both })).toBeNull();
  expect(givenUpAt({ state: "LIVE", startsAt, participants: missing })).toBeNull();
  expect(givenUpAt({ state: "PROPOSED", startsAt: null, participants: missing })).toBeNull();
});

test("after one that was missed another can be proposed by who leads the client, while the bid is in the selection", () => {
  const missed = {
    state: "NO_SHOW",
    demand: { state: "SELECTING", awarder: { myRole: "MANAGER" } },
    applicant: { state: "SUBMITTED", candidate: { id: "1", standing: "UNDECIDED" } },
  } as const;
  expect(canMeetAgain(missed)).toBe(true);
  expect(canMeetAgain({ ...missed, state: "SCHEDULED" })).toBe(false);
  expect(canMeetAgain({ ...missed, demand: { ...missed.demand, awarder: { myRole: "MEMBER" } } })).toBe(false);
  expect(canMeetAgain({ ...missed, demand: { ...missed.demand, state: "COMPLETED" } })).toBe(false);
  const out = { id: "1", standing: "ELIMINATED" } as const;
  expect(canMeetAgain({ ...missed, applicant: { state: "SUBMITTED", candidate: out } })).toBe(false);
});
