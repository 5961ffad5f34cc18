/** The table of a comparison: a column for each candidate, and what can be decided about it at its top. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { CSSProperties } from "react";
import { Link } from "wouter";
import type { Compare_demand$data } from "../__generated__/Compare_demand.graphql";
import { Verified } from "../market/Awarder";
import { nameOf } from "../parts/enums";
import { useTexts } from "../parts/texts";
import styles from "./Compare.module.css";
import { BidNews, type Comparing, DecideRow } from "./Comparing";
import { ScoreBar } from "./ScoreBar";
import { StandingText } from "./StandingText";
import { UnsavedTag } from "./Unsaved";

interface ComparedTableProps {
  demand: Compare_demand$data;
  workbench: NonNullable<Compare_demand$data["workbench"]>;
  comparing: Comparing;
}

export function ComparedTable({ demand: { id, state, currency }, workbench, comparing }: ComparedTableProps) {
  const { t, i18n } = useLingui();
  const say = useSaying(currency);
  const { candidates, rows } = workbench.comparison;
  const criteria = workbench.criteria.map(({ key }) => key);
  return (
    <table className={styles.table} style={{ "--candidates": candidates.length } as CSSProperties}>
      <thead>
        <tr>
          <td />
          {candidates.map(({ id: candidate, applicant, standing, alternativeRank }) => (
            <th key={candidate} scope="col">
              <div className={styles.who}>
                <span>
                  <Link href={`/demands/${id}/workbench/${candidate}`}>{applicant.party.name}</Link>{" "}
                  {applicant.party.verifiedAt && <Verified />}
                </span>
                <StandingText
                  standing={standing}
                  alternativeRank={alternativeRank ?? null}
                  bidState={applicant.state}
                  state={state}
                />
                <UnsavedTag candidateId={candidate} />
                <BidNews comparing={comparing} id={candidate} />
              </div>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <DecideRow comparing={comparing} ids={candidates.map(({ id }) => id)} />
        <tr>
          <th scope="row">{t`Score by criterion`}</th>
          {candidates.map(({ id: candidate, score }) => (
            <td key={candidate}>{score && <ScoreBar contributions={score.contributions} criteria={criteria} />}</td>
          ))}
        </tr>
        {rows.map(({ key, unit, cells }) => (
          <tr key={key}>
            <th scope="row">{nameOf(i18n, TITLES, key)}</th>
            {cells.map(({ value, text, isMissing, isBest }, place) => (
              <td key={candidates[place]?.id} data-best={isBest || undefined}>
                {isMissing ? <Unknown points={pointsOf(candidates[place]?.score, key)} /> : say(unit, value ?? "")}
                {isBest && <span className="visually-hidden"> {t`the best`}</span>}
                {text && <span className={styles.soft}>{text}</span>}
              </td>
            ))}
          </tr>
        ))}
        <tr>
          <th scope="row">{t`Stages`}</th>
          {candidates.map(({ id: candidate, applicant }) => (
            <td key={candidate}>
              <ol className={styles.stages}>
                {applicant.bid?.stages.map(({ title, amount, dueAfterDays }, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: stages have no other name than their place
                  <li key={index}>
                    {title} <span className={styles.soft}>{say("MONEY", amount.amount)}</span>{" "}
                    {typeof dueAfterDays === "number" && (
                      <span className={styles.soft}>
                        <Trans>day {dueAfterDays}</Trans>
                      </span>
                    )}
                  </li>
                ))}
              </ol>
            </td>
          ))}
        </tr>
        <tr>
          <th scope="row">{t`Proposal`}</th>
          {candidates.map(({ id: candidate, applicant }) => (
            <td key={candidate} className={styles.proposal}>
              {applicant.bid?.proposal}
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

type Scored = { contributions: readonly { key: string; normalized: number }[] } | null | undefined;

/** What a criterion gives a candidate; undefined if it is none, or the candidate is not ranked. */
function pointsOf(score: Scored, criterion: string): number | undefined {
  return score?.contributions.find(({ key }) => key === criterion)?.normalized;
}

/** A value that is unknown, with the points that count for it. */
function Unknown({ points }: { points: number | undefined }) {
  const { number } = useTexts();
  return (
    <>
      {points !== undefined && number(points * 100)}{" "}
      <span className={styles.soft}>
        {points === undefined ? <Trans>unknown</Trans> : <Trans>unknown: counted as half</Trans>}
      </span>
    </>
  );
}

const TITLES: Record<string, MessageDescriptor> = {
  rank: msg`Rank`,
  total: msg`Total score`,
  price: msg`Price`,
  duration: msg`Duration`,
  skills: msg`Skills asked for`,
  rating: msg`Rating`,
  rating_count: msg`Number of ratings`,
  price_fit: msg`Points for the price`,
  delivery_time: msg`Points for the delivery time`,
  skill_coverage: msg`Points for the skills`,
  track_record: msg`Points for the track record`,
  verification: msg`Points for the verification`,
};

/** A value of a comparison, as people read it. */
function useSaying(currency: string) {
  const { money, number } = useTexts();
  return (unit: string, value: string) => {
    switch (unit) {
      case "MONEY":
        return money({ amount: value, currency });
      case "DAYS":
        return <Plural value={Number(value)} one="# day" other="# days" />;
      case "SHARE":
        return number(Number(value) * 100);
      case "RATING":
        return `★ ${number(Number(value))}`;
      default:
        return value;
    }
  };
}
