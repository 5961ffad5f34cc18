/** The terms of a demand that a bid is written for, as they change while it is. */
import { useState } from "react";
import { graphql } from "react-relay";
import { useHistoryState } from "wouter/use-browser-location";
import type { BidEditor_demand$data } from "../__generated__/BidEditor_demand.graphql";
import type { useTermsFollowSubscription } from "../__generated__/useTermsFollowSubscription.graphql";
import { useFollowing } from "../network/following";
import type { Application } from "./draft";
import { type Change, changesBetween, latestOf, writtenFor } from "./terms";

export interface Terms {
  /** The number of the version of the demand that holds. */
  readonly number: number;
  /** What was different, up to the version with this number, when the bid was written. */
  readonly changesTo: (number: number) => readonly Change[];
}

/** `read` asks for the demand anew, which is heard of when it changes, also by who has not applied yet. */
export function useTerms(
  { id, history }: BidEditor_demand$data,
  application: Application | undefined,
  read: () => void,
): Terms {
  const versions = history.edges.map(({ node }) => node);
  const before = useRead();
  const [since] = useState(() => writtenFor(versions, application, before));
  useFollowing<useTermsFollowSubscription>(
    graphql`
      subscription useTermsFollowSubscription($after: String) {
        market(after: $after) {
          cursor
          event {
            __typename
            ... on DemandAmended {
              demand {
                id
              }
            }
            ... on ResyncRequired {
              code
            }
          }
        }
      }
    `,
    { after: null },
    {
      onEvent: ({ market: { event } }) => {
        const isOfThis = event.__typename === "DemandAmended" && event.demand.id === id;
        if (isOfThis || event.__typename === "ResyncRequired") read();
      },
    },
  );
  return { number: latestOf(versions), changesTo: (number) => changesBetween(versions, since, number) };
}

/** The number of the version that was read on the page from which somebody has come here. */
function useRead(): number | null {
  const state: unknown = useHistoryState();
  const { demandVersion = null } = (state ?? {}) as { demandVersion?: unknown };
  return typeof demandVersion === "number" ? demandVersion : null;
}
