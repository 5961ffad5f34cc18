import { useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
import { invalid, type Refusal } from "../network/refusals";
import { Asking } from "../parts/Asking";
import { Field } from "../parts/Field";

interface SigningProps {
  title: string;
  isActing: boolean;
  /** Signs with the password that was entered. */
  sign: (password: string) => Promise<Refusal | null>;
  onClose: () => void;
  /** What is signed. */
  children: ReactNode;
}

/** A signature takes the password again. */
export function Signing({ title, isActing, sign, onClose, children }: SigningProps) {
  const { t } = useLingui();
  const [password, setPassword] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const send = async () => {
    // Nothing written is no wrong password, of which few are allowed.
    if (!password) return invalid({ password: t`Enter your password.` });
    const refusal = await sign(password);
    if (refusal?.code !== "WRONG_CREDENTIALS") return refusal;
    // What is wrong is the one thing that was written.
    return { ...refusal, fields: { password: refusal.message } };
  };
  return (
    <Asking
      title={title}
      button={t`Sign`}
      isActing={isActing}
      shown={["password"]}
      act={send}
      onRefusal={setRefusal}
      onClose={onClose}
    >
      {children}
      <Field
        label={t`Your password`}
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        isRequired
        autoFocus
        problem={refusal?.fields.password}
      />
    </Asking>
  );
}
