/** The money of one's parties: what comes next with it, what each can dispose of, every movement of it, and the account to which it is paid out. */
import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useLazyLoadQuery } from "react-relay";
import type { MoneyQuery } from "../__generated__/MoneyQuery.graphql";
import { Waiting } from "../app/Waiting";
import { useNews } from "../network/news";
import { Awaited } from "../parts/Awaited";
import { NothingHere, useTry } from "../parts/Failure";
import { useTitle } from "../parts/title";
import { leads } from "./leads";
import styles from "./Money.module.css";
import { PayoutAccount } from "./PayoutAccount";
import { Payouts } from "./Payouts";
import { Statement } from "./Statement";
import { Taxes } from "./Taxes";
import { Upcoming } from "./Upcoming";

type Contracts = NonNullable<MoneyQuery["response"]["viewer"]>["contracts"];

export default function Money() {
  const { t } = useLingui();
  useTitle(t`Money`);
  const { viewer } = useLazyLoadQuery<MoneyQuery>(
    graphql`
      query MoneyQuery {
        viewer {
          id
          parties {
            id
            name
            myRole
            payoutAccount {
              id
              state
            }
            ...PayoutAccount_party
            ...Taxes_party
          }
          contracts(first: 200) {
            edges {
              node {
                id
                total {
                  currency
                }
                awarder {
                  id
                }
                receiver {
                  id
                }
              }
            }
          }
          inForce: contracts(filter: { states: [EFFECTIVE, PERFORMING] }, first: 100) {
            edges {
              node {
                id
                ...Upcoming_contracts
              }
            }
          }
        }
      }
    `,
    {},
    { fetchPolicy: "store-and-network", fetchKey: `${useTry()} ${useNews()}` },
  );
  if (!viewer) return <NothingHere />;
  const inForce = viewer.inForce.edges.map(({ node }) => node);
  return (
    <div className={styles.page}>
      <h1>{t`Money`}</h1>
      {viewer.parties.map((party) => (
        <section key={party.id} className={styles.party} aria-label={party.name}>
          <h2>{party.name}</h2>
          <Upcoming contracts={inForce} partyId={party.id} leads={leads(party.myRole)} />
          <PayoutAccount party={party} />
          {leads(party.myRole) && <Taxes party={party} />}
          <Statements
            partyId={party.id}
            leads={leads(party.myRole)}
            isReady={party.payoutAccount?.state === "ACTIVE"}
            currencies={currenciesOf(party, viewer.contracts)}
            paid={currenciesPaidBy(party, viewer.contracts)}
          />
          <Awaited fallback={<Waiting />}>
            <Payouts partyId={party.id} />
          </Awaited>
        </section>
      ))}
    </div>
  );
}

/** Those of its contracts, the latest first. */
function currenciesOf({ id }: { id: string }, { edges }: Contracts): string[] {
  const own = edges.filter(({ node }) => node.awarder.id === id || node.receiver.id === id);
  return [...new Set(own.map(({ node }) => node.total.currency))];
}

/** Those of the contracts that it pays for: what could not go back to it is sent again without an account. */
function currenciesPaidBy({ id }: { id: string }, { edges }: Contracts): string[] {
  return edges.filter(({ node }) => node.awarder.id === id).map(({ node }) => node.total.currency);
}

interface StatementsProps {
  partyId: string;
  leads: boolean;
  /** The account for payouts can take money. */
  isReady: boolean;
  currencies: readonly string[];
  /** The currencies in which the party pays for something. */
  paid: readonly string[];
}

function Statements({ partyId, leads, isReady, currencies, paid }: StatementsProps) {
  if (currencies.length === 0) {
    return (
      <p className={styles.soft}>
        <Trans>No contract yet, so no money has moved.</Trans>
      </p>
    );
  }
  return currencies.map((currency) => (
    <Awaited key={currency} fallback={<Waiting />}>
      <Statement partyId={partyId} currency={currency} leads={leads} isReady={isReady || paid.includes(currency)} />
    </Awaited>
  ));
}
