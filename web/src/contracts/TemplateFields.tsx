import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useId } from "react";
import { Button } from "../parts/Button";
import { AmountField, DecimalField } from "../parts/DecimalField";
import { nameOf } from "../parts/enums";
import { Field } from "../parts/Field";
import { Select } from "../parts/Select";
import { sideNames } from "./names";
import styles from "./TermsForm.module.css";
import { type FieldText, moneyIn, type RowText, type TemplateField } from "./terms";

interface TemplateFieldsProps {
  fields: readonly TemplateField[];
  /** In which the template is written; undefined if that is not known. */
  language: string | undefined;
  texts: Readonly<Record<string, FieldText>>;
  /** That an amount begins with. */
  currency: string;
  problems: Readonly<Record<string, string>>;
  /** The path of these fields in the input. */
  path: string;
  onChange: (key: string, text: FieldText) => void;
}

/** What a template asks for, each field by its type. */
export function TemplateFields({ fields, language, texts, currency, problems, path, onChange }: TemplateFieldsProps) {
  return fields.map((field) => (
    <div key={field.key} data-path={`${path}.${field.key}`}>
      <TemplateFieldInput
        field={field}
        language={language}
        text={texts[field.key]}
        currency={currency}
        problems={problems}
        path={`${path}.${field.key}`}
        onChange={(text) => onChange(field.key, text)}
      />
    </div>
  ));
}

interface InputProps {
  field: TemplateField;
  language: string | undefined;
  text: FieldText | undefined;
  currency: string;
  problems: Readonly<Record<string, string>>;
  path: string;
  onChange: (text: FieldText) => void;
}

function TemplateFieldInput(props: InputProps) {
  const { i18n } = useLingui();
  const { field, language, text, problems, path, onChange } = props;
  const label = <span lang={language}>{field.label}</span>;
  const name = field.isRequired ? label : <Trans>{label} (optional)</Trans>;
  const hint = field.hint && <span lang={language}>{field.hint}</span>;
  const value = typeof text === "string" ? text : "";
  const given = { label: name, ...(hint && { hint }), problem: problems[path], value, onChange };
  switch (field.type) {
    case "NUMBER":
      return <DecimalField {...given} className={styles.short ?? ""} decimals={field.decimals ?? 0} isSigned />;
    case "DATE":
      return <Field {...given} className={styles.short ?? ""} type="date" />;
    case "MONEY":
      return <MoneyField {...given} shown={name} label={field.label} currency={props.currency} />;
    case "PARTY":
      return (
        <Choice {...given}>
          {["AWARDER", "RECEIVER"].map((side) => (
            <option key={side} value={side}>
              {nameOf(i18n, sideNames, side)}
            </option>
          ))}
        </Choice>
      );
    case "CHOICE":
      if (field.options.some(({ label }) => label.length > LONG)) return <OneOf {...props} name={name} hint={hint} />;
      return (
        <Choice {...given}>
          {field.options.map(({ value, label }) => (
            <option key={value} value={value} lang={language}>
              {label}
            </option>
          ))}
        </Choice>
      );
    case "SELECTION":
      return <Selection {...props} name={name} hint={hint} />;
    case "ROWS":
      return <Rows {...props} name={name} hint={hint} />;
    default:
      return <Field {...given} lines={linesOf(field, value)} />;
  }
}

/** Characters of an option that a list would cut off. */
const LONG = 70;

/** A text that may be long, or is of several lines, is written in several. */
function linesOf({ maxLength = 0 }: TemplateField, text: string): number {
  if (maxLength > 300) return 4;
  return text.includes("\n") ? 2 : 0;
}

interface ChoiceProps {
  label: ReactNode;
  hint?: ReactNode;
  problem: string | undefined;
  value: string;
  onChange: (text: string) => void;
  children: ReactNode;
}

function Choice({ children, ...given }: ChoiceProps) {
  return (
    <Select {...given}>
      <option value="">–</option>
      {children}
    </Select>
  );
}

interface MoneyProps extends Omit<ChoiceProps, "children"> {
  label: string;
  /** The label as it is shown. */
  shown: ReactNode;
  currency: string;
}

