import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useFragment, useLazyLoadQuery, usePaginationFragment } from "react-relay";
import { Link } from "wouter";
import type { Statement_lines$key } from "../__generated__/Statement_lines.graphql";
import type { Statement_statement$key } from "../__generated__/Statement_statement.graphql";
import type { StatementLinesQuery } from "../__generated__/StatementLinesQuery.graphql";
import type { StatementPayoutMutation } from "../__generated__/StatementPayoutMutation.graphql";
import type { StatementQuery } from "../__generated__/StatementQuery.graphql";
import { useAct } from "../network/acting";
import { useNews } from "../network/news";
import { Asking } from "../parts/Asking";
import { Button } from "../parts/Button";
import { useTry } from "../parts/Failure";
import { useTexts } from "../parts/texts";
import { type Amount, isNothing } from "./amounts";
import styles from "./Money.module.css";

interface StatementProps {
  partyId: string;
  currency: string;
  /** The viewer decides about the money of the party. */
  leads: boolean;
  /** There is a way on which it can be paid out. */
  isReady: boolean;
}

/** The money of a party in a currency: what it can dispose of, and every movement, the latest first. */
export function Statement({ partyId, currency, leads, isReady }: StatementProps) {
  const [payouts, setPayouts] = useState(0);
  const { statement } = useLazyLoadQuery<StatementQuery>(
    graphql`
      query StatementQuery($partyId: ID!, $currency: String!, $count: Int!, $cursor: String) {
        statement(partyId: $partyId, currency: $currency) {
          id
          ...Statement_statement
          ...Statement_lines @arguments(count: $count, cursor: $cursor)
        }
      }
    `,
    { partyId, currency, count: 50, cursor: null },
    { fetchPolicy: "store-and-network", fetchKey: `${useTry()} ${useNews()} ${payouts}` },
  );
  if (!statement) {
    return (
      <p className={styles.soft}>
        <Trans>Nothing has moved in {currency} yet.</Trans>
      </p>
    );
  }
  return (
    <section className={styles.section}>
      <Balance
        statement={statement}
        partyId={partyId}
        leads={leads}
        isReady={isReady}
        onPayout={() => setPayouts((count) => count + 1)}
      />
      <Lines statement={statement} />
    </section>
  );
}

interface BalanceProps {
  statement: Statement_statement$key;
  partyId: string;
  leads: boolean;
  isReady: boolean;
  onPayout: () => void;
}

function Balance({ partyId, leads, isReady, onPayout, ...given }: BalanceProps) {
  const { t } = useLingui();
  const { sum } = useTexts();
  const [asked, setAsked] = useState<Amount | null>(null);
  const { balance } = useFragment(
    graphql`
      fragment Statement_statement on Statement {
        balance {
          amount
          currency
        }
      }
    `,
    given.statement,
  );
  return (
    <header className={styles.between}>
      <div>
        <h3>{t`Available in ${balance.currency}`}</h3>
        <p className={styles.balance}>{sum(balance)}</p>
      </div>
      {leads && !isNothing(balance) && !isReady && (
        <p className={styles.soft}>
          <Trans>It can be paid out once the account for payouts is ready.</Trans>
        </p>
      )}
      {leads && !isNothing(balance) && isReady && (
        <Button onPress={() => setAsked(balance)}>
          <Trans>Pay it out</Trans> …
        </Button>
      )}
      {asked && (
        <PayOut
          balance={asked}
          partyId={partyId}
          onClose={() => {
            setAsked(null);
            onPayout();
          }}
        />
      )}
    </header>
  );
}

function PayOut({ balance, partyId, onClose }: { balance: Amount; partyId: string; onClose: () => void }) {
  const { t } = useLingui();
  const { sum } = useTexts();
  const { currency } = balance;
  const [act, isActing] = useAct<StatementPayoutMutation>(graphql`
    mutation StatementPayoutMutation($input: RequestPayoutInput!) {
      requestPayout(input: $input) {
        __typename
        ... on Payment {
          id
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  return (
    <Asking
      title={t`Pay it out`}
      isActing={isActing}
      button={t`Pay it out`}
      act={async (idempotencyKey) => (await act({ partyId, currency, idempotencyKey })).refusal}
      onClose={onClose}
    >
      <p>
        <Trans>
          All that is available to the party in {currency} goes to its account at the payment provider: {sum(balance)}.
        </Trans>
      </p>
    </Asking>
  );
}

function Lines(given: { statement: Statement_lines$key }) {
  const { t } = useLingui();
  const { sum, moment } = useTexts();
  const { data, hasNext, loadNext, isLoadingNext } = usePaginationFragment<StatementLinesQuery, Statement_lines$key>(
    graphql`
      fragment Statement_lines on Statement
      @refetchable(queryName: "StatementLinesQuery")
      @argumentDefinitions(count: { type: "Int" }, cursor: { type: "String" }) {
        lines(first: $count, after: $cursor) @connection(key: "Statement_lines") {
          edges {
            node {
              id
              kind
              amount {
                amount
                currency
              }
              balanceAfter {
                amount
                currency
              }
              occurredAt
              stage {
                id
                number
                title
              }
              contract {
                id
                number
              }
              payment {
                id
                kind
              }
            }
          }
        }
      }
    `,
    given.statement,
  );
  const kinds: Record<string, string> = {
    PAID_IN: t`Paid in`,
    FUNDED: t`Held for a stage`,
    RELEASED: t`Released`,
    FEE: t`Fee of the platform`,
    REFUNDED: t`Back from a stage`,
    PAID_OUT: t`Paid out`,
  };
  const named = (kind: string, amount: string, payment: string | undefined) => {
    if (kind !== "PAID_OUT") return kinds[kind] ?? kind;
    if (!amount.startsWith("-")) return t`Back from a payout that failed`;
    return payment === "REFUND" ? t`Refund to where it was paid from` : kinds[kind];
  };
  const { edges } = data.lines;
  return (
    <>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t`Movement`}</th>
            <th scope="col">{t`Amount`}</th>
            <th scope="col">{t`Balance after it`}</th>
          </tr>
        </thead>
        <tbody>
          {edges.map(({ node: { id, kind, amount, balanceAfter, occurredAt, stage, contract, payment } }) => (
            <tr key={id}>
              <td>
                {named(kind, amount.amount, payment?.kind)}
                {stage && contract && <About stage={stage} contract={contract} />}
                <span className={styles.soft}>{moment(occurredAt)}</span>
              </td>
              <td>{sum(amount)}</td>
              <td>{sum(balanceAfter)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {hasNext && (
        <Button className={styles.start ?? ""} isPending={isLoadingNext} onPress={() => loadNext(50)}>
          <Trans>Show more</Trans>
        </Button>
      )}
    </>
  );
}

interface AboutProps {
  stage: { readonly number: number; readonly title: string };
  contract: { readonly id: string; readonly number: string };
}

function About({ stage: { number, title }, contract }: AboutProps) {
  const { t } = useLingui();
  return (
    <span>
      {t`Stage ${number}: ${title}`} ·{" "}
      <Link href={`/contracts/${contract.id}#stage-${number}`} className={styles.number ?? ""}>
        {contract.number}
      </Link>
    </span>
  );
}
