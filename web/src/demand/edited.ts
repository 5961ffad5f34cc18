import { graphql, useFragment } from "react-relay";
import type { edited_demand$data, edited_demand$key } from "../__generated__/edited_demand.graphql";

export type EditedDemand = edited_demand$data;
export type EditedDemandKey = edited_demand$key;

/** A demand as its form begins with it. */
export function useEdited(demand: EditedDemandKey): EditedDemand;
export function useEdited(demand: EditedDemandKey | null): EditedDemand | null;
export function useEdited(demand: EditedDemandKey | null): EditedDemand | null {
  const edited = useFragment(
    graphql`
      fragment edited_demand on BiddingDemand {
        id
        title
        description
        skills
        state
        version
        awarder {
          id
          name
        }
        audience
        budget {
          low {
            amount
          }
          high {
            amount
          }
        }
        currency
        durationDays
        deadlineAt
        bidding
        bidCount
        isBidCountPublic
        criteria {
          key
          weight
        }
        attachments {
          id
          fileName
          byteSize
          thumbnailUrl
        }
        actions
      }
    `,
    demand,
  );
  return edited ?? null;
}
