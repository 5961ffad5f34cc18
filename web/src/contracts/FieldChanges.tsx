import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "../parts/Button";
import { Select } from "../parts/Select";
import type { SupplementText } from "./supplements";
import { TemplateFields } from "./TemplateFields";
import { ValueText } from "./Terms";
import styles from "./TermsForm.module.css";
import { fieldTextsOf, type TemplateField, type Terms } from "./terms";

interface FieldChangesProps {
  /** Of the template of the contract. */
  fields: readonly TemplateField[];
  /** In which it is written. */
  language: string;
  /** What they say in the terms that hold. */
  values: Terms["fields"];
  text: SupplementText;
  currency: string;
  problems: Readonly<Record<string, string>>;
  onChange: (part: Partial<SupplementText>) => void;
}

/** Those fields of the contract that say something else from then on; each is chosen, and written anew. */
export function FieldChanges({ fields, language, values, text, currency, problems, onChange }: FieldChangesProps) {
  const { t } = useLingui();
  const chosen = fields.filter(({ key }) => text.changed.includes(key));
  const others = fields.filter(({ key }) => !text.changed.includes(key));
  const choose = (key: string) => {
    const field = fields.filter((each) => each.key === key);
    onChange({ changed: [...text.changed, key], fields: { ...text.fields, ...fieldTextsOf(field, values) } });
  };
  return (
    <>
      {chosen.map((field) => (
        <fieldset key={field.key} className={styles.row} aria-label={t`Change of ${field.label}`}>
          <div className={styles.section}>
            <TemplateFields
              fields={[field]}
              language={language}
              texts={text.fields}
              currency={currency}
              problems={problems}
              path="changes.fields"
              onChange={(key, value) => onChange({ fields: { ...text.fields, [key]: value } })}
            />
            <div className={styles.hint}>
              <Trans>Until now:</Trans>{" "}
              <ValueText type={field.type} value={values[field.key] ?? null} columns={field.columns ?? []} />
            </div>
          </div>
          <Button
            look="quiet"
            className={styles.remove ?? ""}
            aria-label={t`Leave ${field.label} as it is`}
            onPress={() => onChange({ changed: text.changed.filter((each) => each !== field.key) })}
          >
            ✕
          </Button>
        </fieldset>
      ))}
      {others.length > 0 && (
        <Select label={t`Change another term`} className={styles.short ?? ""} value="" onChange={choose}>
          <option value="">{t`Choose one …`}</option>
          {others.map(({ key, label }) => (
            <option key={key} value={key} lang={language}>
              {label}
            </option>
          ))}
        </Select>
      )}
    </>
  );
}
