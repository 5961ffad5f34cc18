import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay";
import type { ScoreExplained_score$key } from "../__generated__/ScoreExplained_score.graphql";
import { nameOf, criteria as names } from "../parts/enums";
import { useTexts } from "../parts/texts";
import { Part, ScoreBar } from "./ScoreBar";
import styles from "./ScoreExplained.module.css";

/** How a score came about: each criterion with its value, its weight and what it adds. */
export function ScoreExplained({ score, criteria }: { score: ScoreExplained_score$key; criteria: readonly string[] }) {
  const { t, i18n } = useLingui();
  const { percent, number } = useTexts();
  const { total, contributions } = useFragment(
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
  return (
    <section className={styles.explained}>
      <h3>
        <Trans>Score {number(total * 100)}</Trans>
      </h3>
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
              <td>{percent(weight / 10_000)}</td>
              <td>{number(contribution * 100)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
