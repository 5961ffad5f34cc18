/** The terms of a demand: its versions, and what has changed since one of them was read. */
import { graphql } from "react-relay";
import type { terms_demand$data } from "../__generated__/terms_demand.graphql";

export const TERMS = graphql`
  fragment terms_demand on BiddingDemand {
    history(first: 20) {
      edges {
        node {
          number
          publishedAt
          changes {
            field
            from
            to
          }
        }
      }
    }
  }
`;

export type History = terms_demand$data["history"];
export type Version = History["edges"][number]["node"];
export type Change = Version["changes"][number];

interface Applied {
  readonly state: string;
  readonly appliedAt: string;
  readonly bid: { readonly submittedAt: string | null | undefined } | null | undefined;
}

/** The number of the version that holds; the versions are in order, the latest first. */
export function latestOf(versions: readonly Version[]): number {
  return versions[0]?.number ?? 0;
}

/**
 * The number of the version that a bid was written for, as far as that is known: the one that was read before, and the
 * present one where nothing is. Neither saving nor confirming a bid says that its writer has read more.
 */
export function writtenFor(versions: readonly Version[], applied: Applied | undefined, read: number | null): number {
  switch (applied?.state) {
    case "NEEDS_CONFIRMATION":
      return heldAt(versions, applied.bid?.submittedAt ?? applied.appliedAt);
    case "DRAFT":
      return heldAt(versions, applied.appliedAt);
    default:
      return applied || read === null ? latestOf(versions) : read;
  }
}

/** The number of the version that held then; of those that are not known, the last one. */
export function heldAt(versions: readonly Version[], at: string): number {
  const held = versions.find(({ publishedAt }) => Date.parse(publishedAt) <= Date.parse(at));
  return held?.number ?? Math.max((versions.at(-1)?.number ?? 1) - 1, 1);
}

/** What differs between two versions, field by field, in the order in which it has changed. */
export function changesBetween(versions: readonly Version[], former: number, latter: number): readonly Change[] {
  const changes = versions
    .filter(({ number }) => number > former && number <= latter)
    .toReversed()
    .flatMap((version) => version.changes);
  const fields = [...new Set(changes.map(({ field }) => field))];
  return fields.flatMap((field) => {
    const own = changes.filter((change) => change.field === field);
    const [from, to] = [own[0]?.from, own.at(-1)?.to];
    // It was changed back. Other files may have the same names.
    return own.length > 1 && from === to && field !== "attachments" ? [] : [{ field, from, to }];
  });
}
