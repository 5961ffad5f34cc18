import { Trans } from "@lingui/react/macro";
import type { Amount } from "../money/amounts";
import { sharesOfAll } from "../money/fees";
import { useTexts } from "../parts/texts";

interface FeeProps {
  /** Of the stages. */
  amounts: readonly Amount[];
  /** In hundredths of a percent. */
  basisPoints: number;
  /** The name of who bears it. */
  receiver: string;
}

/** What of a contract the platform keeps once all of it is released, and what its receiver gets. */
export function Fee({ amounts, basisPoints, receiver }: FeeProps) {
  const { money, rate } = useTexts();
  const shares = sharesOfAll(amounts, basisPoints);
  const percent = rate(basisPoints);
  if (!shares) return percent;
  return (
    <Trans>
      {percent} of what is released, {money(shares.fee)} in all: {receiver} bears it, and gets {money(shares.net)}
    </Trans>
  );
}
