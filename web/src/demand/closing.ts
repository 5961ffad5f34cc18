/** Ending bidding before its deadline. */

/** Whether the dialog has something to say about it: that it is possible, or why it is not yet. */
export function isAboutClosing(demand: {
  readonly state: string;
  readonly actions: readonly string[];
  readonly closableAt: string | null | undefined;
  readonly awarder: { readonly myRole: string | null | undefined };
}): boolean {
  if (demand.actions.includes("CLOSE_BIDDING")) return true;
  const mayDecide = demand.awarder.myRole === "OWNER" || demand.awarder.myRole === "MANAGER";
  return demand.state === "OPEN" && mayDecide && Boolean(demand.closableAt);
}
