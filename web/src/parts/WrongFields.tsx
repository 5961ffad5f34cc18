import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Notice } from "./Notice";
import styles from "./WrongFields.module.css";

interface WrongFieldsProps {
  fields: readonly { readonly key: string; readonly label: ReactNode; readonly problem: string }[];
  /** Leads to a field. */
  onChoose: (key: string) => void;
}

/** What is wrong in a form that is longer than a screen, with a way to each field. */
export function WrongFields({ fields, onChoose }: WrongFieldsProps) {
  if (fields.length === 0) return null;
  return (
    <Notice tone="bad">
      <p>
        <Trans>Something is missing or wrong:</Trans>
      </p>
      <ul className={styles.wrong}>
        {fields.map(({ key, label, problem }) => (
          <li key={key}>
            <button type="button" onClick={() => onChoose(key)}>
              {label}
            </button>{" "}
            {problem}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
