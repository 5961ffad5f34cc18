import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useFragment } from "react-relay";
import { useLocation } from "wouter";
import type { Claim_item$key } from "../__generated__/Claim_item.graphql";
import type { ClaimReleaseMutation } from "../__generated__/ClaimReleaseMutation.graphql";
import { routes } from "../app/routes";
import { keyOfTry, useAct } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { Button } from "../parts/Button";
import { Countdown } from "../parts/Countdown";
import { Notice, RefusalNotice } from "../parts/Notice";
import { useTexts } from "../parts/texts";
import styles from "./Money.module.css";

/** Until when somebody has a dispute, and the way to put it back. */
export function Claim(given: { item: Claim_item$key }) {
  const { t } = useLingui();
  const { deadline } = useTexts();
  const [, go] = useLocation();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { id, claimedUntil } = useFragment(
    graphql`
      fragment Claim_item on WorkItem {
        id
        claimedUntil
      }
    `,
    given.item,
  );
  const [act, isActing] = useAct<ClaimReleaseMutation>(graphql`
    mutation ClaimReleaseMutation($input: ReleaseWorkItemInput!) {
      releaseWorkItem(input: $input) {
        __typename
        ... on WorkItem {
          id
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  if (!claimedUntil) return null;
  const putBack = async () => {
    const { refusal } = await act({ workItemId: id, idempotencyKey: keyOfTry() });
    setRefusal(refusal);
    if (!refusal) go(routes.staff);
  };
  const left = <Countdown until={claimedUntil} />;
  return (
    <Notice>
      <p>
        <Trans>
          You have it until {deadline(claimedUntil)}: {left} left. Then any mediator can take it, you as well.
        </Trans>
      </p>
      <div className={styles.deeds}>
        <Button look="quiet" isPending={isActing} onPress={putBack}>{t`Put it back`}</Button>
      </div>
      <RefusalNotice refusal={refusal} />
    </Notice>
  );
}
