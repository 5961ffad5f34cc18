import { Trans, useLingui } from "@lingui/react/macro";
import { type ToggleEvent, useState } from "react";
import { Button } from "../parts/Button";
import { DecimalField } from "../parts/DecimalField";
import { nameOf } from "../parts/enums";
import { Field } from "../parts/Field";
import { Select } from "../parts/Select";
import styles from "./FieldsEditor.module.css";
import {
  type FieldDraft,
  type FieldType,
  hasOptions,
  isBounded,
  isUnread,
  type LIMITS,
  MOST_DECIMALS,
  moved,
  newField,
  nextId,
  type OptionDraft,
} from "./fields";
import { fieldTypes } from "./names";

type Problems = Readonly<Record<string, string>>;

interface FieldsEditorProps {
  /** Of the list, for those who do not see where it stands. */
  label: string;
  fields: readonly FieldDraft[];
  /** They are the columns of rows. */
  areColumns?: boolean;
  problems: Problems;
  /** Of these fields in the input. */
  path: string;
  onChange: (fields: readonly FieldDraft[]) => void;
}

/** What a template asks for, field by field: each is a line that opens. */
export function FieldsEditor({ label, fields, areColumns = false, problems, path, onChange }: FieldsEditorProps) {
  const { t } = useLingui();
  const [open, setOpen] = useState<readonly number[]>([]);
  const add = () => {
    const id = nextId(fields);
    onChange([...fields, newField(id)]);
    setOpen([...open, id]);
  };
  const change = (field: FieldDraft) => onChange(fields.map((each) => (each.id === field.id ? field : each)));
  return (
    <div className={styles.editor}>
      <ol className={styles.list} aria-label={label}>
        {fields.map((field, place) => (
          <Row
            key={field.id}
            field={field}
            isOpen={open.includes(field.id)}
            onToggle={(isOpen) =>
              setOpen((before) => [...before.filter((id) => id !== field.id), ...(isOpen ? [field.id] : [])])
            }
            isColumn={areColumns}
            problems={problems}
            path={`${path}.${place}`}
            onChange={change}
            onUp={place > 0 ? () => onChange(moved(fields, place, -1)) : null}
            onDown={place < fields.length - 1 ? () => onChange(moved(fields, place, 1)) : null}
            onRemove={() => onChange(fields.filter((each) => each.id !== field.id))}
          />
        ))}
      </ol>
      <div>
        <Button onPress={add}>{areColumns ? t`Add a column` : t`Add a field`}</Button>
      </div>
      {problems[path] && (
        <p role="alert" className={styles.problem}>
          {problems[path]}
        </p>
      )}
    </div>
  );
}

interface RowProps {
  field: FieldDraft;
  isOpen: boolean;
  onToggle: (isOpen: boolean) => void;
  isColumn: boolean;
  problems: Problems;
  path: string;
  onChange: (field: FieldDraft) => void;
  /** Null at the end of the list. */
  onUp: (() => void) | null;
  onDown: (() => void) | null;
  onRemove: () => void;
}

function Row({ field, isOpen, onToggle, onUp, onDown, onRemove, ...rest }: RowProps) {
  const { t, i18n } = useLingui();
  const { key, label, type, isRequired } = field;
  // What is wrong keeps it open: a form is not sent with what cannot be read, and has to show it.
  const isWrong =
    isUnread(field) ||
    Object.keys(rest.problems).some((each) => each === rest.path || each.startsWith(`${rest.path}.`));
  const name = label || key || t`a field without a name`;
  const toggle = ({ currentTarget }: ToggleEvent<HTMLDetailsElement>) => {
    // The browser has closed it already.
    if (isWrong) currentTarget.open = true;
    onToggle(currentTarget.open);
  };
  return (
    <li className={styles.field}>
      <details open={isOpen || isWrong} onToggle={toggle}>
        <summary>
          <span className={styles.name}>{name}</span>
          <code>{key}</code>
          <span className={styles.soft}>
            {nameOf(i18n, fieldTypes, type)}
            {!isRequired && <> · {t`optional`}</>}
          </span>
        </summary>
        {(isOpen || isWrong) && <Parts field={field} {...rest} />}
      </details>
      <div className={styles.deeds}>
        {onUp && (
          <Button look="quiet" className={styles.up ?? ""} aria-label={t`Move ${name} up`} onPress={onUp}>
            ↑
          </Button>
        )}
        {onDown && (
          <Button look="quiet" className={styles.down ?? ""} aria-label={t`Move ${name} down`} onPress={onDown}>
            ↓
          </Button>
        )}
        <Button look="quiet" aria-label={t`Remove ${name}`} onPress={onRemove}>
          ✕
        </Button>
      </div>
    </li>
  );
}

