import { selectOrdinal } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";

/** What an alternative is called by its rank. */
export function useChoiceText(): (rank: number) => string {
  const { t } = useLingui();
  return (rank) =>
    t`${selectOrdinal(rank, { one: "#st choice", two: "#nd choice", few: "#rd choice", other: "#th choice" })}`;
}
