/** A dispute about what is held for a stage: what both sides say, what they propose, and how it ends. */
import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { graphql, useFragment, useLazyLoadQuery } from "react-relay";
import { Link } from "wouter";
import type { Dispute_dispute$data, Dispute_dispute$key } from "../__generated__/Dispute_dispute.graphql";
import type { DisputeQuery } from "../__generated__/DisputeQuery.graphql";
import { useNews } from "../network/news";
import { Countdown } from "../parts/Countdown";
import { useTry } from "../parts/Failure";
import { Files } from "../parts/Files";
import { Notice } from "../parts/Notice";
import { useTexts } from "../parts/texts";
import { DisputeDeeds } from "./DisputeDeeds";
import { Division, Silence } from "./Division";
import styles from "./Money.module.css";

interface DisputeProps {
  id: string;
  /** Of the dispute: it is read anew with each. */
  version: number;
  /** The viewer's. */
  partyId: string;
}

export function Dispute({ id, version, partyId }: DisputeProps) {
  const { node } = useLazyLoadQuery<DisputeQuery>(
    graphql`
      query DisputeQuery($id: ID!) {
        node(id: $id) {
          __typename
          ... on Dispute {
            ...Dispute_dispute
          }
        }
      }
    `,
    { id },
    { fetchPolicy: "store-and-network", fetchKey: `${useTry()} ${version} ${useNews()}` },
  );
  return node?.__typename === "Dispute" ? <DisputeShown dispute={node} partyId={partyId} /> : null;
}

type Said = Dispute_dispute$data;

interface DisputeShownProps {
  dispute: Dispute_dispute$key;
  /** The viewer's; a mediator has none. */
  partyId?: string;
}

/** A dispute from its opening to its end, with what a side may decide about it. */
export function DisputeShown({ partyId, ...given }: DisputeShownProps) {
  const { t } = useLingui();
  const { moment } = useTexts();
  const dispute = useFragment(
    graphql`
      fragment Dispute_dispute on Dispute {
        id
        state
        version
        openedAt
        opener {
          id
          name
        }
        respondent {
          id
          name
        }
        reason
        answersBy
        silenceLoses
        held {
          amount
          currency
        }
        negotiatesUntil
        mediatesUntil
        withdrawnFor
        statements(first: 50) {
          party {
            id
            name
          }
          user {
            id
            name
          }
          body
          madeAt
          attachments {
            id
            ...Files_attachments
          }
        }
        settlement {
          id
          number
          proposer {
            id
            name
          }
          toReceiver {
            amount
            currency
          }
          fee {
            amount
            currency
          }
          net {
            amount
            currency
          }
          toAwarder {
            amount
            currency
          }
          note
          proposedAt
          acceptedAt
        }
        ruling {
          toReceiver {
            amount
            currency
          }
          fee {
            amount
            currency
          }
          net {
            amount
            currency
          }
          toAwarder {
            amount
            currency
          }
          reason
          ruledAt
        }
        conversation {
          id
        }
        ...DisputeDeeds_dispute
      }
    `,
    given.dispute,
  );
  const { opener, reason, openedAt, statements, settlement, ruling, conversation } = dispute;
  return (
    <section className={styles.dispute} aria-label={t`Dispute`}>
      <Notice tone={OPEN.includes(dispute.state) ? "warn" : "plain"}>
        <p>
          <State dispute={dispute} partyId={partyId} />
        </p>
        {dispute.withdrawnFor && <p className={styles.words}>{dispute.withdrawnFor}</p>}
        <Term dispute={dispute} partyId={partyId} />
      </Notice>
      <ul className={styles.rows}>
        {!opener && (
          <li className={styles.submission}>
            <p className={styles.soft}>
              <Trans>
                Nobody opened the dispute: a mediator was called on {moment(openedAt)}, because the money had lain idle.
              </Trans>
            </p>
          </li>
        )}
        {opener && (
          <li className={styles.submission}>
            <p className={styles.soft}>
              <Trans>
                {opener.name} opened the dispute on {moment(openedAt)}
              </Trans>
            </p>
            <p className={styles.words}>{reason}</p>
          </li>
        )}
        {statements.map(({ party, user, body, madeAt, attachments }) => (
          <li key={madeAt} className={styles.submission}>
            <p className={styles.soft}>
              {[...new Set([party.name, user.name])].join(", ")} · {moment(madeAt)}
            </p>
            <p className={styles.words}>{body}</p>
            <Files files={attachments} />
          </li>
        ))}
        {settlement && (
          <li className={styles.submission}>
            <p className={styles.soft}>
              <Trans>
                {settlement.proposer.name} proposed a settlement on {moment(settlement.proposedAt)}
              </Trans>
            </p>
            <Division {...settlement} />
            {settlement.note && <p className={styles.words}>{settlement.note}</p>}
          </li>
        )}
        {ruling && (
          <li className={styles.submission}>
            <p className={styles.soft}>
              <Trans>Ruling of {moment(ruling.ruledAt)}</Trans>
            </p>
            <Division {...ruling} />
            <p className={styles.words}>{ruling.reason}</p>
          </li>
        )}
      </ul>
      {partyId && <DisputeDeeds dispute={dispute} partyId={partyId} />}
      {conversation && (
        <p>
          <Link href={`/inbox/${conversation.id}`}>
            <Trans>Messages about the dispute</Trans>
          </Link>
        </p>
      )}
    </section>
  );
}

