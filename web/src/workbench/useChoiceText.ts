import type { I18n } from "@lingui/core";
import { msg, selectOrdinal } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";

/** The states of a demand in which somebody is selected, and the choices are those that come next. */
const SELECTED = ["AWARDED", "CONTRACTED"];

/** What an alternative is called by its rank. */
export function useChoiceText(): (rank: number) => string {
  const { i18n } = useLingui();
  return (rank) => choiceIn(i18n, rank);
}

/** Whether the choices of a demand in this state are those that come after the one who is selected. */
export function comeNext(state: string): boolean {
  return SELECTED.includes(state);
}

/** What an alternative is called by its rank after the one who is selected: nobody takes it for the winner. */
export function nextIn(i18n: I18n, rank: number): string {
  return i18n._(
    msg`${selectOrdinal(rank, { 1: "Next in line", one: "#st in line", two: "#nd in line", few: "#rd in line", other: "#th in line" })}`,
  );
}

export function choiceIn(i18n: I18n, rank: number): string {
  return i18n._(
    msg`${selectOrdinal(rank, { one: "#st choice", two: "#nd choice", few: "#rd choice", other: "#th choice" })}`,
  );
}