type PartsProps = Pick<RowProps, "field" | "isColumn" | "problems" | "path" | "onChange">;

function Parts({ field, isColumn, problems, path, onChange }: PartsProps) {
  const { t, i18n } = useLingui();
  const change = (part: Partial<FieldDraft>) => onChange({ ...field, ...part });
  const types = Object.keys(fieldTypes).filter((type) => !isColumn || type !== "ROWS");
  const { type } = field;
  const of = (name: string) => problems[`${path}.${name}`];
  return (
    <div className={styles.parts}>
      <div className={styles.pair}>
        <Field
          label={t`What is asked for`}
          value={field.label}
          onChange={(label) => change({ label })}
          problem={of("label")}
        />
        <Field
          label={t`Name in the source`}
          hint={t`Small letters, digits and _.`}
          value={field.key}
          onChange={(key) => change({ key })}
          spellCheck="false"
          problem={of("key")}
        />
        <Select
          label={t`Kind of value`}
          value={type}
          onChange={(type) => change({ type: type as FieldType })}
          problem={of("type")}
        >
          {types.map((each) => (
            <option key={each} value={each}>
              {nameOf(i18n, fieldTypes, each)}
            </option>
          ))}
        </Select>
      </div>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={field.isRequired}
          onChange={({ target }) => change({ isRequired: target.checked })}
        />
        <Trans>A contract needs it</Trans>
      </label>
      {!isColumn && (
        <Field
          label={t`More about it (optional)`}
          value={field.hint}
          onChange={(hint) => change({ hint })}
          problem={of("hint")}
        />
      )}
      <Limits field={field} isColumn={isColumn} problems={problems} path={path} onChange={onChange} />
      {hasOptions(type) && (
        <Options
          options={field.options}
          problems={problems}
          path={`${path}.options`}
          onChange={(options) => change({ options })}
        />
      )}
      {type === "ROWS" && (
        <FieldsEditor
          label={t`Columns of ${field.label}`}
          fields={field.columns}
          areColumns
          problems={problems}
          path={`${path}.columns`}
          onChange={(columns) => change({ columns })}
        />
      )}
      {problems[path] && (
        <p role="alert" className={styles.problem}>
          {problems[path]}
        </p>
      )}
    </div>
  );
}

type LimitName = (typeof LIMITS)[number];

/** How much of a value there can be, by its type. */
function Limits({ field, isColumn, problems, path, onChange }: PartsProps) {
  const { t } = useLingui();
  const { type } = field;
  const given = (name: LimitName, label: string) => ({
    label,
    value: field[name],
    onChange: (text: string) => onChange({ ...field, [name]: text }),
    problem: problems[`${path}.${name}`],
  });
  const number = (name: LimitName, label: string) => <DecimalField {...given(name, label)} decimals={0} />;
  const bound = (name: LimitName, label: string) => (
    <DecimalField {...given(name, label)} decimals={MOST_DECIMALS} isSigned />
  );
  return (
    <div className={styles.pair}>
      {type === "TEXT" && number("maxLength", t`Characters at most`)}
      {type === "NUMBER" && number("decimals", t`Decimals at most`)}
      {isBounded(type) && !isColumn && bound("least", t`At least (optional)`)}
      {isBounded(type) && !isColumn && bound("most", t`At most (optional)`)}
      {type === "ROWS" && number("mostRows", t`Rows at most`)}
    </div>
  );
}

interface OptionsProps {
  options: readonly OptionDraft[];
  problems: Problems;
  path: string;
  onChange: (options: readonly OptionDraft[]) => void;
}

function Options({ options, problems, path, onChange }: OptionsProps) {
  const { t } = useLingui();
  const change = (option: OptionDraft) => onChange(options.map((each) => (each.id === option.id ? option : each)));
  return (
    <fieldset className={styles.options}>
      <legend className={styles.legend}>{t`Options`}</legend>
      {options.map((option, place) => {
        const number = place + 1;
        return (
          <fieldset key={option.id} className={styles.option} aria-label={t`Option ${number}`}>
            <Field
              label={t`Words that are printed`}
              value={option.label}
              onChange={(label) => change({ ...option, label })}
              problem={problems[`${path}.${place}.label`]}
            />
            <Field
              label={t`Name in the source`}
              value={option.value}
              onChange={(value) => change({ ...option, value })}
              spellCheck="false"
              problem={problems[`${path}.${place}.value`]}
            />
            <Button
              look="quiet"
              className={styles.remove ?? ""}
              aria-label={t`Remove option ${number}`}
              onPress={() => onChange(options.filter((each) => each.id !== option.id))}
            >
              ✕
            </Button>
          </fieldset>
        );
      })}
      <div>
        <Button onPress={() => onChange([...options, { id: nextId(options), value: "", label: "" }])}>
          <Trans>Add an option</Trans>
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
