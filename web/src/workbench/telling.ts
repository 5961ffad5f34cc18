/** What was decided about candidates, and what they are now, in words. */
import type { I18n } from "@lingui/core";
import { msg, plural } from "@lingui/core/macro";
import type { Attempt } from "./attempts";
import { isGone, type Subject } from "./deeds";
import { choiceIn } from "./useChoiceText";

interface Named {
  readonly applicant: { readonly party: { readonly name: string } };
}

/** A candidate as it stands now. */
export type Standing = Pick<Subject, "standing" | "waiting"> & {
  readonly alternativeRank: number | null | undefined;
  readonly applicant: Subject["applicant"] & Named["applicant"];
};

/** What a decision has done, in few words. */
export function deedIn(
  i18n: I18n,
  { kind, candidates }: Pick<Attempt, "kind"> & { candidates: readonly Before[] },
): string {
  const who = whoIn(i18n, candidates);
  switch (kind) {
    case "place":
      return candidates.every(({ standing }) => standing === "ALTERNATIVE")
        ? i18n._(msg`${who} moved among the choices`)
        : i18n._(msg`${who} added to the choices`);
    case "drop":
      return i18n._(msg`${who} removed from the choices`);
    case "eliminate":
      return i18n._(msg`${who} eliminated`);
    case "restore":
      return i18n._(msg`${who} restored`);
  }
}

/** A candidate as it was before a decision. */
type Before = Named & Pick<Subject, "standing">;

/** The name of one candidate, or how many there are. */
export function whoIn(i18n: I18n, candidates: readonly Named[]): string {
  const [only] = candidates;
  return candidates.length === 1 && only
    ? only.applicant.party.name
    : i18n._(msg`${plural(candidates.length, { one: "# bidder", other: "# bidders" })}`);
}

/** What candidates are now: after a decision, or again after it was taken back. */
export function standIn(i18n: I18n, candidates: readonly Standing[], isBack: boolean): string {
  const [first, ...others] = candidates;
  if (!first) return "";
  if (others.length === 0) return standsIn(i18n, first, isBack);
  const count = candidates.length;
  if (others.some(({ standing }) => standing !== first.standing)) return i18n._(msg`${count} bidders stand as before.`);
  switch (first.standing) {
    case "ALTERNATIVE":
      return isBack
        ? i18n._(msg`${count} bidders are among the choices again.`)
        : i18n._(msg`${count} bidders are among the choices now.`);
    case "ELIMINATED":
      return isBack
        ? i18n._(msg`${count} bidders are eliminated again.`)
        : i18n._(msg`${count} bidders are eliminated now.`);
    default:
      return i18n._(msg`${count} bidders are undecided again.`);
  }
}

function standsIn(i18n: I18n, candidate: Standing, isBack: boolean): string {
  const { name } = candidate.applicant.party;
  const choice = choiceIn(i18n, candidate.alternativeRank ?? 0);
  if (isGone(candidate)) return i18n._(msg`The bid of ${name} no longer stands.`);
  switch (candidate.standing) {
    case "ALTERNATIVE":
      return isBack ? i18n._(msg`${name} is the ${choice} again.`) : i18n._(msg`${name} is the ${choice} now.`);
    case "ELIMINATED":
      return isBack ? i18n._(msg`${name} is eliminated again.`) : i18n._(msg`${name} is eliminated now.`);
    case "SELECTED":
      return i18n._(msg`${name} is selected now.`);
    default:
      return i18n._(msg`${name} is undecided again.`);
  }
}
