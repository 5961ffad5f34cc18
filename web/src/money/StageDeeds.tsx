/** What one may decide about a stage: pay it in, submit its work, answer, release, or ask for the money back. */
import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useFragment } from "react-relay";
import type { StageDeeds_stage$key } from "../__generated__/StageDeeds_stage.graphql";
import { Button } from "../parts/Button";
import { Disputing } from "./Disputing";
import type { Action, Stage } from "./deeds";
import { Funding } from "./Funding";
import styles from "./Money.module.css";
import { AgreeToRefund, AskForRefund, LeaveIt, ObjectToRefund } from "./Refunding";
import { Releasing } from "./Releasing";
import { Accepting, AskForRework, Submitting } from "./Working";

interface StageDeedsProps {
  stage: StageDeeds_stage$key;
  isNext: boolean;
  /** A payment waits that can be gone on with. */
  isPaying: boolean;
}

export function StageDeeds({ isNext, isPaying, ...given }: StageDeedsProps) {
  const stage = useFragment(
    graphql`
      fragment StageDeeds_stage on Stage {
        id
        number
        title
        state
        version
        actions
        submittedAt
        refundsAt
        refundSilenceDays
        disputeAnswerWorkingDays
        lacking {
          amount
          currency
        }
        held {
          amount
          currency
        }
        released {
          amount
          currency
        }
        contract {
          id
          feeBasisPoints
          acceptanceWorkingDays
          awarder {
            id
            name
          }
          receiver {
            id
            name
            myRole
          }
        }
      }
    `,
    given.stage,
  );
  // What is decided about is what was shown when it was asked, whatever comes meanwhile.
  const [asked, setAsked] = useState<{ deed: Action; about: Stage } | null>(null);
  const deeds = DEEDS.filter(({ action }) => stage.actions.includes(action) && !(action === "FUND" && isPaying));
  const Asked = DEEDS.find(({ action }) => action === asked?.deed)?.Dialog;
  return (
    <>
      {deeds.length > 0 && (
        <div className={styles.deeds}>
          {deeds.map(({ action, Name, isQuiet }, index) => (
            <Button
              key={action}
              look={isQuiet ? "quiet" : isNext && index === 0 ? "main" : "plain"}
              onPress={() => setAsked({ deed: action, about: stage })}
            >
              <Name /> …
            </Button>
          ))}
        </div>
      )}
      {asked && Asked && <Asked stage={asked.about} onClose={() => setAsked(null)} />}
    </>
  );
}

/** In the order in which they are shown. */
const DEEDS = [
  { action: "FUND", Name: () => <Trans>Pay it in</Trans>, Dialog: Funding, isQuiet: false },
  { action: "SUBMIT_WORK", Name: () => <Trans>Submit the work</Trans>, Dialog: Submitting, isQuiet: false },
  { action: "ACCEPT_WORK", Name: () => <Trans>Accept the work</Trans>, Dialog: Accepting, isQuiet: false },
  { action: "RELEASE", Name: () => <Trans>Release the money</Trans>, Dialog: Releasing, isQuiet: false },
  { action: "AGREE_REFUND", Name: () => <Trans>Agree to the refund</Trans>, Dialog: AgreeToRefund, isQuiet: false },
  { action: "OBJECT_REFUND", Name: () => <Trans>Object to the refund</Trans>, Dialog: ObjectToRefund, isQuiet: false },
  { action: "WITHDRAW_REFUND", Name: () => <Trans>Leave the money there</Trans>, Dialog: LeaveIt, isQuiet: false },
  { action: "REQUEST_REWORK", Name: () => <Trans>Ask for rework</Trans>, Dialog: AskForRework, isQuiet: false },
  { action: "OPEN_DISPUTE", Name: () => <Trans>Open a dispute</Trans>, Dialog: Disputing, isQuiet: true },
  { action: "REQUEST_REFUND", Name: () => <Trans>Ask for the money back</Trans>, Dialog: AskForRefund, isQuiet: true },
] as const;
