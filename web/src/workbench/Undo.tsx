/** The button that takes the last decision back. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "../parts/Button";
import { useKeyNames } from "./keyNames";
import { deedIn } from "./telling";
import type { Deciding } from "./useDeciding";

export function Undo({ deciding: { next, undo } }: { deciding: Pick<Deciding, "next" | "undo"> }) {
  const { t, i18n } = useLingui();
  const keys = useKeyNames();
  const deed = next && deedIn(i18n, next);
  return (
    <Button
      look="quiet"
      isDisabled={!next}
      title={deed ? `${deed} (${keys("Ctrl Z")})` : t`You have decided nothing here.`}
      aria-label={deed ? t`Undo: ${deed}` : undefined}
      onPress={() => void undo()}
    >
      <span aria-hidden="true">↶</span> <Trans>Undo</Trans>
    </Button>
  );
}
