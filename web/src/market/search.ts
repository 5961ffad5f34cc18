/** A search of the market: in the address of the page, as it is asked for, and as it is kept. */
import type { DemandFilter, DemandOrder, DemandState, PartyKind } from "../__generated__/MarketQuery.graphql";

export interface Search {
  words: string;
  /** The words are finished, as those of a search that is kept: of the last one, the beginning is not enough. */
  whole: boolean;
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
    whole: address.has("whole"),
    order: ORDERS.find((each) => each === address.get("order")) ?? "NEWEST",
    closed: address.has("closed"),
    audience: inOrder(address.get("for")?.split(",") ?? []),
  };
}

export function addressOf({ words, whole, order, closed, audience }: Search): URLSearchParams {
  return new URLSearchParams({
    ...(words && { q: words }),
    ...(whole && { whole: "1" }),
    ...(order !== "NEWEST" && { order }),
    ...(closed && { closed: "1" }),
    ...(audience.length > 0 && { for: audience.join() }),
  });
}

export function filterOf({ words, whole, closed, audience }: Search): DemandFilter {
  return {
    text: words || null,
    ...(words && !whole && { isTextUnfinished: true }),
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
  const words = [filter.text, ...filter.skills].filter(Boolean).join(" ");
  return {
    words,
    whole: words !== "",
    order: order ?? "NEWEST",
    closed: filter.states.length !== 1 || filter.states[0] !== "OPEN",
    audience: inOrder(filter.audience),
  };
}

/** Whether both would be kept as the same search: a search that is kept is finished. */
export function isSame(one: Search, other: Search): boolean {
  const [first, second] = [one, other].map((search) => addressOf({ ...search, whole: true }).toString());
  return first === second;
}

function inOrder(kinds: readonly string[]): readonly PartyKind[] {
  return KINDS.filter((kind) => kinds.includes(kind));
}