function MoneyField({ label, shown, hint, problem, value, currency, onChange }: MoneyProps) {
  const { t } = useLingui();
  const written = value ? moneyIn(value) : { amount: "", currency };
  return (
    <div className={styles.money}>
      <AmountField
        label={shown}
        {...(hint && { hint })}
        currency={written.currency}
        value={written.amount}
        onChange={(amount) => onChange(`${amount} ${written.currency}`)}
        problem={problem}
      />
      <Field
        label={t`Currency`}
        aria-label={t`Currency of ${label}`}
        maxLength={3}
        value={written.currency}
        onChange={(code) => onChange(`${written.amount} ${code.replace(/\s/g, "").toUpperCase()}`)}
      />
    </div>
  );
}

interface NamedProps extends InputProps {
  name: ReactNode;
  hint: ReactNode;
}

/** One of sentences, which are all there to be read. */
function OneOf({ field, language, text, problems, path, onChange, name, hint }: NamedProps) {
  const id = useId();
  const problem = problems[path];
  return (
    <fieldset className={styles.choices} aria-describedby={problem && id}>
      <legend className={styles.legend}>{name}</legend>
      {hint && <p className={styles.hint}>{hint}</p>}
      {field.options.map(({ value, label }) => (
        <label key={value}>
          <input
            type="radio"
            name={id}
            checked={text === value}
            aria-invalid={problem !== undefined || undefined}
            onChange={() => onChange(value)}
          />
          <span lang={language}>{label}</span>
        </label>
      ))}
      {problem && (
        <p id={id} role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </fieldset>
  );
}

function Selection({ field, language, text, problems, path, onChange, name, hint }: NamedProps) {
  const chosen = (text ?? []) as readonly string[];
  const id = useId();
  const problem = firstAt(problems, path);
  return (
    <fieldset className={styles.choices} aria-describedby={problem && id}>
      <legend className={styles.legend}>{name}</legend>
      {hint && <p className={styles.hint}>{hint}</p>}
      {field.options.map(({ value, label }) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            aria-invalid={problem !== undefined || undefined}
            onChange={({ target }) =>
              onChange(target.checked ? [...chosen, value] : chosen.filter((each) => each !== value))
            }
          />
          <span lang={language}>{label}</span>
        </label>
      ))}
      {problem && (
        <p id={id} role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </fieldset>
  );
}

function Rows({ field, language, text, currency, problems, path, onChange, name, hint }: NamedProps) {
  const rows = (text ?? []) as readonly RowText[];
  const { t } = useLingui();
  const add = () => onChange([...rows, { key: Math.max(-1, ...rows.map(({ key }) => key)) + 1, cells: {} }]);
  const change = (row: RowText, key: string, cell: FieldText) =>
    onChange(rows.map((each) => (each === row ? { ...row, cells: { ...row.cells, [key]: cell } } : each)));
  return (
    <fieldset className={styles.rows}>
      <legend className={styles.legend}>{name}</legend>
      {hint && <p className={styles.hint}>{hint}</p>}
      {rows.map((row, index) => {
        const number = index + 1;
        return (
          <fieldset key={row.key} className={styles.row} aria-label={t`${field.label}, row ${number}`}>
            <div className={styles.pair}>
              <TemplateFields
                fields={field.columns ?? []}
                language={language}
                texts={row.cells}
                currency={currency}
                problems={problems}
                path={`${path}.${index}`}
                onChange={(key, cell) => change(row, key, cell)}
              />
            </div>
            <Button
              look="quiet"
              className={styles.remove ?? ""}
              aria-label={t`Remove row ${number} of ${field.label}`}
              onPress={() => onChange(rows.filter((each) => each !== row))}
            >
              ✕
            </Button>
          </fieldset>
        );
      })}
      <div className={styles.sum}>
        <Button onPress={add} aria-label={t`Add a row to ${field.label}`}>
          <Trans>Add a row</Trans>
        </Button>
      </div>
      {problems[path] && (
        <p role="alert" className={styles.problem}>
          {problems[path]}
        </p>
      )}
    </fieldset>
  );
}

/** What is wrong with a field as a whole, or with the first wrong one of its items. */
function firstAt(problems: Readonly<Record<string, string>>, path: string): string | undefined {
  const found = Object.keys(problems).find((each) => each === path || each.startsWith(`${path}.`));
  return found && problems[found];
}
