import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { FileLink } from "../parts/FileLink";
import styles from "./Contract.module.css";

interface AboutProps {
  /** By their names. */
  facts: readonly (readonly [string, ReactNode])[];
  document: { readonly id: string; readonly fileName: string; readonly url: string };
  children?: ReactNode;
}

/** What exactly is approved or signed. */
export function About({ facts, document, children }: AboutProps) {
  return (
    <div className={styles.signed}>
      <dl className={styles.values}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p>
        <FileLink file={document}>
          <Trans>Read the document (PDF)</Trans>
        </FileLink>
      </p>
      {children}
    </div>
  );
}

/** A SHA-256 in a size that does not shout. */
export function Digest({ of }: { of: string }) {
  return <code className={styles.digest}>{of}</code>;
}
