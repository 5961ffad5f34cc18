import { Trans } from "@lingui/react/macro";
import { Button } from "../parts/Button";

interface MoreProps {
  hasNext: boolean;
  isLoadingNext: boolean;
  loadNext: (count: number) => unknown;
}

/** The way to the rest of a list. */
export function More({ hasNext, isLoadingNext, loadNext }: MoreProps) {
  if (!hasNext) return null;
  return (
    <div>
      <Button isPending={isLoadingNext} onPress={() => loadNext(50)}>
        <Trans>Show more</Trans>
      </Button>
    </div>
  );
}
