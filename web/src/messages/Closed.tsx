/** Why nothing more can be written in a conversation, and where it can be written instead. */
import { Trans } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay";
import { Link } from "wouter";
import type { Closed_conversation$data, Closed_conversation$key } from "../__generated__/Closed_conversation.graphql";
import { useTexts } from "../parts/texts";
import styles from "./Conversation.module.css";

export function Closed(given: { conversation: Closed_conversation$key }) {
  const data = useFragment(
    graphql`
      fragment Closed_conversation on Conversation {
        id
        kind
        demand {
          id
          state
        }
        contract {
          id
          isConversationOpen
          conversationClosesAt
          conversation {
            id
          }
        }
        applicant {
          id
          award {
            id
            contract {
              id
              isConversationOpen
              conversation {
                id
              }
            }
          }
        }
      }
    `,
    given.conversation,
  );
  const { contract, applicant } = data;
  const other = data.kind === "APPLICATION" ? applicant.award?.contract : data.kind === "DISPUTE" ? contract : null;
  return (
    <p className={styles.closed}>
      <Why {...data} />{" "}
      {other?.isConversationOpen && (
        <Link href={other.conversation ? `/inbox/${other.conversation.id}` : `/contracts/${other.id}`}>
          <Trans>Write about the contract instead</Trans>
        </Link>
      )}
    </p>
  );
}

function Why({ kind, demand, contract }: Closed_conversation$data) {
  const { moment } = useTexts();
  if (kind === "DISPUTE") return <Trans>The dispute has ended: nothing more can be written about it.</Trans>;
  if (kind === "CONTRACT") {
    return contract?.conversationClosesAt ? (
      <Trans>
        No duty of the contract is left: both sides could write here until {moment(contract.conversationClosesAt)}.
      </Trans>
    ) : (
      <Trans>The contract has ended without binding anybody: nothing more can be written about it.</Trans>
    );
  }
  switch (demand.state) {
    case "CANCELLED":
      return <Trans>The demand was cancelled: nothing more can be written about its bids.</Trans>;
    case "FAILED":
      return <Trans>The demand has ended without an award: nothing more can be written about its bids.</Trans>;
    default:
      return <Trans>The demand is completed: nothing more can be written about its bids.</Trans>;
  }
}
