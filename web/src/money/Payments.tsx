import { Trans, useLingui } from "@lingui/react/macro";
import type { EscrowStage_stage$data } from "../__generated__/EscrowStage_stage.graphql";
import { Notice } from "../parts/Notice";
import { useTexts } from "../parts/texts";
import { Failure } from "./Failure";
import styles from "./Money.module.css";

type Payment = EscrowStage_stage$data["payments"][number];

/** What is on its way, and what came of the last try to pay. */
export function Waiting({ payments }: { payments: readonly Payment[] }) {
  const { money } = useTexts();
  const [last] = payments;
  const isOff = last?.kind === "PAY_IN" && ["FAILED", "CANCELLED"].includes(last.state);
  return (
    <>
      {payments
        .filter(({ state }) => state === "PENDING")
        .map(({ id, kind, amount, checkoutUrl }) => (
          <Notice key={id}>
            {kind === "REFUND" ? (
              <Trans>{money(amount)} is on its way back.</Trans>
            ) : checkoutUrl ? (
              <Trans>
                A payment of {money(amount)} waits for you. <a href={checkoutUrl}>Go on to pay</a>
              </Trans>
            ) : (
              <Trans>A payment of {money(amount)} is under way.</Trans>
            )}
          </Notice>
        ))}
      {isOff && (
        <Notice tone="warn">
          {last.state === "FAILED" ? (
            <>
              <Trans>The last payment has failed: nothing was paid.</Trans>
              <p className={styles.reason}>
                <Failure kind={last.failureKind} said={last.failure} />
              </p>
            </>
          ) : (
            <Trans>The last payment was cancelled: nothing was paid.</Trans>
          )}
        </Notice>
      )}
    </>
  );
}

/** The payments for a stage and back, the latest first. */
export function Payments({ payments }: { payments: readonly Payment[] }) {
  const { t } = useLingui();
  const { money, moment } = useTexts();
  if (payments.length === 0) return null;
  const kinds: Record<string, string> = {
    PAY_IN: t`Payment`,
    REFUND: t`Refund to where it was paid from`,
    PAY_OUT: t`Payout`,
  };
  const states: Record<string, string> = {
    PENDING: t`under way`,
    SUCCEEDED: t`done`,
    FAILED: t`failed`,
    CANCELLED: t`cancelled`,
  };
  return (
    <details className={styles.more}>
      <summary>
        <Trans>Payments</Trans>
      </summary>
      <ul className={styles.rows}>
        {payments.map(({ id, kind, state, amount, madeAt, settledAt }) => (
          <li key={id} className={styles.between}>
            <span>
              {kinds[kind] ?? kind}, {states[state] ?? state}
              <span className={styles.soft}> {moment(settledAt ?? madeAt)}</span>
            </span>
            <span>{money(amount)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
