import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";
import styles from "./Button.module.css";

interface ButtonProps extends AriaButtonProps {
  /** `main` once on a screen at most: the thing to do. `danger` cannot be undone by anybody. */
  look?: "main" | "quiet" | "plain" | "danger";
}

export function Button({ look = "plain", className, ...rest }: ButtonProps) {
  return <AriaButton {...rest} className={`${styles.button} ${styles[look]} ${className ?? ""}`} />;
}
