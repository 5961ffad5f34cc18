/** The conversation of the two sides, beside the room. */
import { useLingui } from "@lingui/react/macro";
import { useEffect, useEffectEvent, useState } from "react";
import { graphql } from "react-relay";
import type { BesideOpenMutation } from "../__generated__/BesideOpenMutation.graphql";
import { Waiting } from "../app/Waiting";
import { Conversation } from "../messages/Conversation";
import { keyOfTry, useAct } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { Awaited } from "../parts/Awaited";
import { Failure } from "../parts/Failure";
import { RefusalNotice } from "../parts/Notice";
import styles from "./Room.module.css";

export function Beside({ applicantId }: { applicantId: string }) {
  const { t } = useLingui();
  const [id, setId] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [act] = useAct<BesideOpenMutation>(graphql`
    mutation BesideOpenMutation($input: OpenConversationInput!) {
      openConversation(input: $input) {
        __typename
        ... on Conversation {
          id
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const open = useEffectEvent(async () => {
    const { result, refusal: refused } = await act({ applicantId, idempotencyKey: keyOfTry() }, { waits: true });
    setId(result?.id ?? null);
    setRefusal(refused);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another applicant has another conversation
  useEffect(() => void open(), [applicantId]);
  return (
    <aside className={styles.beside} aria-label={t`Chat`}>
      <RefusalNotice refusal={refusal} />
      {id !== null && (
        <Failure place={id}>
          <Awaited fallback={<Waiting />}>
            <Conversation id={id} isBeside />
          </Awaited>
        </Failure>
      )}
    </aside>
  );
}
