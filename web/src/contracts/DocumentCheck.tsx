/** Tells anybody whether a file is a document of a contract, without the file leaving the device. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useRef, useState } from "react";
import { graphql, useRelayEnvironment } from "react-relay";
import type { DocumentCheckQuery } from "../__generated__/DocumentCheckQuery.graphql";
import { readNow } from "../network/readings";
import { Button } from "../parts/Button";
import { nameOf } from "../parts/enums";
import { Field } from "../parts/Field";
import { Form } from "../parts/Form";
import { Notice } from "../parts/Notice";
import { sha256 } from "../parts/sha256";
import { useTexts } from "../parts/texts";
import { useTitle } from "../parts/title";
import { useFileDrop } from "../parts/Uploading";
import styles from "./Contract.module.css";
import { documentKinds } from "./names";
import { StateTag } from "./StateTag";
import { SupplementTag } from "./SupplementTag";

const SHA256 = /^[0-9a-f]{64}$/;

type Answer = DocumentCheckQuery["response"]["documentCheck"];

interface Checked {
  /** Of the file, if it was one. */
  name: string | null;
  digest: string;
  answer: Answer;
}

export default function DocumentCheck() {
  const { t } = useLingui();
  useTitle(t`Check a document`);
  const environment = useRelayEnvironment();
  const area = useRef<HTMLFormElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const [checked, setChecked] = useState<Checked | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const ask = async (name: string | null, hash: Promise<string>) => {
    setProblem(null);
    setChecked(null);
    try {
      const digest = await hash;
      const answer = await readNow<DocumentCheckQuery>(
        environment,
        graphql`
          query DocumentCheckQuery($sha256: String!) {
            documentCheck(sha256: $sha256) {
              isKnown
              kind
              contractNumber
              version
              state
              supplementNumber
              supplementState
              executedAt
            }
          }
        `,
        { sha256: digest },
      );
      if (answer) setChecked({ name, digest, answer: answer.documentCheck });
    } catch (error) {
      setProblem((error as Error).message);
    }
  };
  const take = (files: Iterable<File>) => {
    const [file] = [...files];
    if (file) void ask(file.name, file.arrayBuffer().then(sha256));
  };
  const isOver = useFileDrop(area, take);
  const send = (event: FormEvent) => {
    event.preventDefault();
    const hash = typed.replace(/\s/g, "").toLowerCase();
    if (SHA256.test(hash)) void ask(null, Promise.resolve(hash));
    else {
      setChecked(null);
      setProblem(t`A SHA-256 has 64 digits from 0 to 9 and a to f.`);
    }
  };
  return (
    <div className={styles.writing}>
      <header className={styles.head}>
        <h1>{t`Check a document`}</h1>
        <p className={styles.soft}>
          <Trans>
            Is it a document of a contract that was made here? The file stays on your device: only its SHA-256 is sent.
          </Trans>
        </p>
      </header>
      <Form ref={area} refusal={null} className={styles.section} onSubmit={send}>
        <div className={styles.dropping} data-over={isOver || undefined}>
          <p>
            <Trans>Drop a PDF or the terms as data (JSON) here.</Trans>
          </p>
          <Button look="main" onPress={() => picker.current?.click()}>
            <Trans>Choose a file</Trans>
          </Button>
          <input
            ref={picker}
            type="file"
            hidden
            aria-label={t`File to check`}
            onChange={({ target }) => {
              take(target.files ?? []);
              target.value = "";
            }}
          />
        </div>
        <Field label={t`Or its SHA-256`} value={typed} onChange={setTyped} autoComplete="off" spellCheck="false" />
        <div className={styles.deeds}>
          <Button type="submit" isDisabled={!typed.trim()}>
            <Trans>Check</Trans>
          </Button>
        </div>
      </Form>
      <div aria-live="polite" className={styles.section}>
        {problem && <Notice tone="bad">{problem}</Notice>}
        {checked && <Found {...checked} />}
      </div>
    </div>
  );
}

function Found({ name, digest, answer }: Checked) {
  const { t, i18n } = useLingui();
  const { moment } = useTexts();
  const { isKnown, kind, contractNumber, version, state, supplementNumber, supplementState, executedAt } = answer;
  const title = name ?? t`This SHA-256`;
  if (!isKnown || !kind) {
    return (
      <Notice tone="warn">
        <p>
          <Trans>{title}: no document of a contract here.</Trans>
        </p>
        <p>
          <Trans>A single changed byte makes it another document.</Trans>
        </p>
        <p className={styles.digest}>{digest}</p>
      </Notice>
    );
  }
  const which = nameOf(i18n, documentKinds, kind);
  const number = contractNumber ?? "";
  return (
    <Notice>
      <p>
        {supplementNumber ? (
          <Trans>
            {title} is genuine: {which} of supplement {supplementNumber} to contract {number}.
          </Trans>
        ) : (
          <Trans>
            {title} is genuine: {which} of contract {number}, version {version ?? 0}.
          </Trans>
        )}
      </p>
      <p>{supplementState ? <SupplementTag state={supplementState} /> : state && <StateTag state={state} />}</p>
      <p>
        {executedAt ? (
          <Trans>Both sides had signed it on {moment(executedAt)}.</Trans>
        ) : (
          <Trans>It is not signed by both sides.</Trans>
        )}
      </p>
      <p className={styles.digest}>{digest}</p>
    </Notice>
  );
}
