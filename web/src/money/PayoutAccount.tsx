import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useFragment } from "react-relay";
import { Link } from "wouter";
import type { PayoutAccount_party$key } from "../__generated__/PayoutAccount_party.graphql";
import type { PayoutAccountStartMutation } from "../__generated__/PayoutAccountStartMutation.graphql";
import { routes } from "../app/routes";
import { useAct } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { Button } from "../parts/Button";
import { RefusalNotice } from "../parts/Notice";
import { Tag } from "../parts/Tag";
import { leads } from "./leads";
import styles from "./Money.module.css";

/** The account at the payment provider to which a party is paid out, and the way to complete it. */
export function PayoutAccount(given: { party: PayoutAccount_party$key }) {
  const { t } = useLingui();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { id, myRole, verifiedAt, closedAt, payoutAccount } = useFragment(
    graphql`
      fragment PayoutAccount_party on Party {
        id
        myRole
        verifiedAt
        closedAt
        payoutAccount {
          id
          state
        }
      }
    `,
    given.party,
  );
  const [act, isActing] = useAct<PayoutAccountStartMutation>(graphql`
    mutation PayoutAccountStartMutation($input: StartOnboardingInput!) {
      startOnboarding(input: $input) {
        __typename
        ... on PayoutAccount {
          id
          state
          url
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const begin = async () => {
    const { result, refusal } = await act({ partyId: id });
    setRefusal(refusal);
    // It is good once.
    if (result?.url) location.assign(result.url);
  };
  const states: Record<string, [string, "plain" | "good" | "warn"]> = {
    PENDING: [t`not complete yet`, "warn"],
    ACTIVE: [t`ready`, "good"],
    RESTRICTED: [t`restricted`, "warn"],
  };
  const [said, tone] = payoutAccount ? (states[payoutAccount.state] ?? [payoutAccount.state, "plain"]) : [t`none yet`];
  const mayBegin = leads(myRole) && verifiedAt && !closedAt;
  return (
    <div className={styles.account}>
      <p className={styles.tags}>
        <Trans>Account for payouts</Trans> <Tag {...(tone && { tone })}>{said}</Tag>
        {mayBegin && (
          <Button look="quiet" isPending={isActing} onPress={begin}>
            {payoutAccount ? <Trans>Go to the account</Trans> : <Trans>Open an account</Trans>}
          </Button>
        )}
      </p>
      {payoutAccount?.state !== "ACTIVE" && (
        <p className={styles.soft}>
          {verifiedAt ? (
            <Trans>
              What is released goes there automatically once the account is ready. Until then it waits here.
            </Trans>
          ) : (
            <>
              <Trans>Once the platform has verified the party, it can open an account to which it is paid out.</Trans>{" "}
              <Link href={`/settings/parties/${id}#verification`} state={{ from: routes.money }}>
                <Trans>How it is verified</Trans>
              </Link>
            </>
          )}
        </p>
      )}
      {payoutAccount?.state === "RESTRICTED" && (
        <p className={styles.soft}>
          <Trans>The payment provider needs something of the party first: go to the account.</Trans>
        </p>
      )}
      <RefusalNotice refusal={refusal} />
    </div>
  );
}
