/** Taking decisions back: by other decisions, which stand in the record like all others, with a reason of their own. */

import type { Attempt, Decided, Versions } from "./attempts";
import type { Candidate } from "./candidates";

/** What stood before. */
export interface Before {
  readonly standing: string;
  readonly rank: number | null;
}

/** A decision that was made here. */
export interface Done {
  readonly attempt: Attempt;
  readonly decided: readonly Decided[];
  readonly before: ReadonlyMap<string, Before>;
  /** An instant, in milliseconds. */
  readonly at: number;
}

/** A decision that takes another one back, and the versions of the candidates that it is based on. */
export interface Step {
  readonly attempt: Attempt;
  /** Null: those that the step before has made. */
  readonly versions: Versions | null;
}

export function done(attempt: Attempt, decided: readonly Decided[], at: number): Done {
  const before = new Map(
    attempt.candidates.map(({ id, standing, alternativeRank }) => [id, { standing, rank: alternativeRank ?? null }]),
  );
  return { attempt, decided, before, at };
}

/** The decisions that take it back, in their order. An alternative that was eliminated gets its rank again, too. */
export function stepsBack({ attempt, decided, before }: Done, reason: string): Step[] {
  const versions = new Map(decided.map(({ candidate, version }) => [candidate.id, version]));
  const candidates = decided.map(({ candidate }) => candidate);
  const ranked = candidates
    .filter(({ id }) => before.get(id)?.standing === "ALTERNATIVE")
    .sort((one, other) => rankOf(before, one) - rankOf(before, other));
  const again = (versions: Versions | null) =>
    ranked.map((each): Step => {
      return { attempt: { kind: "place", candidates: [each], rank: rankOf(before, each) }, versions };
    });
  switch (attempt.kind) {
    case "place": {
      const dropped = candidates.filter(({ id }) => before.get(id)?.standing !== "ALTERNATIVE");
      const drop: Step = { attempt: { kind: "drop", candidates: dropped, reason }, versions };
      return [...(dropped.length > 0 ? [drop] : []), ...again(versions)];
    }
    case "drop":
      return again(versions);
    case "eliminate":
      return [{ attempt: { kind: "restore", candidates, reason }, versions }, ...again(null)];
    case "restore":
      return [{ attempt: { kind: "eliminate", candidates, reason: "OTHER", note: reason }, versions }];
  }
}

/**
 * The decisions before the one that was taken back, which has given its candidates these versions.
 *
 * One that it followed on is now about them; after a colleague's in between, it stays about what it has made, so that
 * taking it back collides.
 */
export function rebased(earlier: readonly Done[], { decided }: Done, versions: ReadonlyMap<string, number>): Done[] {
  const basedOn = new Map(decided.map((each) => [each.candidate.id, each.basedOn]));
  const follow = (each: Decided): Decided => {
    const version = versions.get(each.candidate.id);
    return version !== undefined && basedOn.get(each.candidate.id) === each.version ? { ...each, version } : each;
  };
  return earlier.map((one) => ({ ...one, decided: one.decided.map(follow) }));
}

function rankOf(before: Done["before"], { id }: Candidate): number {
  return before.get(id)?.rank ?? 1;
}
