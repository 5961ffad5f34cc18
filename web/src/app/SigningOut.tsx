/** The button that signs out: what is written and not saved goes with the session, so that it asks first. */
import { Trans } from "@lingui/react/macro";
import { useEffect, useId, useRef, useState } from "react";
import { isAnythingKept } from "../parts/device";
import styles from "./Shell.module.css";

interface SigningOutProps {
  /** Of the popover in which it is: whoever closes that stays. */
  within: string;
  onSignOut: () => void;
}

export function SigningOut({ within, onSignOut }: SigningOutProps) {
  const id = useId();
  const [isAsking, setAsking] = useState(false);
  const stay = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isAsking) stay.current?.focus();
  }, [isAsking]);
  useEffect(() => {
    const popover = document.getElementById(within);
    const close = (event: Event) => (event as ToggleEvent).newState === "closed" && setAsking(false);
    popover?.addEventListener("toggle", close);
    return () => popover?.removeEventListener("toggle", close);
  }, [within]);
  if (!isAsking) {
    return (
      <button type="button" className={styles.leave} onClick={() => (isAnythingKept() ? setAsking(true) : onSignOut())}>
        <Trans>Sign out</Trans>
      </button>
    );
  }
  return (
    <div className={styles.leaving} role="group" aria-labelledby={id}>
      <p id={id}>
        <Trans>Signing out removes from this device what you have written and not saved or sent.</Trans>
      </p>
      <button ref={stay} type="button" aria-describedby={id} className={styles.leave} onClick={() => setAsking(false)}>
        <Trans>Stay signed in</Trans>
      </button>
      <button type="button" className={styles.leave} onClick={onSignOut}>
        <Trans>Sign out and remove it</Trans>
      </button>
    </div>
  );
}
