/** What ending bidding means, for whoever is about to do it. */
import { Trans } from "@lingui/react/macro";
import { useTexts } from "../parts/texts";

export function BeforeClosing({ deadlineAt }: { deadlineAt: string | null | undefined }) {
  const { deadline } = useTexts();
  return (
    <>
      <p>
        <Trans>No more bids are taken, and the selection begins.</Trans>
      </p>
      {deadlineAt && (
        <p>
          <Trans>
            Bids could come until {deadline(deadlineAt)}: nobody can send or change one any more. You can reopen bidding
            as long as nothing is awarded.
          </Trans>
        </p>
      )}
    </>
  );
}
