/** What the feed of a workbench leads to, beyond what it writes into the store. */
import { useState } from "react";
import { type Happening, useWorkbenchFeed } from "./live";
import { useRereading } from "./recounting";

interface Followed {
  readonly id: string;
  readonly cursor: string;
}

interface Feed {
  recount: () => void;
  onResync: () => void;
}

/** Follows from the moment at which the first page was read: a later page tells what was new to it anyway. */
export function useFeed(demandId: string, { id, cursor }: Followed, { recount, onResync }: Feed): void {
  const [after] = useState(cursor);
  const readAgain = useRereading(demandId);
  useWorkbenchFeed({
    demandId,
    workbenchId: id,
    after,
    onHappening: ({ event }: Happening) => {
      if (ANEW.has(event.__typename)) onResync();
      else if (ELSEWHERE.has(event.__typename)) recount();
      // A failure is no news: whoever acts on what is no longer allowed is told so.
      if (EVERYWHERE.has(event.__typename)) readAgain().catch(() => {});
    },
    onEnd: onResync,
  });
}

/** After these nothing that was read is sure to be true. */
const ANEW = new Set(["ResyncRequired", "DemandAmended", "BidsOpened"]);
/** These change what may be done with every candidate. */
const EVERYWHERE = new Set(["BiddingClosed", "DemandStateChanged", "AwardOffered", "AwardAnswered"]);
/** These move more than what they name. */
const ELSEWHERE = new Set([...EVERYWHERE, "StandingChanged", "BidWithdrawn"]);
