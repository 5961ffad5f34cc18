import type { I18n } from "@lingui/core";
import { msg, selectOrdinal } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";

/** What an alternative is called by its rank. */
export function useChoiceText(): (rank: number) => string {
  const { i18n } = useLingui();
  return (rank) => choiceIn(i18n, rank);
}

export function choiceIn(i18n: I18n, rank: number): string {
  return i18n._(
    msg`${selectOrdinal(rank, { one: "#st choice", two: "#nd choice", few: "#rd choice", other: "#th choice" })}`,
  );
}
