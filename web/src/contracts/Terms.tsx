import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { nameOf } from "../parts/enums";
import { useTexts } from "../parts/texts";
import styles from "./Contract.module.css";
import { aboutParty, sideNames } from "./names";
import { aboutIn, languageOf, listOf, type Terms as Said, SIDES, type TemplateField, type Value } from "./terms";
import { WrittenIn } from "./WrittenIn";

export type Shown = Pick<TemplateField, "key" | "label" | "type"> & { readonly columns?: readonly Shown[] };

/** What a contract says, part by part. */
export function Terms({ terms, fields }: { terms: Said; fields: readonly Shown[] }) {
  const { t, i18n } = useLingui();
  return (
    <>
      <section className={styles.section}>
        <h2>{t`Stages of payment`}</h2>
        <Stages terms={terms} />
      </section>
      <section className={styles.section}>
        <h2>{t`Terms`}</h2>
        <p className={styles.soft}>
          <Trans>
            Template: {terms.template.name}, version {terms.template.version}
          </Trans>
        </p>
        <WrittenIn language={languageOf(terms)} />
        <dl className={styles.values} lang={languageOf(terms)}>
          {fields.map(({ key, label, type, columns = [] }) => (
            <div key={key}>
              <dt>{label}</dt>
              <dd>
                <ValueText type={type} value={terms.fields[key] ?? null} columns={columns} />
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <section className={styles.section}>
        <h2>{t({ message: "Parties", context: "contract" })}</h2>
        <div className={styles.parties}>
          {SIDES.map((side) => (
            <div key={side} className={styles.section}>
              <h3>{nameOf(i18n, sideNames, side.toUpperCase())}</h3>
              <dl>
                {aboutIn(terms.parties[side].kind ?? "")
                  .filter((name) => terms.parties[side][name])
                  .map((name) => (
                    <div key={name}>
                      <dt>{nameOf(i18n, aboutParty, name)}</dt>
                      <dd className={styles.words}>{terms.parties[side][name]}</dd>
                    </div>
                  ))}
              </dl>
            </div>
          ))}
        </div>
      </section>
    </>
  );
}

export function Stages({ terms }: { terms: Pick<Said, "stages" | "total"> }) {
  const { t } = useLingui();
  const { sum, day } = useTexts();
  const { currency } = terms.total;
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t`Stage`}</th>
          <th scope="col">{t`Due on`}</th>
          <th scope="col">{t`Amount`}</th>
        </tr>
      </thead>
      <tbody>
        {terms.stages.map(({ number, title, amount, acceptanceTerms, dueOn }) => (
          <tr key={number}>
            <td>
              {number}. {title}
              {acceptanceTerms && (
                <p className={`${styles.soft} ${styles.words}`}>
                  <Trans>Accepted when: {acceptanceTerms}</Trans>
                </p>
              )}
            </td>
            <td>{dueOn ? day(dueOn) : "–"}</td>
            <td>{sum({ amount, currency })}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={2}>{t`Total`}</td>
          <td>{sum(terms.total)}</td>
        </tr>
      </tfoot>
    </table>
  );
}

interface ValueProps {
  type: string;
  value: Value;
  columns: readonly Shown[];
}

export function ValueText({ type, value, columns }: ValueProps): ReactNode {
  const { i18n } = useLingui();
  const { money, day } = useTexts();
  const said = (value ?? {}) as Readonly<Record<string, string>>;
  if (value === null || (Array.isArray(value) && value.length === 0)) return "–";
  switch (type) {
    case "NUMBER":
      return said.number;
    case "MONEY":
      return <span lang={i18n.locale}>{money({ amount: said.amount ?? "", currency: said.currency ?? "" })}</span>;
    case "DATE":
      return <span lang={i18n.locale}>{day(said.date ?? "")}</span>;
    case "PARTY":
      return <span lang={i18n.locale}>{nameOf(i18n, sideNames, said.party ?? "")}</span>;
    case "CHOICE":
      return said.label;
    case "SELECTION":
      return (
        <ul>
          {listOf(value).map((each) => {
            const { value, label } = each as { value: string; label: string };
            return <li key={value}>{label}</li>;
          })}
        </ul>
      );
    case "ROWS":
      return <Rows rows={listOf(value)} columns={columns} />;
    default:
      return <span className={styles.words}>{String(value)}</span>;
  }
}

function Rows({ rows, columns }: { rows: readonly Value[]; columns: readonly Shown[] }) {
  return (
    <ol className={styles.rows}>
      {rows.map((row, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name than their place
        <li key={place}>
          {columns.map(({ key, label, type }) => (
            <span key={key}>
              <span className={styles.soft}>{label}: </span>
              <ValueText type={type} value={(row as Readonly<Record<string, Value>>)[key] ?? null} columns={[]} />
            </span>
          ))}
        </li>
      ))}
    </ol>
  );
}
