import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay";
import type {
  ScoreExplained_score$data,
  ScoreExplained_score$key,
} from "../__generated__/ScoreExplained_score.graphql";
import { tenthsOf } from "../parts/apportioned";
import { nameOf, criteria as names } from "../parts/enums";
import { useTexts } from "../parts/texts";
import { Part, ScoreBar } from "./ScoreBar";
import styles from "./ScoreExplained.module.css";
import { type Weights, WHOLE } from "./weights";

interface ScoreExplainedProps {
  score: ScoreExplained_score$key;
  criteria: readonly string[];
  /** Other weights that are tried; null while none are. */
  tried: Weights | null;
  currency: string;
}

/** How a score came about: each criterion with its points, its weight and what it adds. */
export function ScoreExplained({ score, criteria, tried, currency }: ScoreExplainedProps) {
  const { t, i18n } = useLingui();
  const { percent, number } = useTexts();
  const { total, contributions: counted } = useFragment(
    graphql`
      fragment ScoreExplained_score on Score {
        total
        contributions {
          key
          weight
          raw
          normalized
          contribution
          isMissing
          counted
          best
          worst
          missingSkills
        }
      }
    `,
    score,
  );
  const contributions = tried
    ? counted.map((each) => {
        const weight = tried[each.key] ?? 0;
        return { ...each, weight, contribution: (weight * each.normalized) / WHOLE };
      })
    : counted;
  const shown = tried ? contributions.reduce((sum, { contribution }) => sum + contribution, 0) : total;
  const added = tenthsOf(
    contributions.map(({ contribution }) => contribution),
    shown,
  );
  return (
    <section className={styles.explained}>
      <h3>
        <Trans>Score {number(shown * 100)}</Trans>
      </h3>
      {tried && (
        <p className={styles.tried}>
          <Trans>With the weights you try. The score that counts is {number(total * 100)}.</Trans>
        </p>
      )}
      <ScoreBar contributions={contributions} criteria={criteria} />
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t`Criterion`}</th>
            <th scope="col">{t`Points`}</th>
            <th scope="col">{t`Weight`}</th>
            <th scope="col">{t`Adds`}</th>
          </tr>
        </thead>
        <tbody>
          {contributions.map(({ key, weight, normalized, ...value }, place) => (
            <tr key={key}>
              <th scope="row">
                <Part criteria={criteria} name={key} />
                {nameOf(i18n, names, key)}
                <span className={styles.from}>
                  {value.isMissing ? (
                    <Unknown name={key} {...value} />
                  ) : (
                    <From name={key} {...value} currency={currency} />
                  )}
                </span>
              </th>
              <td>{number(normalized * 100)}</td>
              <td>{percent(weight / WHOLE)}</td>
              <td>{number((added[place] ?? 0) / 10)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A value, with what it is compared with; null where nothing is known, or the demand gives no scale. */
type Value = Pick<
  ScoreExplained_score$data["contributions"][number],
  "raw" | "counted" | "best" | "worst" | "missingSkills"
>;

/** What the points of a criterion come from. */
function From({ name, currency, ...value }: Value & { name: string; currency: string }) {
  const { money, number, list } = useTexts();
  const best = value.best ?? "";
  const worst = value.worst ?? "";
  const raw = value.raw ?? "";
  switch (name) {
    case "price_fit":
      return (
        <Trans>
          {money({ amount: best, currency })} or less gets 100 points, {money({ amount: worst, currency })} or more gets
          0; this one is {money({ amount: raw, currency })}
        </Trans>
      );
    case "delivery_time":
      return (
        <Trans>
          <Plural value={Number(best)} one="# day" other="# days" /> or less get 100 points,{" "}
          <Plural value={Number(worst)} one="# day" other="# days" /> or more get 0; this one takes{" "}
          <Plural value={Number(raw)} one="# day" other="# days" />
        </Trans>
      );
    case "skill_coverage":
      return (
        <>
          <Trans>
            {Number(raw)} of {Number(best)}
          </Trans>
          {value.missingSkills.length > 0 && (
            <>
              {": "}
              <Trans>without {list(value.missingSkills)}</Trans>
            </>
          )}
        </>
      );
    case "track_record":
      return (
        <Trans>
          ★ {number(Number(raw))}; together with five assumed ratings of 3 that is {number(Number(value.counted))}, of
          which {Number(best)} gets 100 points and {Number(worst)} gets 0
        </Trans>
      );
    case "verification":
      return Number(raw) > 0 ? <Trans>verified</Trans> : <Trans>not verified</Trans>;
    default:
      return null;
  }
}

/** Why a value is unknown, and what that gives. */
function Unknown({ name, best, missingSkills }: Value & { name: string }) {
  const { list } = useTexts();
  return (
    <>
      <WhyUnknown name={name} hasScale={best !== null && best !== undefined} />
      {missingSkills.length > 0 && " "}
      {missingSkills.length > 0 && <Trans>The demand needs {list(missingSkills)}.</Trans>}{" "}
      <Trans>Counted as half of the points, neither for the bid nor against it.</Trans>
    </>
  );
}

function WhyUnknown({ name, hasScale }: { name: string; hasScale: boolean }) {
  switch (name) {
    case "price_fit":
      return hasScale ? null : <Trans>The demand names no upper end of its budget.</Trans>;
    case "delivery_time":
      return hasScale ? <Trans>The bid names no duration.</Trans> : <Trans>The demand names no duration.</Trans>;
    case "skill_coverage":
      return hasScale ? <Trans>No skills on record.</Trans> : <Trans>The demand names no skills.</Trans>;
    case "track_record":
      return <Trans>Nobody has reviewed the party yet.</Trans>;
    default:
      return null;
  }
}
