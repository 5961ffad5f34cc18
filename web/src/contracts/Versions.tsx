/** All versions of the terms, each with what differs from the one before. */

import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay";
import type { Versions_contract$data, Versions_contract$key } from "../__generated__/Versions_contract.graphql";
import { LANGUAGES } from "../app/languages";
import { differencesOf } from "../bids/differences";
import { nameOf } from "../parts/enums";
import { FileLink } from "../parts/FileLink";
import { useTexts } from "../parts/texts";
import styles from "./Contract.module.css";
import { sideNames } from "./names";
import { StateTag } from "./StateTag";
import { type Named, useNaming } from "./useNaming";

type Version = Versions_contract$data["versions"][number];

interface VersionsProps {
  contract: Versions_contract$key;
  /** Of the template. */
  fields: readonly Named[];
}

export function Versions({ fields, ...given }: VersionsProps) {
  const { t } = useLingui();
  const { moment } = useTexts();
  const { versions, awarder, receiver } = useFragment(
    graphql`
      fragment Versions_contract on Contract {
        awarder {
          id
          name
        }
        receiver {
          id
          name
        }
        versions(first: 50) {
          number
          state
          digest
          side
          total {
            currency
          }
          madeAt
          madeBy {
            id
            name
          }
          document {
            id
            fileName
            url
          }
          changes {
            path
            from
            to
          }
        }
      }
    `,
    given.contract,
  );
  return (
    <section className={styles.section}>
      <h2>{t`Versions`}</h2>
      <ol className={styles.versions} reversed start={versions[0]?.number}>
        {versions.map((version) => {
          const party = version.side === "AWARDER" ? awarder.name : receiver.name;
          return (
            <li key={version.number}>
              <h3>
                {t`Version ${version.number}`} <StateTag state={version.state} />
              </h3>
              <p className={styles.soft}>
                {[...new Set([version.madeBy.name, party])].join(", ")} · {moment(version.madeAt)} ·{" "}
                <FileLink file={version.document}>
                  <Trans>PDF without signatures</Trans>
                </FileLink>
              </p>
              {version.number > 1 && <Changes version={version} fields={fields} />}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function Changes({ version, fields }: { version: Version; fields: readonly Named[] }) {
  const naming = useNaming(fields);
  const changes = version.changes.filter(({ path }) => !isForMachines(path));
  const number = version.number - 1;
  return (
    <details open={version.state !== "SUPERSEDED"}>
      <summary>
        <Trans>What differs from version {number}</Trans>
      </summary>
      <dl className={styles.parts}>
        {changes.map((change) => (
          <div key={change.path}>
            <dt>{naming(change.path)}</dt>
            <dd className={styles.words}>
              <Difference {...change} currency={version.total.currency} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** What follows from something else that is shown. */
function isForMachines(path: string): boolean {
  return path === "template.sha256" || /^stages\.\d+\.number$/.test(path);
}

interface DifferenceProps {
  path: string;
  from: string | null | undefined;
  to: string | null | undefined;
  /** Of the amounts of stages. */
  currency: string;
}

/** What was said at a place of the terms, and what is said there from then on. */
export function Difference({ path, from, to, currency }: DifferenceProps) {
  const say = useSaying(currency);
  if (!from || !to) {
    return (
      <>
        {from && <del>{say(path, from)}</del>}
        {to && <ins>{say(path, to)}</ins>}
      </>
    );
  }
  if (from.length < 40 && to.length < 40) {
    return (
      <>
        <del>{say(path, from)}</del>
        <ins>{say(path, to)}</ins>
      </>
    );
  }
  return differencesOf(from, to).map((piece, index) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other name than their place
    if (piece.in === "both") return <span key={index}>{piece.text}</span>;
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other name than their place
    return piece.in === "former" ? <del key={index}>{piece.text}</del> : <ins key={index}>{piece.text}</ins>;
  });
}

/** The values as people read them: the server gives them as texts for programs. */
function useSaying(currency: string): (path: string, value: string) => string {
  const { i18n } = useLingui();
  const { money, day } = useTexts();
  return (path, value) => {
    const [amount = "", written = ""] = value.split(" ");
    if (/^-?[\d.]+ [A-Z]{3}$/.test(value)) return money({ amount, currency: written });
    if (/^stages\.\d+\.amount$/.test(path)) return money({ amount, currency });
    if (path.endsWith(".dueOn")) return day(value);
    if (path === "language") return LANGUAGES[value as keyof typeof LANGUAGES] ?? value;
    if (path === "signsFirst") return nameOf(i18n, sideNames, value);
    return value;
  };
}
