/** The message that another one answers. */
import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import styles from "./Conversation.module.css";

interface QuoteProps {
  /** Who wrote it. */
  name: string;
  /** Empty if it has only files. */
  body: string;
  isDeleted?: boolean;
  /** Leads to it. */
  onPress?: () => void;
  children?: ReactNode;
}

export function Quote({ name, body, isDeleted = false, onPress, children }: QuoteProps) {
  const { t } = useLingui();
  const said = isDeleted ? t`deleted` : body || t`files`;
  return (
    <blockquote className={styles.quote}>
      {onPress ? (
        <button type="button" onClick={onPress} aria-label={t`To the message that it answers, by ${name}: ${said}`}>
          <span>{name}</span> {said}
        </button>
      ) : (
        <p>
          <span>{name}</span> {said}
        </p>
      )}
      {children}
    </blockquote>
  );
}
