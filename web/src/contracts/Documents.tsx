import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { graphql, useFragment, useRelayEnvironment } from "react-relay";
import { Link } from "wouter";
import type { Documents_contract$key } from "../__generated__/Documents_contract.graphql";
import type { DocumentsBundleQuery } from "../__generated__/DocumentsBundleQuery.graphql";
import { routes } from "../app/routes";
import { readNow } from "../network/readings";
import { FileLink } from "../parts/FileLink";
import { SavedLink } from "../parts/SavedLink";
import { useTexts } from "../parts/texts";
import styles from "./Contract.module.css";
import { turnOf } from "./WaitsFor";

/** The files of a contract: one and the same content as data, as a document, and as a document that is signed. */
export function Documents(given: { contract: Documents_contract$key }) {
  const { t } = useLingui();
  const contract = useFragment(
    graphql`
      fragment Documents_contract on Contract {
        id
        number
        version
        terms
        bundleUrl
        latest: versions(first: 1) {
          pages
          document {
            id
            fileName
            byteSize
            url
          }
        }
        executions {
          side
          state
          mode
          party {
            id
            name
          }
          document {
            id
            fileName
            byteSize
            url
          }
        }
      }
    `,
    given.contract,
  );
  const { id, number, version, terms, bundleUrl, latest, executions } = contract;
  const environment = useRelayEnvironment();
  const renewBundle = async () => {
    const { contract } = await readNow<DocumentsBundleQuery>(
      environment,
      graphql`
        query DocumentsBundleQuery($id: ID!) {
          contract(id: $id) {
            bundleUrl
          }
        }
      `,
      { id },
    );
    return contract?.bundleUrl ?? null;
  };
  const papers = usePapers(executions, latest[0]?.document, t`Signed contract, with both signatures`);
  const json = { text: terms, title: t`Terms as data (JSON)`, fileName: `${number}.v${version}.json` };
  return (
    <section className={styles.section}>
      <h2>{t`Documents of version ${version}`}</h2>
      <Papers json={json} papers={papers} />
      {bundleUrl && (
        <div className={styles.section}>
          <p>
            <SavedLink className={styles.download} url={bundleUrl} fileName={`${number}.zip`} renew={renewBundle}>
              {t`Save everything as a ZIP file`}
            </SavedLink>
          </p>
          <p className={styles.soft}>
            <Trans>
              Terms, documents, signatures, certificates and the journal: all that is needed to check the contract
              without this platform.
            </Trans>
          </p>
        </div>
      )}
      <p className={styles.soft}>
        <Trans>
          Whoever has a copy can <Link href={routes.documentCheck}>check whether it is genuine</Link>.
        </Trans>
      </p>
    </section>
  );
}

interface Signed {
  readonly side: string;
  readonly state: string;
  readonly mode: string | null | undefined;
  readonly party: { readonly name: string };
  readonly document: File | null | undefined;
}

/** What each side has signed, and the document before that; once both have signed here, it is one that is `final`. */
export function usePapers(executions: readonly Signed[], unsigned: File | undefined, final: string): readonly Paper[] {
  const { t } = useLingui();
  const isSigned = turnOf({ executions }) === null;
  // Whoever signs last signs what the other side has signed: that one has both signatures.
  const last = executions.every(({ mode }) => mode === "ONLINE") ? executions.at(-1) : undefined;
  const papers: Paper[] = [];
  for (const { side, document, party, mode } of executions) {
    if (!document) continue;
    if (mode === "OFFLINE") papers.push({ file: document, title: t`Scan of ${party.name}` });
    else if (isSigned && side === last?.side) papers.unshift({ file: document, title: final });
    else {
      const title = t`PDF with the signature of ${party.name} alone`;
      papers.push({ file: document, title, isForChecking: isSigned && last !== undefined });
    }
  }
  if (unsigned) papers.push({ file: unsigned, title: t`PDF without signatures`, isForChecking: isSigned });
  return papers;
}

export interface Paper {
  title: string;
  file: File;
  /** Another one says the same and more: whoever checks the contract may want it all the same. */
  isForChecking?: boolean;
}

interface PapersProps {
  /** The terms, whose bytes are those that were hashed. */
  json: { text: string; title: string; fileName: string };
  papers: readonly Paper[];
}

export function Papers({ json, papers }: PapersProps) {
  const { bytes } = useTexts();
  const blob = useBlob(json.text);
  const row = ({ title, file }: Paper) => (
    <li key={file.id}>
      <FileLink file={file}>{title}</FileLink>
      <span className={styles.soft}>{bytes(file.byteSize)}</span>
    </li>
  );
  return (
    <>
      <ul className={styles.documents}>{papers.filter(({ isForChecking }) => !isForChecking).map(row)}</ul>
      <details className={styles.checking}>
        <summary>
          <Trans>For checking</Trans>
        </summary>
        <ul className={styles.documents}>
          {papers.filter(({ isForChecking }) => isForChecking).map(row)}
          {blob && (
            <li>
              <a href={blob.href} download={json.fileName}>
                {json.title}
              </a>
              <span className={styles.soft}>{bytes(blob.byteSize)}</span>
            </li>
          )}
        </ul>
      </details>
    </>
  );
}

interface File {
  readonly id: string;
  readonly fileName: string;
  readonly byteSize: number;
  readonly url: string;
}

/** A text as a file that can be saved. */
function useBlob(text: string): { href: string; byteSize: number } | null {
  const [blob, setBlob] = useState<{ href: string; byteSize: number } | null>(null);
  useEffect(() => {
    const made = new Blob([text], { type: "application/json" });
    const href = URL.createObjectURL(made);
    setBlob({ href, byteSize: made.size });
    return () => URL.revokeObjectURL(href);
  }, [text]);
  return blob;
}
