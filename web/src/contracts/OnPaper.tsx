/** Executing on paper, a contract or a supplement: a copy is printed, signed by hand, and handed in as a scan. */

import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, type ReactNode, useState } from "react";
import { graphql, useFragment } from "react-relay";
import { Link } from "wouter";
import type { OnPaper_copies$key } from "../__generated__/OnPaper_copies.graphql";
import type { OnPaper_executions$data, OnPaper_executions$key } from "../__generated__/OnPaper_executions.graphql";
import { useKeyOfDecision } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { Button } from "../parts/Button";
import { FileLink } from "../parts/FileLink";
import { Files } from "../parts/Files";
import { Form } from "../parts/Form";
import { useKeptUploads } from "../parts/keptFiles";
import { Notice, RefusalNotice } from "../parts/Notice";
import { useTexts } from "../parts/texts";
import { useTitle } from "../parts/title";
import { Uploading } from "../parts/Uploading";
import { Digest } from "./About";
import styles from "./Contract.module.css";
import { turnOf } from "./WaitsFor";

interface OnPaperProps {
  /** Of the page of what is signed, with what its link says. */
  path: string;
  name: string;
  /** What exactly is signed. */
  what: string;
  /** Of the demand. */
  title: string;
  /** Both sides have approved it, and one of them has still to execute it. */
  isOpen: boolean;
  /** Of the viewer. */
  side: string;
  party: { readonly id: string; readonly name: string };
  printedCode: string;
  digest: string;
  pages: number;
  executions: OnPaper_executions$key;
  copies: OnPaper_copies$key;
  mayHandIn: boolean;
  isPrinting: boolean;
  print: (idempotencyKey: string) => Promise<Refusal | null>;
  isHandingIn: boolean;
  handIn: (uploadId: string, idempotencyKey: string) => Promise<Refusal | null>;
}

export function OnPaper(props: OnPaperProps) {
  const { t } = useLingui();
  useTitle(t`Sign on paper`);
  const executions = useFragment(
    graphql`
      fragment OnPaper_executions on Execution @relay(plural: true) {
        side
        mode
        state
        note
        executedAt
        party {
          id
          name
        }
        signer {
          id
          name
        }
        document {
          id
          ...Files_attachments
        }
      }
    `,
    props.executions,
  );
  const { path, name, what, title, party, isOpen } = props;
  return (
    <div className={styles.writing}>
      <header className={styles.head}>
        <p className={styles.by}>
          <Link href={path}>{name}</Link>
          <span>{title}</span>
        </p>
        <h1>{t`Sign on paper`}</h1>
        <p className={styles.by}>
          <Trans>
            {what}, for {party.name}
          </Trans>
        </p>
      </header>
      <Stand {...props} executions={executions} />
      {isOpen && (
        <ol className={styles.steps}>
          <Print {...props} />
          <li>
            <h2>{t`Sign the print by hand`}</h2>
            <p>
              <Trans>
                Whoever may sign for {party.name} signs it in the field of their side. All pages belong together: leave
                none out, and write on none of the codes.
              </Trans>
            </p>
          </li>
          <HandIn key={props.digest} {...props} executions={executions} />
        </ol>
      )}
    </div>
  );
}

type Executions = { executions: OnPaper_executions$data };

/** How far one's own side is. */
function Stand({ executions, side, path, isOpen }: Omit<OnPaperProps, "executions"> & Executions): ReactNode {
  const { moment } = useTexts();
  const mine = executions.find((each) => each.side === side);
  const other = executions.find((each) => each.side !== side);
  const file = mine?.mode === "OFFLINE" && mine.document;
  switch (mine?.state) {
    case "LODGED":
      return (
        <Notice>
          <p>
            <Trans>
              The scan waits to be compared. Somebody from the platform who is on neither side does that, and you are
              told at once.
            </Trans>
          </p>
          {mine.signer && (
            <p className={styles.soft}>
              <Trans>Handed in by {mine.signer.name}.</Trans>
            </p>
          )}
          {file && <Files files={[file]} />}
        </Notice>
      );
    case "FAILED":
      return (
        <Notice tone="bad">
          <p>
            <Trans>The scan does not fit these terms:</Trans>
          </p>
          <p className={styles.words}>{mine.note}</p>
          {file && <Files files={[file]} />}
          <p>
            <Trans>
              Hand in another one, or <Link href={path}>sign here instead</Link>.
            </Trans>
          </p>
        </Notice>
      );
    case "VERIFIED":
    case "EXECUTED":
      return (
        <Notice>
          <p>
            <Trans>Your side has signed it on {moment(mine.executedAt ?? "")}.</Trans>
          </p>
          {file && <Files files={[file]} />}
        </Notice>
      );
    default:
      if (!isOpen) {
        return (
          <Notice>
            <Trans>It can be signed once both sides have approved the same terms.</Trans>
          </Notice>
        );
      }
      if (turnOf({ executions }) === side || !other) return null;
      return (
        <Notice>
          <Trans>{other.party.name} signs first. You can print a copy meanwhile.</Trans>
        </Notice>
      );
  }
}

