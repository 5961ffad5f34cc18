import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import { graphql } from "react-relay";
import type { LobbyAdmitMutation } from "../__generated__/LobbyAdmitMutation.graphql";
import type { LobbyRemoveMutation } from "../__generated__/LobbyRemoveMutation.graphql";
import { keyOfTry, useAct } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { Button } from "../parts/Button";
import { RefusalNotice } from "../parts/Notice";
import styles from "./Room.module.css";
import type { Shown } from "./shown";

/** Who waits to be let in. */
export function Lobby({ interview }: { interview: Shown }) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [admit] = useAct<LobbyAdmitMutation>(graphql`
    mutation LobbyAdmitMutation($input: AdmitGuestInput!) {
      admitGuest(input: $input) {
        __typename
        ... on Interview {
          id
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const [remove] = useAct<LobbyRemoveMutation>(graphql`
    mutation LobbyRemoveMutation($input: RemoveGuestInput!) {
      removeGuest(input: $input) {
        __typename
        ... on Interview {
          id
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const decide = async (act: typeof admit | typeof remove, userId: string) => {
    const outcome = await act({ interviewId: interview.id, userId, idempotencyKey: keyOfTry() });
    setRefusal(outcome.refusal);
  };
  const waiting = interview.participants.filter(({ presence, removedAt }) => presence === "LOBBY" && !removedAt);
  return (
    <div role="status" className={styles.lobby}>
      {waiting.map(({ user }) => (
        <div key={user.id} className={styles.knock}>
          <span>
            <Trans>{user.name} is in the lobby</Trans>
          </span>
          <Button look="main" onPress={() => decide(admit, user.id)}>
            <Trans>Let in</Trans>
          </Button>
          <Button onPress={() => decide(remove, user.id)}>
            <Trans>Turn away</Trans>
          </Button>
        </div>
      ))}
      <RefusalNotice refusal={refusal} />
    </div>
  );
}
