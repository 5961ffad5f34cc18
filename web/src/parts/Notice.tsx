import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { isAboutProgram, type Refusal } from "../network/refusals";
import styles from "./Notice.module.css";
import { useTexts } from "./texts";

interface NoticeProps {
  tone?: "plain" | "bad" | "warn";
  children: ReactNode;
}

export function Notice({ tone = "plain", children }: NoticeProps) {
  return (
    <div className={`${styles.notice} ${styles[tone]}`} role={tone === "bad" ? "alert" : "status"}>
      {children}
    </div>
  );
}

/** Why an act was refused, unless that stands beside the fields `shown` that are wrong. */
export function RefusalNotice({ refusal, shown = [] }: { refusal: Refusal | null; shown?: string[] }) {
  const say = useRefusalText();
  if (!refusal) return null;
  const elsewhere = Object.keys(refusal.fields).filter((path) => !shown.includes(path));
  if (Object.keys(refusal.fields).length > 0 && elsewhere.length === 0) return null;
  return (
    <Notice tone="bad">
      {elsewhere.length > 0 ? elsewhere.map((path) => <p key={path}>{refusal.fields[path]}</p>) : say(refusal)}
    </Notice>
  );
}

/** What a refusal says to people: the server's words, but for those that are about programs. */
export function useRefusalText(): (refusal: Refusal) => string {
  const { t } = useLingui();
  const { money } = useTexts();
  return (refusal) => {
    const { code, message } = refusal;
    if (isAboutProgram(refusal))
      return t`This could not be sent: something is not written as it has to be. Look at the amounts, numbers and dates.`;
    switch (code) {
      case "CONFLICT":
        return t`This has changed meanwhile, perhaps in another window. Look at what stands now, and decide again.`;
      case "IDEMPOTENCY_MISMATCH":
        return t`An earlier try has arrived after all. What you have changed since then was not sent.`;
      case "UNREACHABLE":
        return t`The server does not answer. Try it again once the network is there.`;
      case "WRONG_AMOUNT":
        return message.replace(/\b(\d+(?:\.\d+)?) ([A-Z]{3})\b/g, (_, amount, currency) => money({ amount, currency }));
      default:
        return message;
    }
  };
}