function Print({ what, printedCode, digest, pages, isPrinting, print, ...given }: OnPaperProps) {
  const { t } = useLingui();
  const { bytes } = useTexts();
  const decision = useKeyOfDecision();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [latest] = useFragment(
    graphql`
      fragment OnPaper_copies on Attachment @relay(plural: true) {
        id
        fileName
        byteSize
        url
      }
    `,
    given.copies,
  );
  const make = async () => {
    setRefusal(null);
    const refused = await print(decision.key());
    decision.renew(refused);
    setRefusal(refused);
  };
  const facts = [
    [t`Code on each page`, <code key="code">{printedCode}</code>],
    [t`Pages`, pages],
    [t`Fingerprint of these terms (SHA-256)`, <Digest key="digest" of={digest} />],
  ] as const;
  return (
    <li>
      <h2>{t`Print a copy`}</h2>
      <dl className={styles.values}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.deeds}>
        <Button look={latest ? "plain" : "main"} isPending={isPrinting} onPress={make}>
          {latest ? <Trans>Make another copy</Trans> : <Trans>Make a copy to print</Trans>}
        </Button>
        {latest && (
          <p role="status">
            <FileLink file={latest}>{t`Copy to print: ${what}`}</FileLink>{" "}
            <span className={styles.soft}>{bytes(latest.byteSize)}</span>
          </p>
        )}
      </div>
      <RefusalNotice refusal={refusal} />
    </li>
  );
}

function HandIn({ executions, side, party, pages, ...rest }: Omit<OnPaperProps, "executions"> & Executions) {
  const { t } = useLingui();
  const uploads = useKeptUploads(`paper.${rest.digest}`, null);
  const decision = useKeyOfDecision();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [uploadId] = uploads.ids;
  const isLodged = executions.some((each) => each.side === side && each.state === "LODGED");
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (!uploadId) return;
    setRefusal(null);
    const refused = await rest.handIn(uploadId, decision.key());
    decision.renew(refused);
    setRefusal(refused);
    // It is not this form's any more.
    if (!refused) for (const { key } of uploads.files) uploads.remove(key);
  };
  return (
    <li>
      <h2>{isLodged ? t`Hand in another scan instead` : t`Hand in the scan`}</h2>
      {rest.mayHandIn ? (
        <Form refusal={refusal} className={styles.section} onSubmit={send}>
          <p>
            <Trans>
              One PDF or picture with all pages ({pages}), on which the code of each page can be read. It is compared
              with these terms, and counts once it fits.
            </Trans>
          </p>
          <Uploading
            uploads={uploads}
            label={t`Scan`}
            isSingle
            accept="application/pdf,image/*"
            problem={refusal?.fields.uploadId}
          />
          <RefusalNotice refusal={refusal} shown={["uploadId"]} />
          <div className={styles.deeds}>
            <Button
              type="submit"
              look="main"
              isPending={rest.isHandingIn}
              isDisabled={!uploadId || uploads.isUnfinished}
            >
              <Trans>Hand it in</Trans>
            </Button>
          </div>
        </Form>
      ) : (
        <p className={styles.soft}>
          {turnOf({ executions }) === side ? (
            <Trans>Owners of {party.name} hand it in, and managers whom an owner has authorized to sign.</Trans>
          ) : (
            <Trans>That is possible once the other side has signed.</Trans>
          )}
        </p>
      )}
    </li>
  );
}
