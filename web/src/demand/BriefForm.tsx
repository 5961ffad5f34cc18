import { Trans, useLingui } from "@lingui/react/macro";
import { useId } from "react";
import { DateTimeField } from "../parts/DateTimeField";
import { AmountField } from "../parts/DecimalField";
import { biddings, criteria, nameOf, partyKinds } from "../parts/enums";
import { Field } from "../parts/Field";
import { useTexts } from "../parts/texts";
import { Uploading } from "../parts/Uploading";
import type { Uploads } from "../parts/useUploads";
import { type BriefText, KINDS, missing, timeIn, wrongWithDeadline } from "./brief";
import styles from "./DemandEditor.module.css";
import { useDeadlineText } from "./Wrong";

interface BriefFormProps {
  brief: BriefText;
  onChange: (change: (before: BriefText) => BriefText) => void;
  /** All criteria that there are, and what is better in each. */
  goals: readonly Goal[];
  uploads: Uploads;
  problems: Readonly<Record<string, string>>;
  /** The demand is published: how bids are taken can no longer be chosen. */
  isPublished?: boolean;
  /** The deadline is part of the form. */
  hasDeadline?: boolean;
  /** What has to be left until then. */
  leastSeconds: number;
}

interface Goal {
  readonly key: string;
  readonly goal: string;
}

/** All that a demand says. */
export function BriefForm({ isPublished = false, hasDeadline = true, ...given }: BriefFormProps) {
  const { brief, onChange, goals, uploads, problems, leastSeconds } = given;
  const { t } = useLingui();
  const change = (part: Partial<BriefText>) => onChange((before) => ({ ...before, ...part }));
  const ofSkills = Object.keys(problems).find((path) => /^skills(\.|$)/.test(path));
  return (
    <>
      <Field
        data-path="title"
        label={t`Title`}
        value={brief.title}
        onChange={(title) => change({ title })}
        problem={problems.title}
      />
      <Field
        data-path="description"
        label={t`What is needed`}
        lines={10}
        value={brief.description}
        onChange={(description) => change({ description })}
        problem={problems.description}
      />
      <Field
        data-path="skills"
        label={t`Skills`}
        hint={t`Separated by commas.`}
        value={brief.skills}
        onChange={(skills) => change({ skills })}
        problem={ofSkills && problems[ofSkills]}
      />
      <Uploading uploads={uploads} label={t`Files`} problem={problems.attachmentIds} />
      <section className={styles.section}>
        <h2>{t`Budget and time`}</h2>
        <div className={styles.pair}>
          <AmountField
            data-path="budget.low"
            label={t`Budget from`}
            currency={brief.currency}
            hint={t`Value added tax is included, where it is due.`}
            value={brief.low}
            onChange={(low) => change({ low })}
            problem={problems["budget.low"]}
          />
          <AmountField
            data-path="budget.high"
            label={t`to`}
            currency={brief.currency}
            value={brief.high}
            onChange={(high) => change({ high })}
            problem={problems["budget.high"]}
          />
          <Field
            data-path="budget.currency"
            label={t`Currency`}
            hint={t`Bids are in it, too.`}
            value={brief.currency}
            maxLength={3}
            onChange={(currency) => change({ currency: currency.toUpperCase() })}
            problem={problems["budget.currency"]}
          />
        </div>
        <div className={styles.pair}>
          <Field
            data-path="durationDays"
            label={t`Duration in days`}
            inputMode="numeric"
            value={brief.durationDays}
            onChange={(durationDays) => change({ durationDays })}
            problem={problems.durationDays}
          />
        </div>
        {hasDeadline && (
          <Deadline brief={brief} onChange={change} leastSeconds={leastSeconds} problem={problems.deadlineAt} />
        )}
      </section>
      <section className={styles.section}>
        <h2>{t`Who bids, and how`}</h2>
        <Audience brief={brief} onChange={change} problem={problems.audience} />
        {!isPublished && <Procedure brief={brief} onChange={change} problem={problems.bidding} />}
        <fieldset className={styles.choices}>
          <label>
            <input
              type="checkbox"
              checked={brief.isBidCountPublic}
              onChange={({ target }) => change({ isBidCountPublic: target.checked })}
            />
            <Trans>Everybody may see how many bids there are</Trans>
          </label>
        </fieldset>
      </section>
      <Weights brief={brief} goals={goals} onChange={change} problem={problems.criteria} />
    </>
  );
}

