/** The way to a thing of which only the id is known, as links in mails have it. */
import { graphql, useLazyLoadQuery } from "react-relay";
import { Redirect } from "wouter";
import { useHistoryState } from "wouter/use-browser-location";
import type { OpenQuery } from "../__generated__/OpenQuery.graphql";
import { placeOfBid } from "../bids/placeOfBid";
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
    case "Question":
      return demand;
    case "Applicant":
      return node.demand?.workbench ? `${demand}/workbench` : `${demand}#${placeOfBid(node.id)}`;
    case "Award": {
      if (node.candidate) return `${demand}/workbench/${node.candidate.id}`;
      const own = node.demand?.myApplicants?.find(({ award }) => award?.id === node.id);
      return own ? `${demand}#${placeOfBid(own.id)}` : routes.bids;
    }
    case "Contract":
      return `/contracts/${node.id}`;
    case "Invoice":
      return `/contracts/${node.contract?.id}`;
    case "Dispute":
      return `/disputes/${node.id}`;
    case "Review":
      return `/settings/parties/${node.subject?.id}`;
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
      return "/settings/parties";
    case "Notification":
      return routes.notifications;
    case "PayoutAccount":
      return routes.money;
    case "WorkItem":
      return routes.staff;
    case "SavedSearch":
      return routes.market;
    default:
      return null;
  }
}
