/** The way to a thing of which only the id is known, as links in mails have it. */
import { graphql, useLazyLoadQuery } from "react-relay";
import { Redirect } from "wouter";
import { useHistoryState } from "wouter/use-browser-location";
import type { OpenQuery } from "../__generated__/OpenQuery.graphql";
import { placeOfBid } from "../bids/placeOfBid";
import { placeOfQuestion } from "../demand/placeOfQuestion";
import { INVOICES, placeOfReview, placeOfStage, REVIEWS } from "../money/placesOfContract";
import { useSession } from "../network/session";
import { NothingHere, useTry } from "../parts/Failure";
import { routes } from "./routes";

export default function Open({ id }: { id: string }) {
  const isSignedIn = useSession() !== null;
  const { node } = useLazyLoadQuery<OpenQuery>(
    graphql`
      query OpenQuery($id: ID!) {
        node(id: $id) {
          __typename
          id
          ... on Applicant {
            actions
            demand {
              id
              ... on BiddingDemand {
                workbench {
                  id
                }
              }
            }
          }
          ... on Award {
            candidate {
              id
            }
            demand {
              id
              ... on BiddingDemand {
                myApplicants {
                  id
                  award {
                    id
                  }
                }
              }
            }
          }
          ... on Candidate {
            applicant {
              demand {
                id
              }
            }
          }
          ... on Question {
            demand {
              id
            }
          }
          ... on Workbench {
            ofDemand: demand {
              id
            }
          }
          ... on Stage {
            number
            contract {
              id
            }
          }
          ... on WorkItem {
            about: subject {
              __typename
              id
            }
          }
          ... on DueReview {
            work {
              id
            }
          }
          ... on Invoice {
            contract {
              id
            }
          }
          ... on Review {
            subject {
              id
            }
          }
          ... on Message {
            conversation {
              id
            }
          }
        }
      }
    `,
    { id },
    { fetchPolicy: "network-only", fetchKey: useTry() },
  );
  const path = node ? pathTo(node) : null;
  const state: unknown = useHistoryState();
  if (path) return <Redirect to={path} replace state={state} />;
  // Most of what mails are about is for somebody who is signed in.
  if (!isSignedIn) return <Redirect to={`${routes.signIn}?next=${encodeURIComponent(`/open/${id}`)}`} replace />;
  return <NothingHere />;
}

type Node = NonNullable<OpenQuery["response"]["node"]>;

/** Where a thing is shown; null if it has no screen. */
function pathTo(node: Node): string | null {
  const demand = `/demands/${(node.demand ?? node.applicant?.demand)?.id}`;
  switch (node.__typename) {
    case "BiddingDemand":
      return `/demands/${node.id}`;
    case "Workbench":
      return `/demands/${node.ofDemand?.id}/workbench`;
    case "Question":
      return `${demand}#${placeOfQuestion(node.id)}`;
    case "Applicant":
      if (node.demand?.workbench) return `${demand}/workbench`;
      return node.actions?.includes("INVALIDATE") ? `/staff/bids/${node.id}` : `${demand}#${placeOfBid(node.id)}`;
    case "Award": {
      if (node.candidate) return `${demand}/workbench/${node.candidate.id}`;
      const bids = node.demand?.myApplicants ?? [];
      // One that has ended is shown beside the bid no more.
      const own = bids.find(({ award }) => award?.id === node.id) ?? bids[0];
      return own ? `${demand}#${placeOfBid(own.id)}` : routes.bids;
    }
    case "Contract":
      return `/contracts/${node.id}`;
    case "Stage":
      return `/contracts/${node.contract?.id}#${placeOfStage(node.number ?? 0)}`;
    case "Invoice":
      return `/contracts/${node.contract?.id}#${INVOICES}`;
    case "DueReview":
      return `/contracts/${node.work?.id}#${REVIEWS}`;
    case "Payment":
      return routes.money;
    case "Dispute":
      return `/disputes/${node.id}`;
    case "Review":
      return `/settings/parties/${node.subject?.id}#${placeOfReview(node.id)}`;
    case "Supplement":
      return `/contracts/supplements/${node.id}`;
    case "TemplateRequest":
      return `/templates/requests/${node.id}`;
    case "Template":
    case "TemplateVersion":
      return routes.templates;
    case "Candidate":
      return `${demand}/workbench/${node.id}`;
    case "Conversation":
      return `/inbox/${node.id}`;
    case "Message":
      return `/inbox/${node.conversation?.id}`;
    case "Interview":
      return `/interviews/${node.id}`;
    case "Party":
      return `/settings/parties/${node.id}`;
    case "Invitation":
      return routes.invitations;
    case "Notification":
      return routes.notifications;
    case "PayoutAccount":
      return routes.money;
    case "WorkItem":
      // Whoever has it works on its subject, which the others do not see.
      return (node.about && pathTo(node.about)) || routes.staff;
    case "SavedSearch":
      return routes.market;
    default:
      return null;
  }
}
