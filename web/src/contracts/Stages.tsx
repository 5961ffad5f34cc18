import { Trans, useLingui } from "@lingui/react/macro";
import { amountText, missing } from "../bids/offer";
import { Button } from "../parts/Button";
import { AmountField } from "../parts/DecimalField";
import { Field } from "../parts/Field";
import { useTexts } from "../parts/texts";
import styles from "./TermsForm.module.css";
import type { StageText } from "./terms";

interface StagesProps {
  stages: readonly StageText[];
  /** The award: all stages together are at most this. */
  price: { readonly amount: string; readonly currency: string };
  problems: Readonly<Record<string, string>>;
  onChange: (stages: readonly StageText[]) => void;
}

/** The stages of payment, and how far they go together. */
export function Stages({ stages, price, problems, onChange }: StagesProps) {
  const { t } = useLingui();
  const change = (stage: StageText) => onChange(stages.map((each) => (each.key === stage.key ? stage : each)));
  const add = () => {
    const left = missing({ price: price.amount, stages }) ?? 0;
    onChange([...stages, { ...newStage(stages), amount: left > 0 ? amountText(left, price.currency) : "" }]);
  };
  return (
    <fieldset className={styles.stages}>
      <legend className={styles.legend}>
        <Trans>Stages of payment</Trans>
      </legend>
      {stages.map((stage, index) => {
        const number = index + 1;
        return (
          <StageFields
            key={stage.key}
            name={t`Stage ${number}`}
            stage={stage}
            currency={price.currency}
            problems={problems}
            path={`stages.${index}`}
            onChange={change}
            remove={t`Remove stage ${number}`}
            onRemove={() => onChange(stages.filter((each) => each !== stage))}
          />
        );
      })}
      <div className={styles.sum}>
        <Button onPress={add}>
          <Trans>Add a stage</Trans>
        </Button>
        <Sum stages={stages} price={price} />
      </div>
      {problems.stages && (
        <p role="alert" className={styles.problem}>
          {problems.stages}
        </p>
      )}
    </fieldset>
  );
}

interface StageFieldsProps {
  name: string;
  stage: StageText;
  currency: string;
  problems: Readonly<Record<string, string>>;
  /** Of the stage in the input. */
  path: string;
  onChange: (stage: StageText) => void;
  /** What the button says that takes it out. */
  remove: string;
  onRemove: () => void;
}

/** One stage as it is written. */
export function StageFields({ name, stage, currency, problems, path, onChange, remove, onRemove }: StageFieldsProps) {
  const { t } = useLingui();
  const change = (part: Partial<StageText>) => onChange({ ...stage, ...part });
  return (
    <fieldset className={styles.stage} aria-label={name} data-path={path}>
      <Field
        label={name}
        value={stage.title}
        onChange={(title) => change({ title })}
        problem={problems[`${path}.title`]}
      />
      <AmountField
        label={t`Amount`}
        currency={currency}
        value={stage.amount}
        onChange={(amount) => change({ amount })}
        problem={problems[`${path}.amount`]}
      />
      <Field
        label={t`Due on`}
        type="date"
        value={stage.dueOn}
        onChange={(dueOn) => change({ dueOn })}
        problem={problems[`${path}.dueOn`]}
      />
      <Button look="quiet" className={styles.remove ?? ""} aria-label={remove} onPress={onRemove}>
        ✕
      </Button>
      <Field
        className={styles.wide ?? ""}
        label={t`Accepted when (optional)`}
        lines={2}
        value={stage.acceptanceTerms}
        onChange={(acceptanceTerms) => change({ acceptanceTerms })}
        problem={problems[`${path}.acceptanceTerms`]}
      />
    </fieldset>
  );
}

export function newStage(stages: readonly StageText[]): StageText {
  const key = Math.max(-1, ...stages.map(({ key }) => key)) + 1;
  return { key, title: "", amount: "", acceptanceTerms: "", dueOn: "" };
}

function Sum({ stages, price }: Pick<StagesProps, "stages" | "price">) {
  const { money } = useTexts();
  const left = missing({ price: price.amount, stages });
  if (stages.length === 0 || left === null) return null;
  const rest = money({ amount: amountText(Math.abs(left), price.currency), currency: price.currency });
  const whole = missing({ price: "0", stages }) ?? 0;
  const sum = money({ amount: amountText(-whole, price.currency), currency: price.currency });
  return (
    <p role="status">
      <Trans>
        {sum} of {money(price)}
      </Trans>{" "}
      <span className={styles.left} data-off={left === 0 ? undefined : left > 0 ? "less" : "more"}>
        {left === 0 && <Trans>They add up to the award.</Trans>}
        {left > 0 && <Trans>{rest} of the award are in no stage.</Trans>}
        {left < 0 && <Trans>{rest} more than the award.</Trans>}
      </span>
    </p>
  );
}
