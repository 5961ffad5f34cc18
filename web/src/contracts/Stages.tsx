import { Trans, useLingui } from "@lingui/react/macro";
import { amountText, missing } from "../bids/offer";
import { Button } from "../parts/Button";
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
  const change = (key: number, part: Partial<StageText>) =>
    onChange(stages.map((stage) => (stage.key === key ? { ...stage, ...part } : stage)));
  const add = () => {
    const left = missing({ price: price.amount, stages }) ?? 0;
    onChange([...stages, { ...newStage(stages), amount: left > 0 ? amountText(left) : "" }]);
  };
  return (
    <fieldset className={styles.stages}>
      <legend className={styles.legend}>
        <Trans>Stages of payment</Trans>
      </legend>
      {stages.map(({ key, title, amount, acceptanceTerms, dueOn }, index) => {
        const number = index + 1;
        return (
          <fieldset key={key} className={styles.stage} aria-label={t`Stage ${number}`}>
            <Field
              label={t`Stage ${number}`}
              value={title}
              onChange={(title) => change(key, { title })}
              problem={problems[`stages.${index}.title`]}
            />
            <Field
              label={t`Amount`}
              inputMode="decimal"
              value={amount}
              onChange={(amount) => change(key, { amount })}
              problem={problems[`stages.${index}.amount`]}
            />
            <Field
              label={t`Due on`}
              type="date"
              value={dueOn}
              onChange={(dueOn) => change(key, { dueOn })}
              problem={problems[`stages.${index}.dueOn`]}
            />
            <Button
              look="quiet"
              className={styles.remove ?? ""}
              aria-label={t`Remove stage ${number}`}
              onPress={() => onChange(stages.filter((stage) => stage.key !== key))}
            >
              ✕
            </Button>
            <Field
              className={styles.wide ?? ""}
              label={t`Accepted when (optional)`}
              lines={2}
              value={acceptanceTerms}
              onChange={(acceptanceTerms) => change(key, { acceptanceTerms })}
              problem={problems[`stages.${index}.acceptanceTerms`]}
            />
          </fieldset>
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

export function newStage(stages: readonly StageText[]): StageText {
  const key = Math.max(-1, ...stages.map(({ key }) => key)) + 1;
  return { key, title: "", amount: "", acceptanceTerms: "", dueOn: "" };
}

function Sum({ stages, price }: Pick<StagesProps, "stages" | "price">) {
  const { money } = useTexts();
  const left = missing({ price: price.amount, stages });
  if (stages.length === 0 || left === null) return null;
  const rest = money({ amount: amountText(Math.abs(left)), currency: price.currency });
  const whole = missing({ price: "0", stages }) ?? 0;
  const sum = money({ amount: amountText(-whole), currency: price.currency });
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
