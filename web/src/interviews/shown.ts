import type { Interview_interview$data } from "../__generated__/Interview_interview.graphql";

/** An interview as its page has read it. */
export type Shown = Interview_interview$data;

const MINUTE = 60_000;
/** Milliseconds before the start, and after the end, in which the room is open. */
export const EARLY = 15 * MINUTE;
export const GRACE = 30 * MINUTE;
/** Milliseconds after the start in which a side can still come. */
const LATE = 15 * MINUTE;

type Arranged = Pick<Shown, "state" | "startsAt"> & {
  readonly participants: readonly Pick<Shown["participants"][number], "role" | "presence" | "removedAt">[];
};

/** When the interview is given up because a side is missing; null while none is, or once it was held. */
export function givenUpAt({ state, startsAt, participants }: Arranged): string | null {
  const there = participants.filter(({ presence, removedAt }) => presence !== "AWAY" && !removedAt);
  const areBoth = new Set(there.map(({ role }) => role)).size === 2;
  return state !== "SCHEDULED" || !startsAt || areBoth ? null : new Date(Date.parse(startsAt) + LATE).toISOString();
}

/** Whether the client's leaders can propose another interview. */
export function canMeetAgain({ state, demand, applicant }: Meeting): boolean {
  const leads = demand.awarder.myRole === "OWNER" || demand.awarder.myRole === "MANAGER";
  const stands = ["SUBMITTED", "NEEDS_CONFIRMATION"].includes(applicant.state);
  return isOff({ state }) && leads && isArranging(demand) && stands && applicant.candidate?.standing !== "ELIMINATED";
}

/** Whether interviews can be arranged. */
export function isArranging({ state }: Pick<Shown["demand"], "state">): boolean {
  return ["OPEN", "SELECTING", "AWARDED", "CONTRACTED"].includes(state);
}

/** It was not held. */
export function isOff({ state }: Pick<Shown, "state">): boolean {
  return ["NO_SHOW", "CANCELLED", "EXPIRED"].includes(state);
}

interface Meeting extends Pick<Shown, "state"> {
  readonly demand: Pick<Shown["demand"], "state"> & { readonly awarder: Pick<Shown["demand"]["awarder"], "myRole"> };
  readonly applicant: Pick<Shown["applicant"], "state" | "candidate">;
}
