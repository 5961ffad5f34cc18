/** The professional's side of a contract on paper: the scan of a party is compared with what it has to show. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { graphql, useFragment } from "react-relay";
import { Link, useLocation } from "wouter";
import type { Comparing_contract$data, Comparing_contract$key } from "../__generated__/Comparing_contract.graphql";
import type { ComparingVerifyMutation } from "../__generated__/ComparingVerifyMutation.graphql";
import { routes } from "../app/routes";
import { useAct, useKeyOfDecision } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { pathOf } from "../network/uploading";
import { Button } from "../parts/Button";
import { NothingHere } from "../parts/Failure";
import { Field } from "../parts/Field";
import { Files } from "../parts/Files";
import { RefusalNotice } from "../parts/Notice";
import { wholeOf } from "../parts/numbers";
import { Saying } from "../parts/Saying";
import { useTitle } from "../parts/title";
import { Digest } from "./About";
import styles from "./Contract.module.css";

export function Comparing(given: { contract: Comparing_contract$key }) {
  const { t } = useLingui();
  const contract = useFragment(
    graphql`
      fragment Comparing_contract on Contract {
        id
        number
        version
        digest
        printedCode
        actions
        executions {
          state
          party {
            id
            name
          }
          document {
            id
            fileName
            mediaType
            url
            ...Files_attachments
          }
        }
        present: versions(first: 1) {
          pages
          document {
            id
            ...Files_attachments
          }
        }
      }
    `,
    given.contract,
  );
  useTitle(t`Compare a scan`);
  const { number, version, digest, printedCode, present } = contract;
  const lodged = contract.executions.find(({ state }) => state === "LODGED");
  const [latest] = present;
  if (!lodged?.document || !latest) return <NothingHere />;
  const { party, document: scan } = lodged;
  const facts = [
    [t`Version`, version],
    [t`Pages`, latest.pages],
    [t`Code on each page`, <code key="code">{printedCode}</code>],
    [t`SHA-256 of the terms`, <Digest key="digest" of={digest} />],
    [t`Signed by hand for`, party.name],
  ] as const;
  return (
    <article className={`${styles.writing} ${styles.wide}`}>
      <header className={styles.head}>
        <p className={styles.by}>
          <Link href={routes.staff}>
            <Trans>Staff</Trans>
          </Link>
          <span>{number}</span>
        </p>
        <h1>{t`Compare a scan`}</h1>
        <p className={styles.soft}>
          <Trans>
            Does the scan of {party.name} show the whole of version {version}, signed by hand? They never learn who has
            compared it.
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
          <Files files={[latest.document]} />
          <dl className={styles.values}>
            {facts.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          <Answer contract={contract} party={party} />
        </section>
      </div>
    </article>
  );
}

interface AnswerProps {
  contract: Comparing_contract$data;
  party: { readonly id: string; readonly name: string };
}

/** What the scan shows is written down from the scan: the server compares it, too. */
function Answer({ contract, party }: AnswerProps) {
  const { t } = useLingui();
  const [, go] = useLocation();
  const [code, setCode] = useState("");
  const [pages, setPages] = useState("");
  const [isRejecting, setRejecting] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const decision = useKeyOfDecision();
  const [act, isActing] = useAct<ComparingVerifyMutation>(graphql`
    mutation ComparingVerifyMutation($input: VerifyScanInput!) {
      verifyScan(input: $input) {
        __typename
        ... on Contract {
          id
          state
        }
        ... on Refusal {
          code
          message
        }
        ... on InvalidInput {
          fields {
            path
            message
          }
        }
      }
    }
  `);
  const answer = async (matches: boolean, note: string | null, idempotencyKey: string) => {
    const given = { contractId: contract.id, partyId: party.id, printedCode: code.trim(), pages: wholeOf(pages) ?? 0 };
    const { refusal } = await act({ ...given, matches, note, idempotencyKey });
    if (!refusal) go(routes.staff);
    return refusal;
  };
  const verify = async (event: FormEvent) => {
    event.preventDefault();
    setRefusal(null);
    const refused = await answer(true, null, decision.key());
    decision.renew(refused);
    setRefusal(refused);
  };
  const problems = refusal?.fields ?? {};
  const can = (action: string) => (contract.actions as readonly string[]).includes(action);
  return (
    <>
      <form className={styles.section} onSubmit={verify}>
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
          {can("VERIFY_SCAN") && (
            <Button type="submit" look="main" isPending={isActing} isDisabled={!code.trim() || !pages.trim()}>
              <Trans>It fits, and is signed</Trans>
            </Button>
          )}
          {can("REJECT_SCAN") && (
            <Button onPress={() => setRejecting(true)}>
              <Trans>It does not fit</Trans> …
            </Button>
          )}
        </div>
      </form>
      {isRejecting && (
        <Saying
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
