/** A search of the market: in the address of the page, as it is asked for, and as it is kept. */
import type { DemandFilter, DemandOrder, DemandState, PartyKind } from "../__generated__/MarketQuery.graphql";

export interface Search {
  words: string;
  order: DemandOrder;
  /** With demands that take no more bids. */
  closed: boolean;
  /** The demand is open to one of these kinds of bidders; none where that does not matter. In the order of `KINDS`. */
  audience: readonly PartyKind[];
}

export const KINDS: readonly PartyKind[] = ["INDIVIDUAL", "TEAM", "ENTERPRISE"];
const ORDERS: readonly DemandOrder[] = ["NEWEST", "CLOSING_SOON", "BUDGET"];

export function searchIn(address: URLSearchParams): Search {
  return {
    words: address.get("q") ?? "",
    order: ORDERS.find((each) => each === address.get("order")) ?? "NEWEST",
    closed: address.has("closed"),
    audience: inOrder(address.get("for")?.split(",") ?? []),
  };
}

export function addressOf({ words, order, closed, audience }: Search): URLSearchParams {
  return new URLSearchParams({
    ...(words && { q: words }),
    ...(order !== "NEWEST" && { order }),
    ...(closed && { closed: "1" }),
    ...(audience.length > 0 && { for: audience.join() }),
  });
}

export function filterOf({ words, closed, audience }: Search): DemandFilter {
  return {
    text: words || null,
    ...(!closed && { states: ["OPEN"] }),
    ...(audience.length > 0 && { audience: [...audience] }),
  };
}

interface Kept {
  readonly order: DemandOrder | null | undefined;
  readonly filter: {
    readonly text: string | null | undefined;
    readonly skills: readonly string[];
    readonly states: readonly DemandState[];
    readonly audience: readonly PartyKind[];
  };
}

/** What the page can show of a search that is kept: one that another program saved may have more conditions. */
export function searchOf({ filter, order }: Kept): Search {
  return {
    words: [filter.text, ...filter.skills].filter(Boolean).join(" "),
    order: order ?? "NEWEST",
    closed: filter.states.length !== 1 || filter.states[0] !== "OPEN",
    audience: inOrder(filter.audience),
  };
}

export function isSame(one: Search, other: Search): boolean {
  return addressOf(one).toString() === addressOf(other).toString();
}

function inOrder(kinds: readonly string[]): readonly PartyKind[] {
  return KINDS.filter((kind) => kinds.includes(kind));
}
