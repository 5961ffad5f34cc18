import { Trans, useLingui } from "@lingui/react/macro";
import { amountText, missing } from "../bids/offer";
import { Button } from "../parts/Button";
import { useTexts } from "../parts/texts";
import { newStage, StageFields } from "./Stages";
import { type Stage, type SupplementText, stageTextOf, totalOf } from "./supplements";
import styles from "./TermsForm.module.css";
import type { StageText } from "./terms";

interface StageChangesProps {
  /** Those that can change. */
  stages: readonly Stage[];
  text: SupplementText;
  /** Of the terms that hold. */
  total: { readonly amount: string; readonly currency: string };
  /** The numbers of those that were sent, in this order. */
  sent: readonly number[];
  problems: Readonly<Record<string, string>>;
  onChange: (part: Partial<SupplementText>) => void;
}

/** The stages of payment as they are from then on: each can be changed or dropped, and others added. */
export function StageChanges({ stages, text, total, sent, problems, onChange }: StageChangesProps) {
  const { t } = useLingui();
  const change = (stage: StageText) => onChange({ stages: { ...text.stages, [stage.key]: stage } });
  const changeAdded = (stage: StageText) =>
    onChange({ added: text.added.map((each) => (each.key === stage.key ? stage : each)) });
  return (
    <fieldset className={styles.stages}>
      <legend className={styles.legend}>
        <Trans>Stages of payment</Trans>
      </legend>
      {stages.map((stage) => {
        const { number } = stage;
        if (text.dropped.includes(number)) {
          const keep = () => onChange({ dropped: text.dropped.filter((each) => each !== number) });
          return (
            <Dropped
              key={number}
              stage={stage}
              onKeep={keep}
              problem={problems[`changes.stages.${sent.indexOf(number)}.stageId`]}
            />
          );
        }
        const written = stageTextOf(stage, text);
        const path = `changes.stages.${sent.indexOf(number)}`;
        const isEmptied = written.dueOn === "" && stage.dueOn;
        return (
          <StageFields
            key={number}
            name={t`Stage ${number}`}
            stage={written}
            currency={total.currency}
            problems={isEmptied ? { ...problems, [`${path}.dueOn`]: t`It stays: a day can be moved.` } : problems}
            path={path}
            onChange={change}
            remove={t`Drop stage ${number}`}
            onRemove={() => onChange({ dropped: [...text.dropped, number] })}
          />
        );
      })}
      {text.added.map((stage, place) => {
        const number = place + 1;
        return (
          <StageFields
            key={`new ${stage.key}`}
            name={t`New stage ${number}`}
            stage={stage}
            currency={total.currency}
            problems={problems}
            path={`changes.addStages.${place}`}
            onChange={changeAdded}
            remove={t`Remove new stage ${number}`}
            onRemove={() => onChange({ added: text.added.filter((each) => each !== stage) })}
          />
        );
      })}
      <div className={styles.sum}>
        <Button onPress={() => onChange({ added: [...text.added, newStage(text.added)] })}>
          <Trans>Add a stage</Trans>
        </Button>
        <Total stages={stages} text={text} total={total} />
      </div>
      {problems["changes.stages"] && (
        <p role="alert" className={styles.problem}>
          {problems["changes.stages"]}
        </p>
      )}
    </fieldset>
  );
}

interface DroppedProps {
  stage: Stage;
  problem: string | undefined;
  onKeep: () => void;
}

function Dropped({ stage: { number, title }, problem, onKeep }: DroppedProps) {
  const { t } = useLingui();
  return (
    <div className={styles.sum}>
      <p>
        <del>{t`Stage ${number}: ${title}`}</del>
      </p>
      <Button look="quiet" onPress={onKeep} aria-label={t`Keep stage ${number}`}>
        <Trans>Keep the stage</Trans>
      </Button>
      {problem && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </div>
  );
}

/** What is paid in all, until now and from then on. */
function Total({ stages, text, total }: Pick<StageChangesProps, "stages" | "text" | "total">) {
  const { money } = useTexts();
  const after = totalOf(stages, text, total);
  if (after === null) return null;
  const left = missing({ price: after, stages: [{ amount: total.amount }] }) ?? 0;
  const { currency } = total;
  const until = money(total);
  if (left === 0) {
    return (
      <p role="status" className={styles.hint}>
        <Trans>In all {until}, as before.</Trans>
      </p>
    );
  }
  const from = money({ amount: after, currency });
  const difference = money({ amount: amountText(Math.abs(left), currency), currency });
  return (
    <p role="status">
      <Trans>
        In all {from} instead of {until}:
      </Trans>{" "}
      <span className={styles.left} data-off={left > 0 ? "more" : "less"}>
        {left > 0 ? <Trans>{difference} more</Trans> : <Trans>{difference} less</Trans>}
      </span>
    </p>
  );
}
