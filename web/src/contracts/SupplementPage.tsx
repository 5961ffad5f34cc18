/** A supplement as both sides see it: why, what it changes, who has agreed, and what waits for whom. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useFragment, useLazyLoadQuery } from "react-relay";
import { Link } from "wouter";
import type {
  SupplementPage_supplement$data,
  SupplementPage_supplement$key,
} from "../__generated__/SupplementPage_supplement.graphql";
import type { SupplementPageQuery } from "../__generated__/SupplementPageQuery.graphql";
import { Countdown } from "../parts/Countdown";
import { NothingHere, useTry } from "../parts/Failure";
import { Notice } from "../parts/Notice";
import { useTexts } from "../parts/texts";
import { useTitle } from "../parts/title";
import { Digest } from "./About";
import { Changes } from "./Changes";
import { ComparingSupplement } from "./Comparing";
import styles from "./Contract.module.css";
import { Papers, usePapers } from "./Documents";
import { Executed } from "./Progress";
import { SIGNING, SupplementDeeds } from "./SupplementDeeds";
import { SupplementTag } from "./SupplementTag";
import { Stages } from "./Terms";
import { languageOf, termsIn } from "./terms";
import { useContractFeed } from "./useContractFeed";
import { mySideOf, turnOf } from "./WaitsFor";
import { WrittenIn } from "./WrittenIn";

export default function SupplementPage({ id }: { id: string }) {
  const [resyncs, setResyncs] = useState(0);
  const { node } = useLazyLoadQuery<SupplementPageQuery>(
    graphql`
      query SupplementPageQuery($id: ID!) {
        node(id: $id) {
          __typename
          ... on Supplement {
            id
            contract {
              id
              cursor
              awarder {
                id
                myRole
              }
              receiver {
                id
                myRole
              }
            }
            ...SupplementPage_supplement
            ...Comparing_supplement
          }
        }
      }
    `,
    { id },
    { fetchPolicy: "network-only", fetchKey: `${useTry()} ${resyncs}` },
  );
  const supplement = node?.__typename === "Supplement" ? node : null;
  const contract = supplement?.contract;
  const isParty = Boolean(contract?.awarder.myRole ?? contract?.receiver.myRole);
  useContractFeed(isParty ? contract : null, () => setResyncs((count) => count + 1));
  if (!supplement) return <NothingHere />;
  // Whoever is no party has to compare a scan of it.
  return isParty ? <Shown supplement={supplement} /> : <ComparingSupplement supplement={supplement} />;
}

type Supplement = SupplementPage_supplement$data;

function Shown(given: { supplement: SupplementPage_supplement$key }) {
  const { t } = useLingui();
  const { money, moment } = useTexts();
  const supplement = useFragment(
    graphql`
      fragment SupplementPage_supplement on Supplement {
        id
        number
        state
        digest
        terms
        rationale
        side
        draftedAt
        proposedAt
        approvedAt
        activatedAt
        endedAt
        endReason
        expiresAt
        pages
        draftedBy {
          id
          name
        }
        approvedBy {
          id
          name
        }
        total {
          amount
          currency
        }
        stages {
          title
          amount {
            amount
            currency
          }
          acceptanceTerms
          dueOn
        }
        changes {
          path
          from
          to
        }
        executions {
          side
          mode
          state
          note
          executedAt
          party {
            id
            name
          }
          signer {
            id
            name
          }
          document {
            id
            fileName
            byteSize
            url
          }
        }
        document {
          id
          fileName
          byteSize
          url
        }
        contract {
          id
          number
          total {
            amount
            currency
          }
          demand {
            id
            title
          }
          awarder {
            id
            name
            myRole
          }
          receiver {
            id
            name
            myRole
          }
          present: versions(first: 1) {
            templateVersion {
              id
              fields {
                key
                label
                columns {
                  key
                  label
                }
              }
            }
          }
        }
        actions
        ...SupplementDeeds_supplement
      }
    `,
    given.supplement,
  );
  const { number, state, contract, total, digest, side, executions } = supplement;
  useTitle(`${t`Supplement ${number}`} · ${contract.number}`);
  const fields = contract.present[0]?.templateVersion.fields ?? [];
  const party = side === "AWARDER" ? contract.awarder : contract.receiver;
  // The document of those with signatures is one of them.
  const unsigned = executions.some(({ mode }) => mode === "ONLINE") ? undefined : supplement.document;
  const papers = usePapers(executions, unsigned, t`Signed supplement, with both signatures`);
  const facts: [string, React.ReactNode][] = [
    [t`Drafted by`, [...new Set([supplement.draftedBy.name, party.name])].join(", ")],
    supplement.proposedAt
      ? [t`Proposed on`, moment(supplement.proposedAt)]
      : [t`Drafted`, moment(supplement.draftedAt)],
    [t`Total from then on`, money(total)],
    [t`Fingerprint of its terms (SHA-256)`, <Digest key="digest" of={digest} />],
  ];
  if (supplement.activatedAt) facts.splice(2, 0, [t`In force since`, moment(supplement.activatedAt)]);
  return (
    <article className={styles.page}>
      <header className={styles.head}>
        <p className={styles.by}>
          <Link href={`/contracts/${contract.id}`}>{contract.number}</Link>
          <span>{contract.demand.title}</span>
        </p>
        <h1>{t`Supplement ${number}`}</h1>
        <p className={styles.tags}>
          <SupplementTag state={state} />
        </p>
      </header>
      <aside className={styles.side}>
        <Stand supplement={supplement} />
        <SupplementDeeds supplement={supplement} />
        <dl className={styles.facts}>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </aside>
      <div className={styles.body}>
        <section className={styles.section}>
          <h2>{t`Why`}</h2>
          <p className={styles.words}>{supplement.rationale}</p>
        </section>
        <section className={styles.section}>
          <h2>{t`What it changes`}</h2>
          <WrittenIn language={languageOf(termsIn(supplement.terms))} />
          <Changes changes={supplement.changes} currency={total.currency} fields={fields} />
        </section>
        <section className={styles.section}>
          <h2>{t`Stages of payment from then on`}</h2>
          <Stages terms={{ total, stages: stagesIn(supplement) }} />
        </section>
        <section className={styles.section}>
          <h2>{t`Approval and signatures`}</h2>
          <ol className={styles.progress}>
            {executions.map((execution) => (
              <li key={execution.side}>
                <p>{execution.party.name}</p>
                <Agreed supplement={supplement} side={execution.side} />
                <Executed execution={execution} />
              </li>
            ))}
          </ol>
        </section>
        <section className={styles.section}>
          <h2>{t`Documents`}</h2>
          <Papers
            json={{
              text: supplement.terms,
              title: t`Terms as data (JSON)`,
              fileName: `${contract.number}-S${number}.json`,
            }}
            papers={papers}
          />
        </section>
      </div>
    </article>
  );
}

/** With the numbers that stages keep, which the canonical terms have. */
function stagesIn({ terms, stages }: Supplement) {
  const { stages: said } = JSON.parse(terms) as { stages: { number: number }[] };
  return stages.map(({ title, amount, acceptanceTerms, dueOn }, place) => ({
    number: said[place]?.number ?? place + 1,
    title,
    amount: amount.amount,
    acceptanceTerms: acceptanceTerms ?? null,
    dueOn: dueOn ?? null,
  }));
}