interface DeadlineProps {
  brief: BriefText;
  onChange: (part: Partial<BriefText>) => void;
  leastSeconds: number;
  problem: string | undefined;
}

/** Says beforehand how much time has to be left, and at once if it is less. */
function Deadline({ brief, onChange, leastSeconds, problem }: DeadlineProps) {
  const { t, i18n } = useLingui();
  const least = timeIn(leastSeconds, i18n.locale);
  const say = useDeadlineText(leastSeconds);
  const isNear = wrongWithDeadline(brief, leastSeconds) === "NEAR";
  return (
    <div data-path="deadlineAt">
      <DateTimeField
        label={t`Bids are taken until`}
        {...(leastSeconds > 0 && { hint: t`More than ${least} from now.` })}
        value={brief.deadline}
        onChange={(deadline) => onChange({ deadline })}
        problem={problem}
        wrong={isNear ? say("NEAR") : undefined}
      />
    </div>
  );
}

interface PartProps {
  brief: BriefText;
  onChange: (part: Partial<BriefText>) => void;
  problem?: string | undefined;
}

function Audience({ brief, onChange, problem }: PartProps) {
  const { t, i18n } = useLingui();
  const id = useId();
  return (
    <fieldset className={styles.choices} data-path="audience" aria-describedby={problem && id}>
      <legend>{t`Open to`}</legend>
      {KINDS.map((kind) => (
        <label key={kind}>
          <input
            type="checkbox"
            checked={brief.audience.includes(kind)}
            aria-invalid={problem !== undefined || undefined}
            onChange={({ target }) =>
              onChange({
                audience: KINDS.filter((each) => (each === kind ? target.checked : brief.audience.includes(each))),
              })
            }
          />
          {nameOf(i18n, partyKinds, kind)}
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

function Procedure({ brief, onChange, problem }: PartProps) {
  const { t, i18n } = useLingui();
  const id = useId();
  return (
    <fieldset className={styles.choices} data-path="bidding" aria-describedby={problem && id}>
      <legend>{t`Bids`}</legend>
      {(["OPEN", "SEALED"] as const).map((bidding) => (
        <label key={bidding}>
          <input
            type="radio"
            name="bidding"
            checked={brief.bidding === bidding}
            aria-invalid={problem !== undefined || undefined}
            onChange={() => onChange({ bidding })}
          />
          {nameOf(i18n, biddings, bidding)}
        </label>
      ))}
      <p className={styles.soft}>
        <Trans>Whether bids are sealed cannot be changed after the demand is published.</Trans>
      </p>
      {problem && (
        <p id={id} role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </fieldset>
  );
}

function Weights({ brief, goals, onChange, problem }: PartProps & { goals: readonly Goal[] }) {
  const { t, i18n } = useLingui();
  const { percent } = useTexts();
  const id = useId();
  const left = missing(brief);
  const rest = percent(Math.abs(left ?? 0) / 10_000);
  return (
    <section className={styles.section} data-path="criteria">
      <h2>{t`How bids are ranked`}</h2>
      <ul className={styles.criteria}>
        {goals.map(({ key, goal }) => {
          const name = nameOf(i18n, criteria, key);
          return (
            <li key={key}>
              <label className={styles.criterion}>
                <span>
                  {name}
                  <span className={styles.goal}>
                    {goal === "LOWER" ? <Trans>lower is better</Trans> : <Trans>higher is better</Trans>}
                  </span>
                </span>
                <input
                  inputMode="decimal"
                  aria-label={t`Weight of ${name} in percent`}
                  value={brief.weights[key] ?? ""}
                  placeholder="0"
                  aria-invalid={problem !== undefined || undefined}
                  aria-describedby={problem && id}
                  onChange={({ target }) => onChange({ weights: { ...brief.weights, [key]: target.value } })}
                />
                <span aria-hidden="true">%</span>
              </label>
            </li>
          );
        })}
      </ul>
      <p role="status" className={styles.sum} data-off={left !== 0 || undefined}>
        {left === null && <Trans>One of the weights is not a number.</Trans>}
        {left === 0 && <Trans>They add up to 100 %.</Trans>}
        {left !== null && left > 0 && <Trans>{rest} are missing.</Trans>}
        {left !== null && left < 0 && <Trans>{rest} too much.</Trans>}
      </p>
      {problem && (
        <p id={id} role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </section>
  );
}
