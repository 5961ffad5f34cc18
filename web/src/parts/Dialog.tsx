import { useLingui } from "@lingui/react/macro";
import { type FormEvent, type ReactNode, useRef } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import type { Refusal } from "../network/refusals";
import { Button } from "./Button";
import styles from "./Dialog.module.css";
import { Notice, RefusalNotice } from "./Notice";

interface DialogProps {
  title: string;
  onClose: () => void;
  children?: ReactNode;
}

/** A question in front of the page, there while it is rendered. Escape and a press outside close it. */
export function Dialog({ title, onClose, children }: DialogProps) {
  return (
    <ModalOverlay className={styles.veil ?? ""} isOpen isDismissable onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal className={styles.modal ?? ""}>
        <AriaDialog className={styles.dialog ?? ""}>
          <Heading slot="title" className={styles.title}>
            {title}
          </Heading>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

export function DialogButtons({ children }: { children: ReactNode }) {
  return <div className={styles.buttons}>{children}</div>;
}

export interface DialogFormProps extends DialogProps {
  /** What the button that submits says. */
  button: string;
  /** What the button that leaves all as it is says, where "Cancel" would be taken for the act. */
  keep?: string;
  look?: "main" | "danger";
  isActing?: boolean;
  refusal: Refusal | null;
  /** The paths of the fields beside which it stands what is wrong with them. */
  shown?: string[];
  /** Why it is no longer possible: then it can only be closed. */
  why?: ReactNode;
  /** Answers whether it was done: then there is nothing more to press. */
  onSubmit: () => Promise<boolean>;
}

/** A dialog that asks for what an act needs. One press of its act counts until that is answered. */
export function DialogForm({
  title,
  button,
  keep,
  look = "main",
  isActing = false,
  refusal,
  shown,
  why,
  ...rest
}: DialogFormProps) {
  const { t } = useLingui();
  // Not a state: a second press comes before anything is rendered again.
  const isUnderWay = useRef(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (why || isUnderWay.current) return;
    isUnderWay.current = true;
    let isDone = false;
    try {
      isDone = await rest.onSubmit();
    } finally {
      isUnderWay.current = isDone;
    }
  };
  return (
    <Dialog title={title} onClose={rest.onClose}>
      <form className={styles.form} onSubmit={submit}>
        {rest.children}
        {why ? <Notice tone="warn">{why}</Notice> : <RefusalNotice refusal={refusal} {...(shown && { shown })} />}
        <DialogButtons>
          <Button onPress={rest.onClose}>{why ? t`Close` : (keep ?? t`Cancel`)}</Button>
          {!why && (
            <Button type="submit" look={look} isPending={isActing}>
              {button}
            </Button>
          )}
        </DialogButtons>
      </form>
    </Dialog>
  );
}
