/** When something was said, in as few words as a list has room for. */
import { useLingui } from "@lingui/react/macro";
import { regionalTag } from "../app/languages";
import { CLOCK } from "../parts/texts";

/** The time of today, the day of this year, or the whole date. */
export function useWhen(): (at: string) => string {
  const { i18n } = useLingui();
  return (at) => shortly(new Date(at), new Date(), regionalTag(i18n.locale));
}

export function shortly(at: Date, now: Date, language: string): string {
  if (at.toDateString() === now.toDateString()) return at.toLocaleTimeString(language, CLOCK);
  const isThisYear = at.getFullYear() === now.getFullYear();
  return at.toLocaleDateString(language, isThisYear ? { day: "numeric", month: "short" } : { dateStyle: "medium" });
}
