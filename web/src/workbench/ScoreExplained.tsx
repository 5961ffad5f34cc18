import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay";
import type { ScoreExplained_score$key } from "../__generated__/ScoreExplained_score.graphql";
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
  /** What the demand asks for, of which the party has `has`. */
  skills: { readonly asked: readonly string[]; readonly has: readonly string[] };
  currency: string;
}

/** How a score came about: each criterion with its points, its weight and what it adds. */
export function ScoreExplained({ score, criteria, tried, skills, currency }: ScoreExplainedProps) {
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
  const shown = contributions.reduce((sum, { contribution }) => sum + contribution, 0);
  return (
    <section className={styles.explained}>
      <h3>
        <Trans>Score {number((tried ? shown : total) * 100)}</Trans>
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
          {contributions.map(({ key, weight, raw, normalized, contribution, isMissing }) => (
            <tr key={key}>
              <th scope="row">
                <Part criteria={criteria} name={key} />
                {nameOf(i18n, names, key)}
                <span className={styles.from}>
                  {isMissing ? (
                    <Trans>Unknown: that gives half of the points.</Trans>
                  ) : (
                    <From name={key} raw={raw ?? ""} skills={skills} currency={currency} />
                  )}
                </span>
              </th>
              <td>{number(normalized * 100)}</td>
              <td>{percent(weight / WHOLE)}</td>
              <td>{number(contribution * 100)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface FromProps extends Pick<ScoreExplainedProps, "skills" | "currency"> {
  name: string;
  raw: string;
}

/** What the points of a criterion come from. */
function From({ name, raw, skills, currency }: FromProps) {
  const { money, number, list } = useTexts();
  switch (name) {
    case "price_fit":
      return money({ amount: raw, currency });
    case "delivery_time":
      return <Plural value={Number(raw)} one="# day" other="# days" />;
    case "skill_coverage": {
      const lacking = skills.asked.filter((each) => !skills.has.includes(each));
      const [found, all] = [Number(raw), skills.asked.length];
      // The party may have changed its skills since.
      const isKnown = lacking.length > 0 && found + lacking.length === all;
      return (
        <>
          <Trans>
            {found} of {all}
          </Trans>
          {isKnown && (
            <>
              {": "}
              <Trans>without {list(lacking)}</Trans>
            </>
          )}
        </>
      );
    }
    case "track_record":
      return <Trans>★ {number(Number(raw))}, drawn to the middle while there are few ratings</Trans>;
    case "verification":
      return Number(raw) > 0 ? <Trans>verified</Trans> : <Trans>not verified</Trans>;
    default:
      return null;
  }
}
