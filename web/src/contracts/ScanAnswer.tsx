/** The professional's side of what is signed on paper: the scan of a party beside what it has to show. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { graphql, useFragment } from "react-relay";
import { Link, useLocation } from "wouter";
import type { ScanAnswer_document$key } from "../__generated__/ScanAnswer_document.graphql";
import type { ScanAnswer_executions$key } from "../__generated__/ScanAnswer_executions.graphql";
import { routes } from "../app/routes";
import { useKeyOfDecision } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { pathOf } from "../network/uploading";
import { Button } from "../parts/Button";
import { NothingHere } from "../parts/Failure";
import { Field } from "../parts/Field";
import { Files } from "../parts/Files";
import { Form } from "../parts/Form";
import { RefusalNotice } from "../parts/Notice";
import { wholeOf } from "../parts/numbers";
import { Saying } from "../parts/Saying";
import { useTitle } from "../parts/title";
import { Digest } from "./About";
import styles from "./Contract.module.css";

/** What `verifyScan` and `verifySupplementScan` both take. */
export interface ScanSaid {
  partyId: string;
  printedCode: string;
  pages: number;
  matches: boolean;
  note: string | null;
  idempotencyKey: string;
}

interface ScanAnswerProps {
  /** What has to be signed, such as a version of a contract. */
  what: string;
  /** Of the contract. */
  number: string;
  printedCode: string;
  digest: string;
  pages: number;
  executions: ScanAnswer_executions$key;
  /** Without signatures. */
  document: ScanAnswer_document$key;
  actions: readonly string[];
  isActing: boolean;
  send: (said: ScanSaid) => Promise<Refusal | null>;
}

export function ScanAnswer(props: ScanAnswerProps) {
  const { t } = useLingui();
  useTitle(t`Compare a scan`);
  const executions = useFragment(
    graphql`
      fragment ScanAnswer_executions on Execution @relay(plural: true) {
        state
        party {
          id
          name
        }
        document {
          id
          mediaType
          url
          ...Files_attachments
        }
      }
    `,
    props.executions,
  );
  const document = useFragment(
    graphql`
      fragment ScanAnswer_document on Attachment {
        ...Files_attachments
      }
    `,
    props.document,
  );
  const lodged = executions.find(({ state }) => state === "LODGED");
  if (!lodged?.document) return <NothingHere />;
  const { party, document: scan } = lodged;
  const { what, number, printedCode, digest, pages } = props;
  const facts = [
    [t`Signed by hand for`, party.name],
    [t`Pages`, pages],
    [t`Code on each page`, <code key="code">{printedCode}</code>],
    [t`Fingerprint of these terms (SHA-256)`, <Digest key="digest" of={digest} />],
  ] as const;
  return (
    <article className={`${styles.writing} ${styles.wide}`}>
      <header className={styles.head}>
        <p className={styles.by}>
          <Link href={routes.staff}>
            <Trans>Staff</Trans>
          </Link>
          <span>{number}</span>
          <span>{what}</span>
        </p>
        <h1>{t`Compare a scan`}</h1>
        <p className={styles.soft}>
          <Trans>
            Does the scan of {party.name} show all of it, signed by hand? They never learn who has compared it.
          </Trans>
        </p>
      </header>
      <div className={styles.beside}>
        <section className={styles.section}>
          <h2>{t`The scan`}</h2>
          <Files files={[scan]} />
          {scan.mediaType.startsWith("image/") && (
            <img className={styles.scan} src={pathOf(scan.url)} alt={t`The scan of ${party.name}`} />
          )}
        </section>
        <section className={styles.section}>
          <h2>{t`What it has to show`}</h2>
          <Files files={[document]} />
          <dl className={styles.values}>
            {facts.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          <Answer party={party} {...props} />
        </section>
      </div>
    </article>
  );
}

interface AnswerProps extends Pick<ScanAnswerProps, "actions" | "digest" | "isActing" | "send"> {
  party: { readonly id: string; readonly name: string };
}

/** What the scan shows is written down from the scan: the server compares it, too. */
function Answer({ party, actions, digest, isActing, send }: AnswerProps) {
  const { t } = useLingui();
  const [, go] = useLocation();
  const [code, setCode] = useState("");
  const [pages, setPages] = useState("");
  const [isRejecting, setRejecting] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const decision = useKeyOfDecision();
  const answer = async (matches: boolean, note: string | null, idempotencyKey: string) => {
    const shown = { printedCode: code.trim(), pages: wholeOf(pages) ?? 0 };
    const refused = await send({ ...shown, partyId: party.id, matches, note, idempotencyKey });
    if (!refused) go(routes.staff);
    return refused;
  };
  const verify = async (event: FormEvent) => {
    event.preventDefault();
    setRefusal(null);
    const refused = await answer(true, null, decision.key());
    decision.renew(refused);
    setRefusal(refused);
  };
  const problems = refusal?.fields ?? {};
  return (
    <>
      <Form refusal={refusal} className={styles.section} onSubmit={verify}>
        <h2>{t`What the scan shows`}</h2>
        <div className={styles.pair}>
          <Field
            label={t`Code on the scan`}
            hint={t`The same on every page.`}
            value={code}
            onChange={setCode}
            autoComplete="off"
            spellCheck="false"
            isRequired
            problem={problems.printedCode}
          />
          <Field
            label={t`Pages of the scan`}
            inputMode="numeric"
            value={pages}
            onChange={setPages}
            isRequired
            problem={problems.pages}
          />
        </div>
        <RefusalNotice refusal={refusal} shown={["printedCode", "pages"]} />
        <div className={styles.deeds}>
          {actions.includes("VERIFY_SCAN") && (
            <Button type="submit" look="main" isPending={isActing} isDisabled={!code.trim() || !pages.trim()}>
              <Trans>It fits, and is signed</Trans>
            </Button>
          )}
          {actions.includes("REJECT_SCAN") && (
            <Button onPress={() => setRejecting(true)}>
              <Trans>It does not fit</Trans> …
            </Button>
          )}
        </div>
      </Form>
      {isRejecting && (
        <Saying
          about={`${digest} ${party.id}`}
          title={t`The scan does not fit`}
          button={t`Give it back`}
          label={t`What does not fit`}
          hint={t`${party.name} reads it.`}
          path="note"
          look="danger"
          isActing={isActing}
          send={(note, key) => answer(false, note.trim() || null, key)}
          onClose={() => setRejecting(false)}
        />
      )}
    </>
  );
}
