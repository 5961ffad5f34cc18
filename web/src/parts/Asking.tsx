import { useState } from "react";
import { useKeyOfDecision } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { DialogForm, type DialogFormProps } from "./Dialog";

interface AskingProps extends Omit<DialogFormProps, "refusal" | "onSubmit"> {
  /** Sends the decision with its key; answers why it was refused, or null. */
  act: (key: string) => Promise<Refusal | null>;
  onRefusal?: (refusal: Refusal | null) => void;
  /** What was refused has been changed since. */
  isMended?: boolean;
}

/** A question before a decision that is sent once, however often it is pressed. It closes when the decision is made. */
export function Asking({ act, onRefusal, isMended = false, ...form }: AskingProps) {
  const decision = useKeyOfDecision();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const submit = async () => {
    const show = (refused: Refusal | null) => {
      setRefusal(refused);
      onRefusal?.(refused);
    };
    // What was wrong with the last try says nothing about this one.
    show(null);
    const refused = await act(decision.key());
    if (!refused) {
      form.onClose();
      return true;
    }
    decision.renew(refused);
    show(refused);
    return false;
  };
  return <DialogForm {...form} refusal={isMended ? null : refusal} onSubmit={submit} />;
}
