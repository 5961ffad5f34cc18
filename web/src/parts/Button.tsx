import type { ComponentProps, ReactNode } from "react";
import { Link } from "wouter";
import styles from "./Button.module.css";

interface ButtonProps extends Omit<ComponentProps<"button">, "onClick" | "disabled"> {
  onPress?: () => void;
  isDisabled?: boolean;
  /** What it does is under way. It can be pressed again: an act is sent with a key that makes it happen once. */
  isPending?: boolean;
  /** `main` once on a screen at most: the thing to do. `danger` cannot be undone by anybody. */
  look?: "main" | "quiet" | "plain" | "danger";
}

/** The browser's own button, because it is on the first page. */
export function Button({ look = "plain", type, isDisabled, isPending, onPress, className, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type ?? "button"}
      disabled={isDisabled}
      onClick={() => onPress?.()}
      data-under-way={isPending || undefined}
      className={`${styles.button} ${styles[look]} ${className ?? ""}`}
    />
  );
}

interface ButtonLinkProps {
  href: string;
  look?: "quiet" | "plain";
  children: ReactNode;
}

/** A link among buttons, which looks as they do. */
export function ButtonLink({ href, look = "quiet", children }: ButtonLinkProps) {
  return (
    <Link href={href} className={`${styles.button} ${styles[look]}`}>
      {children}
    </Link>
  );
}
