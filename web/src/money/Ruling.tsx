import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useFragment } from "react-relay";
import type { Ruling_dispute$data, Ruling_dispute$key } from "../__generated__/Ruling_dispute.graphql";
import type { RulingMutation } from "../__generated__/RulingMutation.graphql";
import { useAct } from "../network/acting";
import { invalid, type Refusal, wrongWith } from "../network/refusals";
import { Asking } from "../parts/Asking";
import { Button } from "../parts/Button";
import { Field } from "../parts/Field";
import { useEmpty } from "../parts/useEmpty";
import { Dividing, divided, SHARE } from "./Dividing";
import type { Shared } from "./Division";
import styles from "./Money.module.css";

export interface Ruled extends Shared {
  reason: string;
}

interface RulingProps {
  dispute: Ruling_dispute$key;
  onRuled: (ruled: Ruled) => void;
}

/** Divides what is held, once; what was written for it stays when its dialog is closed. */
export function Ruling({ onRuled, ...given }: RulingProps) {
  const { t } = useLingui();
  const dispute = useFragment(
    graphql`
      fragment Ruling_dispute on Dispute {
        id
        version
        actions
        held {
          amount
          currency
        }
        ...Dividing_dispute
      }
    `,
    given.dispute,
  );
  // What is ruled is what was read when it was asked.
  const [about, setAbout] = useState<Ruling_dispute$data | null>(null);
  const [text, setText] = useState("");
  const [reason, setReason] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const emptyOf = useEmpty();
  const [act, isActing] = useAct<RulingMutation>(graphql`
    mutation RulingMutation($input: RuleDisputeInput!) {
      ruleDispute(input: $input) {
        __typename
        ... on Dispute {
          id
          ruling {
            toReceiver {
              amount
              currency
            }
            fee {
              amount
              currency
            }
            net {
              amount
              currency
            }
            toAwarder {
              amount
              currency
            }
            reason
          }
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  if (!dispute.actions.includes("RULE")) return null;
  const held = about?.held;
  const rule = async (idempotencyKey: string) => {
    const shares = divided(held, text);
    if (!about || !shares)
      return invalid({ toReceiver: t`An amount from nothing to all that is held.`, ...emptyOf({ reason }) });
    const said = { disputeId: about.id, expectedVersion: about.version, ...shares, reason };
    const { result, refusal } = await act({ ...said, idempotencyKey });
    if (result?.__typename === "Dispute" && result.ruling) onRuled(result.ruling);
    return refusal;
  };
  const ofShare = wrongWith(refusal, SHARE);
  const hasChanged = about !== null && about.version !== dispute.version;
  return (
    <div className={styles.deeds}>
      <Button look="main" onPress={() => setAbout(dispute)}>
        <Trans>Rule the dispute</Trans> …
      </Button>
      {about && held && (
        <Asking
          title={t`Rule the dispute`}
          isDeliberate
          button={t`Rule it`}
          isActing={isActing}
          shown={["reason", ...ofShare.shown]}
          act={rule}
          onRefusal={setRefusal}
          onClose={() => {
            setAbout(null);
            setRefusal(null);
          }}
          {...(hasChanged && {
            why: (
              <Trans>
                Somebody has said or proposed something meanwhile. Close this, read it, and rule then: what you have
                written stays.
              </Trans>
            ),
          })}
        >
          <Dividing dispute={about} held={held} text={text} onChange={setText} refusal={refusal} />
          <Field
            label={t`Reasons`}
            hint={t`Both sides read them, without your name.`}
            lines={6}
            value={reason}
            onChange={setReason}
            problem={refusal?.fields.reason}
          />
          <p>
            <Trans>The money is divided at once, and the dispute ends. This cannot be taken back.</Trans>
          </p>
        </Asking>
      )}
    </div>
  );
}
