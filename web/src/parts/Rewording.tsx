/** A text of one's own is written anew. What one has written of it elsewhere meanwhile is shown before it is replaced. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { Refusal } from "../network/refusals";
import { Asking } from "./Asking";
import { Field } from "./Field";
import { Notice } from "./Notice";

interface RewordingProps {
  title: string;
  hint?: string;
  /** As it is now, with its version. */
  body: string;
  version: number;
  isActing: boolean;
  send: (body: string, expectedVersion: number, idempotencyKey: string) => Promise<Refusal | null>;
  onClose: () => void;
}

export function Rewording({ title, hint, body, version, isActing, send, onClose }: RewordingProps) {
  const { t } = useLingui();
  const [opened] = useState(version);
  const [expected, setExpected] = useState(opened);
  const [text, setText] = useState(body);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const act = async (key: string) => {
    const refused = await send(text, expected, key);
    // What was written on another device is shown: the next press replaces it.
    if (refused?.currentVersion) setExpected(refused.currentVersion);
    return refused;
  };
  return (
    <Asking
      title={title}
      button={t`Save`}
      isActing={isActing}
      shown={["body"]}
      act={act}
      onRefusal={setRefusal}
      onClose={onClose}
    >
      {version !== opened && (
        <Notice tone="warn">
          <Trans>You have changed it elsewhere meanwhile:</Trans> {body}
        </Notice>
      )}
      <Field
        label={t`Text`}
        {...(hint && { hint })}
        lines={4}
        value={text}
        onChange={setText}
        autoFocus
        problem={refusal?.fields.body}
      />
    </Asking>
  );
}
