import { Trans } from "@lingui/react/macro";
import { type ReactNode, useId } from "react";
import { graphql, useFragment } from "react-relay";
import type { EscrowStage_stage$data, EscrowStage_stage$key } from "../__generated__/EscrowStage_stage.graphql";
import { Awaited } from "../parts/Awaited";
import { Countdown } from "../parts/Countdown";
import { Notice } from "../parts/Notice";
import { useTexts } from "../parts/texts";
import { Dispute } from "./Dispute";
import styles from "./Money.module.css";
import { Payments, Waiting } from "./Payments";
import { StageDeeds } from "./StageDeeds";
import { StageTag } from "./StageTag";
import { StageWork } from "./StageWork";
import { Sums } from "./Sums";

type Stage = EscrowStage_stage$data;

interface EscrowStageProps {
  stage: EscrowStage_stage$key;
  /** The viewer's. */
  side: "AWARDER" | "RECEIVER";
  /** The party of the viewer's side. */
  partyId: string;
  /** The name of the other side. */
  other: string;
  /** It is the first of which something can be decided. */
  isNext: boolean;
}

/** A stage: where its work and its money are, and what happens next. */
export function EscrowStage({ side, partyId, other, isNext, ...given }: EscrowStageProps) {
  const { money, day } = useTexts();
  const id = useId();
  const stage = useFragment(
    graphql`
      fragment EscrowStage_stage on Stage {
        id
        number
        title
        state
        version
        amount {
          amount
          currency
        }
        acceptanceTerms
        dueOn
        submittedAt
        autoAcceptsAt
        refundReason
        refundsAt
        idleRemindsAt
        idleEndsAt
        actions
        dispute {
          id
          version
        }
        payments(first: 10) {
          id
          kind
          state
          amount {
            amount
            currency
          }
          checkoutUrl
          madeAt
          settledAt
          failure
          failureKind
        }
        ...Sums_stage
        ...StageDeeds_stage
      }
    `,
    given.stage,
  );
  const { number, title, state, amount, acceptanceTerms, dueOn, submittedAt, payments, dispute } = stage;
  return (
    <article className={styles.stage} aria-labelledby={id}>
      <header className={styles.between}>
        <h3 id={id}>
          <Trans>
            Stage {number}: {title}
          </Trans>
        </h3>
        <p className={styles.tags}>
          <StageTag state={state} />
          <strong>{money(amount)}</strong>
        </p>
      </header>
      {(dueOn || acceptanceTerms) && (
        <p className={styles.soft}>
          {dueOn && <Trans>Due on {day(dueOn)}.</Trans>}{" "}
          {acceptanceTerms && <Trans>Accepted when: {acceptanceTerms}</Trans>}
        </p>
      )}
      <Sums stage={stage} />
      <Next stage={stage} side={side} other={other} />
      {stage.idleEndsAt && <Idle at={stage.idleEndsAt} />}
      <Waiting payments={payments} />
      <StageDeeds stage={stage} isNext={isNext} isPaying={payments.some(isBeingPaid)} />
      {dispute && (
        <Awaited>
          <Dispute id={dispute.id} version={dispute.version} partyId={partyId} />
        </Awaited>
      )}
      {submittedAt && (
        <Awaited>
          <StageWork id={stage.id} version={stage.version} />
        </Awaited>
      )}
      <Payments payments={payments} />
    </article>
  );
}

/** A payer can go on to pay it. */
function isBeingPaid({ state, checkoutUrl }: Stage["payments"][number]): boolean {
  return state === "PENDING" && Boolean(checkoutUrl);
}

interface NextProps {
  stage: Stage;
  side: "AWARDER" | "RECEIVER";
  other: string;
}

/** For whom a stage waits, and what happens by itself. */
function Next({ stage, side, other }: NextProps): ReactNode {
  const { deadline } = useTexts();
  const { state, autoAcceptsAt, idleRemindsAt, refundReason, refundsAt } = stage;
  const isOurs = side === "AWARDER";
  switch (state) {
    case "AWAITING_FUNDS":
      return <p>{isOurs ? <Trans>It waits for your payment.</Trans> : <Trans>{other} has to pay it in.</Trans>}</p>;
    case "FUNDED":
      return (
        <p>
          {isOurs ? (
            <Trans>The money is held. {other} can do the work and submit it.</Trans>
          ) : (
            <Trans>The money is there: do the work and submit it.</Trans>
          )}
        </p>
      );
    case "SUBMITTED":
      return (
        <Notice tone={isOurs ? "warn" : "plain"}>
          <p>{isOurs ? <Trans>The work waits for you.</Trans> : <Trans>The work waits for {other}.</Trans>}</p>
          {autoAcceptsAt && <ByItself at={autoAcceptsAt} isAccepting />}
        </Notice>
      );
    case "REWORK":
      return (
        <p>
          {isOurs ? (
            <Trans>{other} has to improve the work, and submit it again.</Trans>
          ) : (
            <Trans>Something has to be improved. Then submit the work again.</Trans>
          )}
        </p>
      );
    case "ACCEPTED":
    case "PARTLY_RELEASED":
      return (
        <>
          <p>
            {isOurs ? (
              <Trans>The work is accepted: release what is still held.</Trans>
            ) : (
              <Trans>The work is accepted. {other} has to release what is still held.</Trans>
            )}
          </p>
          <p className={styles.soft}>
            <Trans>It is not released by itself now. Either side can also open a dispute.</Trans>{" "}
            {idleRemindsAt && (
              <Trans>
                If nothing happens with it until {deadline(idleRemindsAt)}, both sides are reminded, and then a mediator
                is called.
              </Trans>
            )}
          </p>
        </>
      );
    case "REFUND_REQUESTED":
      return (
        <Notice tone={isOurs ? "plain" : "warn"}>
          <p>
            {isOurs ? (
              <Trans>You want the money back. It waits for the answer of {other}.</Trans>
            ) : (
              <Trans>{other} wants the money back.</Trans>
            )}
          </p>
          <p className={styles.words}>{refundReason}</p>
          {refundsAt && <ByItself at={refundsAt} />}
        </Notice>
      );
    case "DISPUTED":
      return (
        refundReason && (
          <p className={styles.words}>
            {isOurs ? (
              <Trans>You wanted the money back: {refundReason}</Trans>
            ) : (
              <Trans>
                {other} wanted the money back: {refundReason}
              </Trans>
            )}
          </p>
        )
      );
    default:
      return null;
  }
}

/** Nothing has happened with the money for long. */
function Idle({ at }: { at: string }) {
  const { deadline } = useTexts();
  const left = <Countdown until={at} />;
  return (
    <Notice tone="warn">
      <p>
        <Trans>Nothing has happened with this money for a long time.</Trans>
      </p>
      <p className={styles.soft}>
        <Trans>
          Without a step of either side a mediator is called on {deadline(at)}: {left} left.
        </Trans>
      </p>
    </Notice>
  );
}

function ByItself({ at, isAccepting = false }: { at: string; isAccepting?: boolean }) {
  const { deadline } = useTexts();
  const left = <Countdown until={at} />;
  return (
    <p className={styles.soft}>
      {isAccepting ? (
        <Trans>
          Without an answer it is accepted automatically, and its money released, on {deadline(at)}: {left} left.
        </Trans>
      ) : (
        <Trans>
          Without an answer the money goes back automatically on {deadline(at)}: {left} left.
        </Trans>
      )}
    </p>
  );
}
