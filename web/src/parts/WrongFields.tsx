import { Trans } from "@lingui/react/macro";
import type { ReactNode, RefObject } from "react";
import { focusOn } from "./Form";
import { Notice } from "./Notice";
import styles from "./WrongFields.module.css";

interface WrongFieldsProps {
  /** Each with its path, as `data-path` says in the form that this belongs to. */
  fields: readonly { readonly path: string; readonly label: ReactNode; readonly problem: string }[];
  form: RefObject<HTMLFormElement | null>;
}

/** What is wrong in a form that is longer than a screen, with a way to each field. */
export function WrongFields({ fields, form }: WrongFieldsProps) {
  if (fields.length === 0) return null;
  return (
    <Notice tone="bad">
      <p>
        <Trans>Something is missing or wrong:</Trans>
      </p>
      <ul className={styles.wrong}>
        {fields.map(({ path, label, problem }) => (
          <li key={path}>
            <button type="button" onClick={() => focusOn(form.current, path)}>
              {label}
            </button>{" "}
            {problem}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
