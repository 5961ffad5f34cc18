/** What becomes of what is held: by a division of it, or without an answer. */
import { Trans, useLingui } from "@lingui/react/macro";
import type { Dispute_dispute$data } from "../__generated__/Dispute_dispute.graphql";
import { Fact } from "../parts/Fact";
import { useTexts } from "../parts/texts";
import { type Amount, isNothing } from "./amounts";
import styles from "./Money.module.css";

interface SilenceProps extends Pick<Dispute_dispute$data, "silenceLoses" | "held" | "respondent"> {
  /** The viewer's party has to answer. */
  isOwn: boolean;
}

/** What it costs the respondent not to answer. */
export function Silence({ silenceLoses, held, respondent, isOwn }: SilenceProps) {
  const { money } = useTexts();
  if (!silenceLoses || !held) return <Trans>Without an answer a mediator is called.</Trans>;
  return isOwn ? (
    <Trans>If you do not answer, you lose all that is held, {money(held)}, and the dispute ends.</Trans>
  ) : (
    <Trans>
      If {respondent?.name ?? ""} does not answer, they lose all that is held, {money(held)}, and the dispute ends.
    </Trans>
  );
}

export interface Shared {
  toReceiver: Amount;
  toAwarder: Amount;
  /** The platform's, on what the contractor is paid; unknown while the contract is loaded. */
  fee?: Amount | undefined;
  /** What arrives at the contractor. */
  net?: Amount | undefined;
}

/** How what is held is divided, and what of it arrives at the contractor. */
export function Division({ toReceiver, toAwarder, fee, net }: Shared) {
  const { t } = useLingui();
  const { money } = useTexts();
  return (
    <dl className={styles.sums}>
      <Fact name={t`To the contractor`}>{money(toReceiver)}</Fact>
      {fee && net && !isNothing(fee) && (
        <>
          <Fact name={t`Platform fee, which the contractor bears`}>{money(fee)}</Fact>
          <Fact name={t`What the contractor gets`}>{money(net)}</Fact>
        </>
      )}
      <Fact name={t`Back to the client`}>{money(toAwarder)}</Fact>
    </dl>
  );
}
