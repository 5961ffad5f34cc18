/** The question before a bid is submitted: how much it is, in words of its currency, and whether that is meant. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql } from "react-relay";
import type { BidEditor_demand$data } from "../__generated__/BidEditor_demand.graphql";
import type { SubmittingMutation } from "../__generated__/SubmittingMutation.graphql";
import { BudgetText } from "../market/BudgetText";
import { useAct } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { tellWindows } from "../network/windows";
import { Asking } from "../parts/Asking";
import { Fact } from "../parts/Fact";
import { Notice } from "../parts/Notice";
import { useTexts } from "../parts/texts";
import { Amended } from "./Amended";
import styles from "./BidEditor.module.css";
import type { Saved } from "./draft";
import { Fee } from "./Fee";
import { isFar, lateStages } from "./offer";
import type { Terms } from "./useTerms";

interface SubmittingProps {
  saved: Saved;
  demand: Pick<BidEditor_demand$data, "budget" | "currency">;
  /** The name of the party whose bid it is. */
  bidder: string;
  terms: Terms;
  feeBasisPoints: number;
  onRefusal: (refusal: Refusal | null) => void;
  onSubmitted: () => void;
  onClose: () => void;
}

const CHANGED = ["CONFLICT", "WRONG_STATE"];

export function Submitting({ saved, demand, bidder, terms, ...rest }: SubmittingProps) {
  const { t } = useLingui();
  const { feeBasisPoints, onRefusal, onSubmitted, onClose } = rest;
  // What is shown stays until it is refused: nobody presses just when it becomes something else.
  const [shown, setShown] = useState(terms.number);
  const [isStale, setStale] = useState(false);
  if (isStale && terms.number > shown) {
    setShown(terms.number);
    setStale(false);
  }
  const { moneyInWords, list } = useTexts();
  const [act, isActing] = useAct<SubmittingMutation>(graphql`
    mutation SubmittingMutation($input: SubmitBidInput!) {
      submitBid(input: $input) {
        __typename
        ... on Applicant {
          id
          state
          version
          actions
          bid {
            id
            number
          }
          draft {
            id
          }
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async (idempotencyKey: string) => {
    const given = { applicantId: saved.id, expectedVersion: saved.version, demandVersion: shown, idempotencyKey };
    const { refusal } = await act(given);
    setStale(refusal?.code === "STALE");
    onRefusal(refusal);
    if (!refusal) {
      tellWindows();
      onSubmitted();
    }
    // What is wrong stands in the form, behind this dialog; what has changed meanwhile is saved again by the next press.
    const isElsewhere = refusal && (CHANGED.includes(refusal.code) || Object.keys(refusal.fields).length > 0);
    return isElsewhere ? null : refusal;
  };
  const { budget, currency } = demand;
  const { offer } = saved;
  const days = offer.durationDays.trim();
  const late = lateStages(offer).map(({ number, dueAfterDays }) => t`stage ${number} on day ${dueAfterDays}`);
  return (
    <Asking title={t`Submit this bid?`} button={t`Submit it`} isActing={isActing} act={send} onClose={onClose}>
      <Amended changes={terms.changesTo(shown)} />
      {budget && isFar(offer.price, budget) && (
        <Notice tone="warn">
          <Trans>
            This is far outside the budget: <BudgetText budget={budget} />. Is the price right?
          </Trans>
        </Notice>
      )}
      {late.length > 0 && (
        <Notice tone="warn">
          <Trans>
            Due after day {days}, the last of your bid: {list(late)}. Is that right?
          </Trans>
        </Notice>
      )}
      <dl className={styles.summary}>
        <Fact name={t`Bidder`}>{bidder}</Fact>
        <Fact name={t`Price`}>
          <strong>{moneyInWords({ amount: offer.price, currency })}</strong>
        </Fact>
        <Fact name={t`Duration`}>
          <Plural value={Number(offer.durationDays)} one="# day" other="# days" />
        </Fact>
        {offer.stages.length > 0 && <Fact name={t`Stages of payment`}>{offer.stages.length}</Fact>}
      </dl>
      <Fee offer={offer} currency={currency} basisPoints={feeBasisPoints} />
      <p>
        <Trans>You can change it until bidding ends, and withdraw it until the demand is offered to you.</Trans>
      </p>
    </Asking>
  );
}
