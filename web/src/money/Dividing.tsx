import { useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay";
import type { Dividing_dispute$key } from "../__generated__/Dividing_dispute.graphql";
import { type Refusal, wrongWith } from "../network/refusals";
import { AmountField } from "../parts/DecimalField";
import { useTexts } from "../parts/texts";
import { type Amount, rest } from "./amounts";
import { Division } from "./Division";
import { sharesOf } from "./fees";

/** Both shares of what is held if the receiver gets what was written; null if that is no part of it. */
export function divided(held: Amount | null | undefined, text: string) {
  const left = held ? rest(held.amount, text) : null;
  if (!held || left === null) return null;
  const { currency } = held;
  return { toReceiver: { amount: text, currency }, toAwarder: { amount: left, currency } };
}

/** The input that the share is sent as. */
export const SHARE = "toReceiver";

interface DividingProps {
  dispute: Dividing_dispute$key;
  held: Amount;
  /** The share of the receiver. */
  text: string;
  onChange: (text: string) => void;
  refusal: Refusal | null;
}

/** Asks for the share of the receiver, and says what both sides get as it is written, less the fee. */
export function Dividing({ held, text, onChange, refusal, ...given }: DividingProps) {
  const { t } = useLingui();
  const { money } = useTexts();
  const { contract, subject } = useFragment(
    graphql`
      fragment Dividing_dispute on Dispute {
        contract {
          id
          feeBasisPoints
        }
        subject {
          id
          ... on Stage {
            released {
              amount
            }
          }
        }
      }
    `,
    given.dispute,
  );
  const shares = divided(held, text);
  const arriving = shares && sharesOf(shares.toReceiver, contract.feeBasisPoints, subject?.released?.amount);
  return (
    <>
      <p>{t`${money(held)} is held.`}</p>
      <AmountField
        label={t`To the contractor, in ${held.currency}`}
        currency={held.currency}
        value={text}
        onChange={onChange}
        autoFocus
        problem={wrongWith(refusal, SHARE).problem}
      />
      <div role="status">{shares && <Division {...shares} {...arriving} />}</div>
    </>
  );
}
