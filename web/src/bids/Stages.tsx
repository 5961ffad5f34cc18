import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Button } from "../parts/Button";
import { AmountField } from "../parts/DecimalField";
import { Field } from "../parts/Field";
import { useTexts } from "../parts/texts";
import { amountText, dueLater, isLate, missing, type OfferText, type StageText } from "./offer";
import styles from "./Stages.module.css";

interface StagesProps {
  offer: OfferText;
  currency: string;
  problems: Record<string, string>;
  onChange: (stages: StageText[]) => void;
}

/** The stages of payment, which add up to the price. */
export function Stages({ offer, currency, problems, onChange }: StagesProps) {
  const { t } = useLingui();
  const { stages } = offer;
  const days = offer.durationDays.trim();
  const [added, setAdded] = useState<number | null>(null);
  const change = (key: number, part: Partial<StageText>) =>
    onChange(stages.map((stage) => (stage.key === key ? { ...stage, ...part } : stage)));
  const add = () => {
    const left = missing(offer) ?? 0;
    const key = Math.max(-1, ...stages.map(({ key }) => key)) + 1;
    setAdded(key);
    onChange([...stages, { key, title: "", amount: left > 0 ? amountText(left, currency) : "", dueAfterDays: "" }]);
  };
  return (
    <fieldset className={styles.stages}>
      <legend className={styles.legend}>
        <Trans>Stages of payment</Trans>
      </legend>
      {stages.map(({ key, title, amount, dueAfterDays }, index) => {
        const number = index + 1;
        const later = dueLater(stages, index);
        return (
          <div key={key} className={styles.stage}>
            <Field
              label={t`Stage ${number}`}
              autoFocus={key === added}
              value={title}
              onChange={(title) => change(key, { title })}
              problem={problems[`stages.${index}.title`]}
            />
            <AmountField
              label={t`Amount`}
              currency={currency}
              value={amount}
              onChange={(amount) => change(key, { amount })}
              problem={problems[`stages.${index}.amount`]}
            />
            <Field
              label={t`Due on day`}
              // It is always there: what comes later would not be tied to the input.
              hint={
                <span className={styles.late}>
                  {isLate({ dueAfterDays }, offer) && t`That is after day ${days}, the last of your bid.`}
                  {later !== null && <> {t`That is before stage ${later} is due.`}</>}
                </span>
              }
              inputMode="numeric"
              value={dueAfterDays}
              onChange={(dueAfterDays) => change(key, { dueAfterDays })}
              problem={problems[`stages.${index}.dueAfterDays`]}
            />
            <Button
              look="quiet"
              className={styles.remove ?? ""}
              aria-label={t`Remove stage ${number}`}
              onPress={() => onChange(stages.filter((stage) => stage.key !== key))}
            >
              ✕
            </Button>
          </div>
        );
      })}
      <div className={styles.foot}>
        <Button onPress={add}>
          <Trans>Add a stage</Trans>
        </Button>
        <Sum offer={offer} currency={currency} />
      </div>
      {problems.stages && (
        <p role="alert" className={styles.problem}>
          {problems.stages}
        </p>
      )}
    </fieldset>
  );
}

function Sum({ offer, currency }: { offer: OfferText; currency: string }) {
  const { money } = useTexts();
  const left = missing(offer);
  if (offer.stages.length === 0 || left === null) return null;
  const amount = money({ amount: amountText(Math.abs(left), currency), currency });
  return (
    <p role="status" className={styles.sum} data-off={left !== 0 || undefined}>
      {left === 0 && <Trans>They add up to the price.</Trans>}
      {left > 0 && <Trans>{amount} of the price are in no stage.</Trans>}
      {left < 0 && <Trans>{amount} more than the price.</Trans>}
    </p>
  );
}
