/** Why somebody cannot bid on a demand: it is open to other kinds of bidders, and what they can do about it. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "wouter";
import { nameOf, partyKinds } from "../parts/enums";
import { Notice } from "../parts/Notice";
import { useTexts } from "../parts/texts";

interface Bidder {
  readonly kind: string;
  readonly closedAt?: string | null | undefined;
}

/** Those of them to whom a demand is open. */
export function eligible<Each extends Bidder>(parties: readonly Each[], audience: readonly string[]): readonly Each[] {
  return parties.filter(({ kind, closedAt }) => !closedAt && audience.includes(kind));
}

export function WhoMayBid({ audience }: { audience: readonly string[] }) {
  const { i18n } = useLingui();
  const { list } = useTexts();
  const kinds = list(audience.map((kind) => nameOf(i18n, partyKinds, kind)));
  return (
    <Notice>
      <p>
        <Trans>You cannot bid on this: it is open to {kinds} only.</Trans>
      </p>
      {audience.some((kind) => kind !== "INDIVIDUAL") && (
        <p>
          <Link href="/settings/parties">
            <Trans>Create a team or an enterprise</Trans>
          </Link>
        </p>
      )}
    </Notice>
  );
}
