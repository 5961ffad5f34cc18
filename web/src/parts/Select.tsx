import type { ReactNode } from "react";
import { useId } from "react";
import styles from "./Field.module.css";
import { useStanding } from "./standing";

interface SelectProps {
  label: ReactNode;
  value: string;
  onChange: (value: string) => void;
  hint?: ReactNode;
  /** What was refused of it, which is shown until something else is chosen. */
  problem?: string | undefined;
  className?: string;
  /** `option` elements. */
  children: ReactNode;
}

/** One of a few: the browser's own list, which every device knows how to show. */
export function Select({ label, value, onChange, hint, className, children, ...given }: SelectProps) {
  const id = useId();
  const problem = useStanding(given.problem, value);
  return (
    <div className={`${styles.field} ${className ?? ""}`}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <select
        id={id}
        className={styles.input}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-describedby={`${id}-hint ${id}-problem`}
        aria-invalid={problem !== undefined || undefined}
        data-invalid={problem !== undefined || undefined}
      >
        {children}
      </select>
      {(hint || problem) && (
        <div className={styles.beneath}>
          {hint && (
            <p id={`${id}-hint`} className={styles.hint}>
              {hint}
            </p>
          )}
          {problem && (
            <p id={`${id}-problem`} className={styles.problem}>
              {problem}
            </p>
          )}
        </div>
      )}
    </div>
  );
}
