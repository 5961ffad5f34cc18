/** The offer of a demand that waits for its answer, for the client: to whom, until when, and the way to take it back. */
import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useFragment } from "react-relay";
import type { PendingOffer_award$key } from "../__generated__/PendingOffer_award.graphql";
import { Awaited, lazily } from "../parts/Awaited";
import { Button } from "../parts/Button";
import { useTexts } from "../parts/texts";
import styles from "./DemandPage.module.css";

const TakingBack = lazily(() => import("../market/TakingBack"));

export function PendingOffer(given: { award: PendingOffer_award$key }) {
  const { deadline } = useTexts();
  const [isAsking, setAsking] = useState(false);
  const award = useFragment(
    graphql`
      fragment PendingOffer_award on Award {
        id
        state
        lapsesAt
        actions
        candidate {
          id
          applicant {
            id
            party {
              id
              name
            }
          }
        }
        ...TakingBack_award
      }
    `,
    given.award,
  );
  const name = award.candidate?.applicant.party.name;
  return (
    <>
      {award.state === "OFFERED" && name && (
        <p>
          <Trans>
            Offered to {name}, who may answer until {deadline(award.lapsesAt)}
          </Trans>
        </p>
      )}
      {award.actions.includes("REVOKE") && (
        <div className={styles.deeds}>
          <Button look="quiet" onPress={() => setAsking(true)}>
            <Trans>Take the offer back</Trans> …
          </Button>
        </div>
      )}
      {isAsking && (
        <Awaited>
          <TakingBack award={award} onClose={() => setAsking(false)} />
        </Awaited>
      )}
    </>
  );
}
