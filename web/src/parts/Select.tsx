import { Children, type ComponentProps, isValidElement, type ReactNode, useId } from "react";
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

/** One of a few: the browser's own list, which every device knows how to show. Where there is but one, it stands there. */
export function Select({ label, value, onChange, hint, className, children, ...given }: SelectProps) {
  const id = useId();
  const problem = useStanding(given.problem, value);
  const only = onlyOption(children, value);
  return (
    <div className={`${styles.field} ${className ?? ""}`}>
      {only ? (
        <div role="group" aria-labelledby={id} className={styles.field}>
          <span id={id} className={styles.label}>
            {label}
          </span>
          <p className={styles.only} {...(only.lang && { lang: only.lang })}>
            {only.children}
          </p>
        </div>
      ) : (
        <>
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
        </>
      )}
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

type OptionProps = ComponentProps<"option">;

/** What there is nothing to choose from: the only option, if it is the one that is chosen. */
function onlyOption(children: ReactNode, value: string): OptionProps | null {
  const [first, ...others] = Children.toArray(children);
  if (others.length > 0 || !isValidElement<OptionProps>(first) || first.type !== "option") return null;
  const { props } = first;
  return String(props.value ?? props.children) === value ? props : null;
}
