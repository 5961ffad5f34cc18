/** What happens at a workbench, as it happens. */
import { graphql } from "react-relay";
import type { RecordSourceSelectorProxy } from "relay-runtime";
import type { liveWorkbenchSubscription } from "../__generated__/liveWorkbenchSubscription.graphql";
import { useFollowing } from "../network/following";
import { arrive, noteGone, noteRevised } from "./candidates";
import { appendRemark, removeRemark } from "./remarksInStore";

export type Happening = liveWorkbenchSubscription["response"]["workbench"];

const FEED = graphql`
  subscription liveWorkbenchSubscription($demandId: ID!, $after: String) {
    workbench(demandId: $demandId, after: $after) {
      cursor
      actor {
        id
        name
      }
      event {
        __typename
        ... on BidArrived {
          bidCount
          candidate {
            id
            standing
            alternativeRank
            isUnread
            arrivedAt
            version
            actions
            score {
              points
              rank
            }
            applicant {
              id
              party {
                id
                name
                skills
              }
              bid {
                id
                price {
                  amount
                }
              }
            }
            ...GridRow_candidate
            ...trying_candidate
          }
        }
        # The bid itself is read when the reader takes it in: the text under their eyes stays.
        ... on BidRevised {
          number
          candidate {
            id
            isUnread
            applicant {
              id
              state
            }
          }
        }
        ... on BidWithdrawn {
          candidate {
            id
            actions
            applicant {
              id
              state
            }
          }
        }
        ... on BidCountChanged {
          bidCount
        }
        ... on BidsOpened {
          bidCount
        }
        ... on StandingChanged {
          candidate {
            id
            standing
            alternativeRank
            version
            actions
            decision {
              reason
              texts {
                name
                text
              }
              occurredAt
              actor {
                id
                name
              }
            }
          }
          from
          to
        }
        ... on CandidateRead {
          candidate {
            id
            isUnread
          }
        }
        ... on RemarkAdded {
          remark {
            id
            candidate {
              id
              remarkCount
            }
            ...Remarks_remark
          }
        }
        ... on RemarkEdited {
          remark {
            ...Remarks_remark
          }
        }
        ... on RemarkDeleted {
          remarkId
          candidate {
            id
            remarkCount
          }
        }
        ... on BiddingClosed {
          demand {
            id
            state
          }
        }
        ... on DemandStateChanged {
          demand {
            id
            state
          }
        }
        ... on AwardOffered {
          award {
            id
            state
            version
            actions
          }
        }
        ... on AwardAnswered {
          award {
            id
            state
            version
            actions
          }
        }
      }
    }
  }
`;

interface Following {
  demandId: string;
  workbenchId: string;
  after: string;
  onHappening: (happening: Happening) => void;
  onEnd: () => void;
}

export function useWorkbenchFeed({ demandId, workbenchId, after, onHappening, onEnd }: Following): void {
  useFollowing<liveWorkbenchSubscription>(
    FEED,
    { demandId, after },
    {
      onEvent: ({ workbench }) => onHappening(workbench),
      onEnd,
      updater: (store) => take(store, demandId, workbenchId),
    },
  );
}

/** Writes an event into the store, beyond the things that it names. */
function take(
  store: RecordSourceSelectorProxy<liveWorkbenchSubscription["response"]>,
  demandId: string,
  workbenchId: string,
): void {
  const event = store.getRootField("workbench")?.getLinkedRecord("event");
  if (!event) return;
  const candidateId = event.getLinkedRecord("candidate")?.getDataID() ?? "";
  const bidCount = event.getValue("bidCount");
  if (typeof bidCount === "number") store.get(demandId)?.setValue(bidCount, "bidCount");
  switch (event.getType()) {
    case "BidArrived":
      arrive(store, workbenchId, candidateId);
      break;
    case "BidRevised":
      noteRevised(store, candidateId, event.getValue("number"));
      break;
    case "BidWithdrawn":
      noteGone(store, workbenchId, candidateId);
      break;
    case "RemarkAdded":
      appendRemark(store, event.getLinkedRecord("remark"));
      break;
    case "RemarkDeleted":
      removeRemark(store, candidateId, String(event.getValue("remarkId")));
      break;
  }
}
