import { Trans, useLingui } from "@lingui/react/macro";
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
}

/** How a score came about: each criterion with its points, its weight and what it adds. */
export function ScoreExplained({ score, criteria, tried }: ScoreExplainedProps) {
  const { t, i18n } = useLingui();
  const { percent, number } = useTexts();
  const { total, contributions: counted } = useFragment(
    graphql`
      fragment ScoreExplained_score on Score {
        total
        contributions {
          key
          weight
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
            <th scope="col">{t`Value`}</th>
            <th scope="col">{t`Weight`}</th>
            <th scope="col">{t`Adds`}</th>
          </tr>
        </thead>
        <tbody>
          {contributions.map(({ key, weight, normalized, contribution, isMissing }) => (
            <tr key={key}>
              <th scope="row">
                <Part criteria={criteria} name={key} />
                {nameOf(i18n, names, key)}
              </th>
              <td>{isMissing ? <Trans>unknown</Trans> : number(normalized * 100)}</td>
              <td>{percent(weight / WHOLE)}</td>
              <td>{number(contribution * 100)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
