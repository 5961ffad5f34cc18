import { useHistoryState } from "wouter/use-browser-location";

/** From which page somebody has come here: it is told with the step that leads here. Null if it was not. */
export function useFrom(): string | null {
  const state: unknown = useHistoryState();
  const { from = null } = (state ?? {}) as { from?: unknown };
  return typeof from === "string" ? from : null;
}
