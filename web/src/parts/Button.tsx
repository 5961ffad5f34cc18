import { type ComponentProps, createContext, type MouseEvent, type ReactNode, useContext } from "react";
import { Link } from "wouter";
import styles from "./Button.module.css";
import { useOneAtATime } from "./useOneAtATime";

/** Whether the form around a button is being sent. */
export const BeingSent = createContext(false);

interface ButtonProps extends Omit<ComponentProps<"button">, "onClick" | "disabled"> {
  /** Its promise lasts as long as what it does. */
  onPress?: () => unknown;
  isDisabled?: boolean;
  /** What it does is under way, which is shown, and no other press of it counts. It keeps the focus. */
  isPending?: boolean;
  /** `main` once on a screen at most: the thing to do. `danger` cannot be undone by anybody. */
  look?: "main" | "quiet" | "plain" | "danger";
}

/** The browser's own button, because it is on the first page. */
export function Button({ look = "plain", type, isDisabled, isPending, onPress, className, ...rest }: ButtonProps) {
  const [isUnderWay, begin] = useOneAtATime();
  const isSent = useContext(BeingSent) && type === "submit";
  const isBusy = isPending || isUnderWay || isSent;
  const press = (event: MouseEvent) => {
    if (isBusy) event.preventDefault();
    else begin(() => onPress?.());
  };
  return (
    <button
      {...rest}
      type={type ?? "button"}
      disabled={isDisabled}
      aria-disabled={isBusy || undefined}
      onClick={press}
      data-under-way={isBusy || undefined}
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
