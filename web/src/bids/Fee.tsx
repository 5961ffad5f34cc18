import { Trans } from "@lingui/react/macro";
import { useTexts } from "../parts/texts";
import styles from "./BidEditor.module.css";
import { type OfferText, sharesIn } from "./offer";

interface FeeProps {
  offer: Pick<OfferText, "price" | "stages">;
  currency: string;
  /** The platform's fee, in hundredths of a percent. */
  basisPoints: number;
}

/** What of the price the platform keeps, and what the bidder gets. */
export function Fee({ offer, currency, basisPoints }: FeeProps) {
  const { money, rate } = useTexts();
  const shares = sharesIn(offer, currency, basisPoints);
  const percent = rate(basisPoints);
  return (
    <p className={styles.soft}>
      {basisPoints === 0 ? (
        <Trans>The platform keeps nothing of it.</Trans>
      ) : shares ? (
        <Trans>
          You get {money(shares.net)}: the platform keeps a fee of {percent}, {money(shares.fee)}, when money is
          released to you.
        </Trans>
      ) : (
        <Trans>The platform keeps a fee of {percent} when money is released to you.</Trans>
      )}
    </p>
  );
}
