import { Trans } from "@lingui/react/macro";
import { Button } from "../parts/Button";
import { allows, type Deed, type Subject } from "./deeds";

interface DeedButtonsProps {
  candidates: readonly Pick<Subject, "standing" | "actions">[];
  onDeed: (deed: Deed) => void;
}

/** What can be decided now about one candidate or several, but for the award. */
export function DeedButtons({ candidates, onDeed }: DeedButtonsProps) {
  const some = (deed: Deed) => candidates.some((each) => allows(deed, each));
  const others = candidates.filter((each) => each.standing !== "ALTERNATIVE");
  return (
    <>
      {others.some((each) => allows("place", each)) ? (
        <Button onPress={() => onDeed("place")}>
          <Trans>Add to choices</Trans>
        </Button>
      ) : (
        some("drop") && (
          <Button onPress={() => onDeed("drop")}>
            <Trans>Remove from choices</Trans>
          </Button>
        )
      )}
      {some("eliminate") && (
        <Button onPress={() => onDeed("eliminate")}>
          <Trans>Eliminate</Trans> …
        </Button>
      )}
      {some("restore") && (
        <Button onPress={() => onDeed("restore")}>
          <Trans>Restore</Trans> …
        </Button>
      )}
    </>
  );
}
