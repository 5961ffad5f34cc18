/** With whom a conversation is, and about what. */
import { useLingui } from "@lingui/react/macro";
import { graphql, readInlineData } from "react-relay";
import type { about_conversation$key } from "../__generated__/about_conversation.graphql";

/** The names of the other side, or of both for somebody of neither. */
export function othersIn(conversation: about_conversation$key): string[] {
  const { demand, applicant } = read(conversation);
  const [client, bidder] = [demand.awarder, applicant.party];
  if (client.myRole) return [bidder.name];
  return bidder.myRole ? [client.name] : [client.name, bidder.name];
}

/** What a conversation is about, in words. */
export function useAbout(): (conversation: about_conversation$key) => string {
  const { t } = useLingui();
  return (conversation) => {
    const { kind, demand, contract } = read(conversation);
    const { title } = demand;
    const number = contract?.number;
    if (kind === "DISPUTE") return number ? t`Dispute about contract ${number}: ${title}` : t`Dispute: ${title}`;
    if (kind === "CONTRACT") return number ? t`Contract ${number}: ${title}` : t`Contract: ${title}`;
    return t`Bid: ${title}`;
  };
}

function read(conversation: about_conversation$key) {
  return readInlineData(
    graphql`
      fragment about_conversation on Conversation @inline {
        id
        kind
        demand {
          id
          title
          awarder {
            id
            name
            myRole
          }
        }
        applicant {
          id
          party {
            id
            name
            myRole
          }
        }
        contract {
          id
          number
        }
      }
    `,
    conversation,
  );
}
