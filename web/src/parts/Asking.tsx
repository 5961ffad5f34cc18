import { useLingui } from "@lingui/react/macro";
import { type FormEvent, type ReactNode, useState } from "react";
import { useKeyOfDecision } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { Button } from "./Button";
import { Dialog, DialogButtons } from "./Dialog";
import styles from "./Dialog.module.css";
import { RefusalNotice } from "./Notice";

interface AskingProps {
  title: string;
  button: string;
  look?: "main" | "danger";
  isActing: boolean;
  /** Of the inputs whose problems are shown beside their fields. */
  shown?: string[];
  /** Sends the decision with its key; answers why it was refused, or null. */
  act: (key: string) => Promise<Refusal | null>;
  onRefusal?: (refusal: Refusal | null) => void;
  onClose: () => void;
  children?: ReactNode;
}

/** A question before a decision that is sent once, however often it is pressed. It closes when the decision is made. */
export function Asking({
  title,
  button,
  look = "main",
  isActing,
  shown,
  act,
  onRefusal,
  onClose,
  children,
}: AskingProps) {
  const { t } = useLingui();
  const decision = useKeyOfDecision();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const refused = await act(decision.key());
    onRefusal?.(refused);
    if (refused) {
      decision.renew();
      setRefusal(refused);
    } else onClose();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form className={styles.form} onSubmit={submit}>
        {children}
        <RefusalNotice refusal={refusal} {...(shown && { shown })} />
        <DialogButtons>
          <Button onPress={onClose}>{t`Cancel`}</Button>
          <Button type="submit" look={look} isPending={isActing}>
            {button}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
