/** Which candidates are shown. */
import type { Order } from "./order";

export interface Filter {
  standing: string | null;
  isUnread: boolean;
  words: string;
  order: Order;
}

export const EVERYTHING: Filter = { standing: null, isUnread: false, words: "", order: "MERIT" };

interface Filtered {
  readonly standing: string;
  readonly isUnread: boolean | null | undefined;
  readonly applicant: { readonly party: { readonly name: string; readonly skills: readonly string[] } };
}

/** All words have to occur in the name or the skills of the party. */
export function fits({ standing, isUnread, applicant: { party } }: Filtered, filter: Filter): boolean {
  if (filter.standing !== null && standing !== filter.standing) return false;
  if (filter.isUnread && !isUnread) return false;
  if (filter.words === "") return true;
  const text = [party.name, ...party.skills].join(" ").toLowerCase();
  return filter.words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