/** Whether a side has proposed or approved it. */
function Agreed({ supplement, side }: { supplement: Supplement; side: string }) {
  const { moment } = useTexts();
  const { proposedAt, draftedBy, approvedAt, approvedBy } = supplement;
  if (side === supplement.side) {
    if (!proposedAt) {
      return (
        <p>
          <Trans>Not proposed yet</Trans>
        </p>
      );
    }
    return (
      <p>
        <Trans>Has proposed it</Trans>
        <span className={styles.soft}>
          {draftedBy.name} · {moment(proposedAt)}
        </span>
      </p>
    );
  }
  return (
    <p>
      {approvedAt ? <Trans>Approved</Trans> : <Trans>Not approved yet</Trans>}
      {approvedAt && (
        <span className={styles.soft}>{[approvedBy?.name, moment(approvedAt)].filter(Boolean).join(" · ")}</span>
      )}
    </p>
  );
}

/** For whom it waits, for what, and until when. */
function Stand({ supplement }: { supplement: Supplement }) {
  const { deadline } = useTexts();
  const { state, expiresAt, endReason, actions, executions } = supplement;
  const isMine = actions.includes("APPROVE") || actions.includes("SIGN");
  const failed = SIGNING.includes(state) ? executions.find((each) => each.state === "FAILED") : undefined;
  return (
    <Notice tone={state === "REJECTED" || failed ? "bad" : isMine || state === "STALE" ? "warn" : "plain"}>
      <p>
        <Said supplement={supplement} />
      </p>
      {failed?.note && <p className={styles.words}>{failed.note}</p>}
      {endReason && <p className={styles.words}>{endReason}</p>}
      {expiresAt && (
        <p className={styles.soft}>
          <Trans>
            Until {deadline(expiresAt)}, or it expires: <Countdown until={expiresAt} /> left.
          </Trans>
        </p>
      )}
    </Notice>
  );
}

function Said({ supplement }: { supplement: Supplement }) {
  const { state, contract, side, executions } = supplement;
  const mine = mySideOf(contract);
  const nameOf = (of: string) => (of === "AWARDER" ? contract.awarder.name : contract.receiver.name);
  const turn = turnOf({ executions }) ?? "";
  switch (state) {
    case "DRAFT":
      return <Trans>Only your side sees it, until one of its owners or managers proposes it.</Trans>;
    case "PROPOSED":
      if (side !== mine) return <Trans>It waits for your approval.</Trans>;
      return <Trans>It waits for the approval of {nameOf(side === "AWARDER" ? "RECEIVER" : "AWARDER")}.</Trans>;
    case "READY_TO_SIGN":
    case "PARTLY_EXECUTED":
      if (executions.some((each) => each.state === "LODGED")) {
        return (
          <Trans>
            {nameOf(turn)} has handed in a scan. Somebody from the platform who is on neither side compares it with the
            terms.
          </Trans>
        );
      }
      if (executions.some((each) => each.state === "FAILED")) {
        if (turn !== mine)
          return <Trans>The scan of {nameOf(turn)} does not fit these terms. They have to execute it again.</Trans>;
        return <Trans>Your scan does not fit these terms. Hand in another one, or sign here instead.</Trans>;
      }
      if (turn === mine) return <Trans>It waits for your signature.</Trans>;
      return <Trans>It waits for the signature of {nameOf(turn)}.</Trans>;
    case "ACTIVE":
      return <Trans>Both sides have signed it: it is part of the terms that hold.</Trans>;
    case "REJECTED":
      return <Trans>It was rejected. The contract stays as it is.</Trans>;
    case "CANCELLED":
      return <Trans>It was taken back. The contract stays as it is.</Trans>;
    case "EXPIRED":
      return <Trans>It was not approved or signed in time. The contract stays as it is.</Trans>;
    default:
      return <Trans>The terms that it changes are others by now. A new one has to be proposed.</Trans>;
  }
}
