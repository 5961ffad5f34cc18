import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";
import styles from "./Button.module.css";

interface ButtonProps extends Omit<AriaButtonProps, "isPending"> {
  /** What it does is under way. It can be pressed again: an act is sent with a key that makes it happen once. */
  isPending?: boolean;
  /** `main` once on a screen at most: the thing to do. `danger` cannot be undone by anybody. */
  look?: "main" | "quiet" | "plain" | "danger";
}

export function Button({ look = "plain", isPending, className, ...rest }: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      data-under-way={isPending || undefined}
      className={`${styles.button} ${styles[look]} ${className ?? ""}`}
    />
  );
}
