import { Trans, useLingui } from "@lingui/react/macro";
import styles from "./Money.module.css";

interface FailureProps {
  /** Of the reasons that are known. */
  kind: string | null | undefined;
  /** The provider's own words. */
  said: string | null | undefined;
}

/** Why a payment has failed, in the language of the page, and what the provider says in its own. */
export function Failure({ kind, said }: FailureProps) {
  const { t } = useLingui();
  const titles: Record<string, string> = {
    ACCOUNT_CLOSED: t`The bank account is closed. Name another one at the payment provider.`,
    ACCOUNT_RESTRICTED: t`The account cannot receive money at the moment. The payment provider says what it needs.`,
    ACCOUNT_UNKNOWN: t`The bank knows no such account. Look at its number at the payment provider.`,
    HOLDER_MISMATCH: t`The bank knows the holder of the account by another name or address.`,
    CARD_UNUSABLE: t`The card is lost, expired or cancelled.`,
    CURRENCY_NOT_SUPPORTED: t`The account takes no money in this currency.`,
    INSUFFICIENT_FUNDS: t`There was not enough money where it was to come from.`,
    LIMIT_EXCEEDED: t`It was more than can be moved at once.`,
    DISPUTED: t`The payment is disputed at the bank of the person who paid it.`,
    ALREADY_REFUNDED: t`It was refunded before.`,
    OTHER_AMOUNT: t`Another amount has moved than was asked for. The operator of the platform sends it back.`,
    DECLINED: t`The payment provider or the bank has declined it.`,
  };
  const title = titles[kind ?? ""];
  return (
    <>
      {title && <span>{title}</span>}
      {said && (
        <span className={styles.soft}>
          <Trans>
            The payment provider says: <q lang="en">{said}</q>
          </Trans>
        </span>
      )}
    </>
  );
}
