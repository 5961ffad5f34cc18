import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql } from "react-relay";
import type { ReleasingMutation } from "../__generated__/ReleasingMutation.graphql";
import { useAct } from "../network/acting";
import { invalid, type Refusal, wrongWith } from "../network/refusals";
import { AmountField } from "../parts/DecimalField";
import { useTexts } from "../parts/texts";
import { type Amount, given, isMore, isSame } from "./amounts";
import { Deciding } from "./Deciding";
import type { DeedProps, Stage } from "./deeds";
import { sharesOf } from "./fees";

/** All that is held goes to the receiver, or a part of it. */
export function Releasing(props: DeedProps) {
  const { t } = useLingui();
  const { sum } = useTexts();
  // Until something else is written, it is all that is held.
  const [text, setText] = useState<string | null>(null);
  const [refused, setRefused] = useState<{ refusal: Refusal | null; text: string | null } | null>(null);
  const [act, isActing] = useRelease();
  const send = async ({ id, held, version }: Stage, idempotencyKey: string) => {
    const wanted = text ?? held.amount;
    if (isMore(wanted, held.amount)) return invalid({ amount: t`Only ${sum(held)} is held.` });
    const amount = isSame(wanted, held.amount) ? null : { amount: wanted || "0", currency: held.currency };
    const about = { stageId: id, expectedAmount: given(held), expectedVersion: version };
    return (await act({ ...about, amount, idempotencyKey })).refusal;
  };
  // Once another amount is written, what was wrong with the last one is over.
  const isMended = refused !== null && refused.text !== text;
  const ofAmount = wrongWith(isMended ? null : (refused?.refusal ?? null), "amount");
  return (
    <Deciding
      {...props}
      action="RELEASE"
      title={t`Release the money`}
      isActing={isActing}
      shown={ofAmount.shown}
      act={send}
      isMended={isMended}
      onRefusal={(refusal) => setRefused({ refusal, text })}
    >
      {({ number, title, held, released, contract }) => (
        <>
          <p>
            <Trans>
              {sum(held)} is held for stage {number}: {title}
            </Trans>
          </p>
          <AmountField
            label={t`Amount in ${held.currency}`}
            currency={held.currency}
            hint={t`All of it, or a part; the rest stays held.`}
            value={text ?? held.amount}
            onChange={setText}
            autoFocus
            problem={ofAmount.problem}
          />
          <p>
            <Net
              amount={{ amount: text ?? held.amount, currency: held.currency }}
              before={released.amount}
              contract={contract}
            />{" "}
            <Trans>What is released does not come back.</Trans>
          </p>
        </>
      )}
    </Deciding>
  );
}

export function useRelease() {
  return useAct<ReleasingMutation>(graphql`
    mutation ReleasingMutation($input: ReleaseStageInput!) {
      releaseStage(input: $input) {
        __typename
        ... on Stage {
          ...EscrowStage_stage
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
}

interface NetProps {
  amount: Amount;
  /** What was released of the stage so far. */
  before: string;
  contract: Stage["contract"];
}

/** What of an amount the receiver gets, and what the platform keeps. */
export function Net({ amount, before, contract }: NetProps) {
  const { sum, rate } = useTexts();
  const { feeBasisPoints, receiver } = contract;
  const shares = sharesOf(amount, feeBasisPoints, before);
  const percent = rate(feeBasisPoints);
  if (!shares) {
    return (
      <Trans>
        It goes to {receiver.name}, less the fee of the platform of {percent}.
      </Trans>
    );
  }
  return (
    <Trans>
      {receiver.name} gets {sum(shares.net)}, and the platform keeps its fee of {percent}, {sum(shares.fee)}.
    </Trans>
  );
}
