import type { ReactNode } from "react";
import type { Refusal } from "../network/refusals";
import styles from "./Notice.module.css";

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
  if (!refusal) return null;
  const elsewhere = Object.keys(refusal.fields).filter((path) => !shown.includes(path));
  if (Object.keys(refusal.fields).length > 0 && elsewhere.length === 0) return null;
  return (
    <Notice tone="bad">
      {elsewhere.length > 0 ? elsewhere.map((path) => <p key={path}>{refusal.fields[path]}</p>) : refusal.message}
    </Notice>
  );
}
