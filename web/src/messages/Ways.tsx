/** The ways from a conversation to what it is about. */
import { Trans } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay";
import { Link } from "wouter";
import type { Ways_conversation$key } from "../__generated__/Ways_conversation.graphql";
import { routes } from "../app/routes";
import { placeOfBid } from "../bids/placeOfBid";
import { useFrom } from "../parts/useFrom";
import styles from "./Conversation.module.css";

export function Ways(given: { conversation: Ways_conversation$key }) {
  const { demand, applicant, contract, dispute } = useFragment(
    graphql`
      fragment Ways_conversation on Conversation {
        id
        demand {
          id
          awarder {
            id
            myRole
          }
        }
        applicant {
          id
          party {
            id
            myRole
          }
          candidate {
            id
          }
          award {
            id
            contract {
              id
            }
          }
        }
        contract {
          id
        }
        dispute {
          id
        }
      }
    `,
    given.conversation,
  );
  const from = useFrom();
  const { candidate, party, award } = applicant;
  const drawnUp = contract ?? award?.contract;
  return (
    <p className={styles.ways}>
      <Link href={routes.inbox.replace("/:id?", "")} className={styles.back}>
        <Trans>All conversations</Trans>
      </Link>
      {from ? (
        <Link href={from}>
          <Trans>Back to the bid</Trans>
        </Link>
      ) : candidate ? (
        <Link href={`/demands/${demand.id}/workbench/${candidate.id}`}>
          <Trans>To the bid at the workbench</Trans>
        </Link>
      ) : party.myRole && !demand.awarder.myRole ? (
        <Link href={`/demands/${demand.id}#${placeOfBid(applicant.id)}`}>
          <Trans>To your bid</Trans>
        </Link>
      ) : (
        <Link href={`/demands/${demand.id}`}>
          <Trans>To the demand</Trans>
        </Link>
      )}
      {drawnUp && (
        <Link href={`/contracts/${drawnUp.id}`}>
          <Trans>To the contract</Trans>
        </Link>
      )}
      {dispute && (
        <Link href={`/disputes/${dispute.id}`}>
          <Trans>To the dispute</Trans>
        </Link>
      )}
    </p>
  );
}
