/** What others have changed of a demand while somebody wrote. */
import { useLingui } from "@lingui/react/macro";
import { nameOf } from "../parts/enums";
import { Merging } from "../parts/Merging";
import { type BriefText, deadlineOf, inputOf } from "./brief";
import { fields, useSaying } from "./Changes";
import { FILES, type MergedBrief } from "./useMergedBrief";

interface MergedDemandProps {
  merged: MergedBrief;
  hasDeadline: boolean;
}

export function MergedDemand({ merged, hasDeadline }: MergedDemandProps) {
  const { i18n } = useLingui();
  const say = useSaying();
  const { writing, isConflict, choose } = merged;
  const naming = (place: string) => {
    const field = FIELDS[place] ?? place;
    const isShown = field in fields && (place !== "deadline" || hasDeadline);
    return isShown ? nameOf(i18n, fields, field) : null;
  };
  const saying = (place: string, value: unknown) => {
    const text = textAt({ ...writing.text, [place]: value }, place);
    return text && say(FIELDS[place] ?? place, text);
  };
  return <Merging writing={writing} isConflict={isConflict} naming={naming} saying={saying} onChoose={choose} />;
}

/** The names that amendments have for what the form calls otherwise. */
const FIELDS: Readonly<Record<string, string>> = {
  low: "budget.low",
  high: "budget.high",
  deadline: "deadlineAt",
  weights: "criteria",
  [FILES]: FILES,
};

/** What is written at a place, as the server would say it. */
function textAt(brief: BriefText, place: string): string {
  switch (place) {
    case "audience":
      return brief.audience.join(", ");
    case "deadline":
      return deadlineOf(brief) ?? "";
    case "weights":
      return inputOf(brief)
        .criteria.map(({ key, weight }) => `${key} ${weight}`)
        .join(", ");
    case "low":
    case "high":
      return brief[place] && `${brief[place]} ${brief.currency}`;
    default:
      return String(brief[place as keyof BriefText] ?? "");
  }
}