export const OPEN: readonly string[] = ["OPENED", "ANSWERED", "NEGOTIATING", "MEDIATION"];

interface SaidProps {
  dispute: Said;
  /** The viewer's; a mediator has none. */
  partyId: string | undefined;
}

function State({ dispute: { state, respondent }, partyId }: SaidProps): ReactNode {
  switch (state) {
    case "OPENED":
      if (respondent?.id === partyId) return <Trans>A dispute is open. You must answer.</Trans>;
      return <Trans>A dispute is open. {respondent?.name ?? ""} has to answer.</Trans>;
    case "ANSWERED":
      return <Trans>A dispute is open. Both sides can propose how to divide what is held.</Trans>;
    case "NEGOTIATING":
      return <Trans>A dispute is open, and a settlement is proposed.</Trans>;
    case "MEDIATION":
      return <Trans>A mediator rules the dispute, unless both sides agree before.</Trans>;
    case "RULED":
      return <Trans>A mediator has ruled the dispute.</Trans>;
    case "SETTLED":
      return <Trans>Both sides have settled the dispute.</Trans>;
    case "WITHDRAWN":
      return <Trans>The dispute was withdrawn.</Trans>;
    case "DEFAULTED":
      return <Trans>The dispute has ended, because one side did not answer.</Trans>;
    default:
      return state;
  }
}

/** Until when something happens, and what happens by itself then. */
function Term({ dispute, partyId }: SaidProps) {
  const { deadline } = useTexts();
  const { state, answersBy, negotiatesUntil, mediatesUntil } = dispute;
  const until = state === "OPENED" ? answersBy : state === "MEDIATION" ? mediatesUntil : negotiatesUntil;
  if (!until || !OPEN.includes(state)) return null;
  const left = <Countdown until={until} />;
  return (
    <p className={styles.soft}>
      {state === "OPENED" ? (
        <>
          <Trans>
            To be answered by {deadline(until)}: {left} left.
          </Trans>{" "}
          <Silence {...dispute} isOwn={dispute.respondent?.id === partyId} />
        </>
      ) : state === "MEDIATION" ? (
        <Trans>
          The ruling is due by {deadline(until)}: {left} left.
        </Trans>
      ) : (
        <Trans>
          Without an agreement a mediator is called on {deadline(until)}: {left} left.
        </Trans>
      )}
    </p>
  );
}
