import { useLingui } from "@lingui/react/macro";
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import type { Refusal } from "../network/refusals";
import { Button } from "./Button";
import styles from "./Dialog.module.css";
import { Form } from "./Form";
import { forget, Keeping, keepingOf } from "./kept";
import { Notice, RefusalNotice } from "./Notice";

interface DialogProps {
  title: string;
  onClose: () => void;
  /** A press outside closes it. */
  isDismissable?: boolean;
  children?: ReactNode;
}

/** A question in front of the page, there while it is rendered. Escape closes it. */
export function Dialog({ title, onClose, isDismissable = true, children }: DialogProps) {
  return (
    <ModalOverlay
      className={styles.veil ?? ""}
      isOpen
      isDismissable={isDismissable}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
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

export interface DialogFormProps extends Omit<DialogProps, "isDismissable"> {
  /** The id of what it is about: texts that are not sent are then kept until it is opened again. */
  about?: string;
  /** What the button that submits says. */
  button: string;
  /** What the button that leaves all as it is says, where "Cancel" would be taken for the act. */
  keep?: string;
  look?: "main" | "danger";
  /** It takes a press of its button, and no key in a text: it commits somebody, or moves money. */
  isDeliberate?: boolean;
  isActing?: boolean;
  refusal: Refusal | null;
  /** The paths of the fields beside which it stands what is wrong with them. */
  shown?: string[];
  /** Why it is no longer possible: then it can only be closed. */
  why?: ReactNode;
  /** Answers whether it was done: then there is nothing more to press. */
  onSubmit: () => Promise<boolean>;
}

/**
 * A dialog that asks for what an act needs. One press of its act counts until that is answered. A press outside does
 * not close it: the second one of a double press falls there when the dialog gets smaller, and what is typed would go.
 *
 * Ctrl+Enter in a text of several lines acts, as it sends a message, unless it is dangerous or deliberate.
 */
export function DialogForm({
  title,
  about,
  button,
  keep,
  look = "main",
  isDeliberate = look === "danger",
  isActing = false,
  refusal,
  shown,
  why,
  ...rest
}: DialogFormProps) {
  const { t } = useLingui();
  // Not a state: a second press comes before anything is rendered again.
  const isDone = useRef(false);
  const [keeping] = useState(() => (about === undefined ? null : keepingOf(about, title)));
  const submit = async () => {
    if (why || isDone.current) return;
    isDone.current = await rest.onSubmit();
    if (isDone.current && keeping !== null) forget(keeping);
  };
  const press = (event: KeyboardEvent<HTMLFormElement>) => {
    if (isDeliberate || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    if (event.target instanceof HTMLTextAreaElement) event.currentTarget.requestSubmit();
  };
  return (
    <Dialog title={title} onClose={rest.onClose} isDismissable={false}>
      <Form refusal={refusal} className={styles.form} onSubmit={submit} onKeyDownCapture={press}>
        <Keeping value={keeping}>{rest.children}</Keeping>
        {why ? <Notice tone="warn">{why}</Notice> : <RefusalNotice refusal={refusal} {...(shown && { shown })} />}
        <DialogButtons>
          <Button onPress={rest.onClose}>{why ? t`Close` : (keep ?? t`Cancel`)}</Button>
          {!why && (
            <Button type="submit" look={look} isPending={isActing}>
              {button}
            </Button>
          )}
        </DialogButtons>
      </Form>
    </Dialog>
  );
}
