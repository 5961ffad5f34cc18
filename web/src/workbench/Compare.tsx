/** Candidates side by side: the same rows for each, and the best of each row marked. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { type CSSProperties, type RefObject, useEffect, useRef, useState } from "react";
import { graphql, useLazyLoadQuery } from "react-relay";
import { Link, useSearch } from "wouter";
import type { CompareQuery } from "../__generated__/CompareQuery.graphql";
import { Verified } from "../market/Awarder";
import { nameOf } from "../parts/enums";
import { NothingHere, useTry } from "../parts/Failure";
import { useTexts } from "../parts/texts";
import { useTitle } from "../parts/title";
import styles from "./Compare.module.css";
import { ScoreBar } from "./ScoreBar";
import { StandingText } from "./StandingText";

export default function Compare({ id }: { id: string }) {
  const ids = (new URLSearchParams(useSearch()).get("of") ?? "").split(",").filter(Boolean);
  if (new Set(ids).size < 2 || ids.length > 6) return <TooFew id={id} />;
  return <Compared key={ids.join()} id={id} ids={ids} />;
}

function TooFew({ id }: { id: string }) {
  return (
    <div className={styles.page}>
      <h1>
        <Trans>Comparison</Trans>
      </h1>
      <p>
        <Trans>Select two to six candidates at the workbench, and choose “Compare”.</Trans>
      </p>
      <p>
        <Link href={`/demands/${id}/workbench`}>
          <Trans>Back to the workbench</Trans>
        </Link>
      </p>
    </div>
  );
}

function Compared({ id, ids }: { id: string; ids: string[] }) {
  const { t, i18n } = useLingui();
  const { demand } = useLazyLoadQuery<CompareQuery>(
    graphql`
      query CompareQuery($id: ID!, $ids: [ID!]!) {
        demand(id: $id) {
          __typename
          id
          title
          ... on BiddingDemand {
            currency
            workbench {
              id
              criteria {
                key
              }
              comparison(candidateIds: $ids) {
                candidates {
                  id
                  standing
                  alternativeRank
                  score {
                    contributions {
                      key
                      contribution
                      normalized
                    }
                  }
                  applicant {
                    id
                    party {
                      id
                      name
                      verifiedAt
                    }
                    bid {
                      id
                      proposal
                      stages {
                        title
                        amount {
                          amount
                          currency
                        }
                        dueAfterDays
                      }
                    }
                  }
                }
                rows {
                  key
                  unit
                  cells {
                    value
                    text
                    isMissing
                    isBest
                  }
                }
              }
            }
          }
        }
      }
    `,
    { id, ids },
    { fetchPolicy: "network-only", fetchKey: useTry() },
  );
  const say = useSaying(demand?.currency ?? "EUR");
  const frame = useRef<HTMLElement>(null);
  const isWider = useIsWider(frame);
  useTitle(demand ? t`Comparison for ${demand.title}` : null);
  if (demand?.__typename !== "BiddingDemand" || !demand.workbench) return <NothingHere />;
  const { candidates, rows } = demand.workbench.comparison;
  const criteria = demand.workbench.criteria.map(({ key }) => key);
  return (
    <div className={styles.page} data-wide data-fills-window>
      <h1 className={styles.title}>
        <Trans>
          Comparison for <Link href={`/demands/${id}/workbench`}>{demand.title}</Link>
        </Trans>
      </h1>
      {isWider && (
        <p className={styles.hint}>
          <Trans>There are {candidates.length} candidates: scroll sideways to see all of them.</Trans>
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keyboard, too */}
      <section ref={frame} className={styles.scroll} tabIndex={0} aria-label={t`Comparison`}>
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
                    <StandingText standing={standing} alternativeRank={alternativeRank ?? null} />
                  </div>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
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
      </section>
    </div>
  );
}

/** Whether there is more beside what is seen of an element. */
function useIsWider(ref: RefObject<HTMLElement | null>): boolean {
  const [isWider, setWider] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWider(element.scrollWidth > element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return isWider;
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
        <Trans>unknown</Trans>
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
