import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Asking } from "../parts/Asking";
import { Button } from "../parts/Button";

/** Nobody else has what is typed: so it is asked for. */
export function Discarding({ onDiscard }: { onDiscard: () => void }) {
  const { t } = useLingui();
  const [isAsking, setAsking] = useState(false);
  const discard = async () => {
    onDiscard();
    return null;
  };
  return (
    <>
      <Button look="quiet" onPress={() => setAsking(true)}>
        <Trans>Discard</Trans> …
      </Button>
      {isAsking && (
        <Asking
          title={t`Discard what you have written?`}
          button={t`Discard`}
          look="danger"
          act={discard}
          onClose={() => setAsking(false)}
        >
          <p>
            <Trans>It was never saved, and is gone for good.</Trans>
          </p>
        </Asking>
      )}
    </>
  );
}
