import { Trans } from "@lingui/react/macro";
import { Countdown, useNow } from "../parts/Countdown";
import { useTexts } from "../parts/texts";
import { givenUpAt, type Shown } from "./shown";

interface GivenUpProps {
  interview: Shown;
  startsAt: string;
}

/** Until when both sides have to have come; nothing once they have. */
export function GivenUp({ interview, startsAt }: GivenUpProps) {
  const { moment } = useTexts();
  const now = useNow(1_000);
  const until = givenUpAt(interview);
  if (!until) return null;
  const left = <Countdown until={until} />;
  return now < Date.parse(startsAt) ? (
    <Trans>If a side has not come by {moment(until)}, the interview is given up.</Trans>
  ) : (
    <Trans>
      The interview has begun. If a side has not come by {moment(until)}, it is given up: {left} left.
    </Trans>
  );
}
