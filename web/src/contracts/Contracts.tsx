/** The contracts of one's parties, on either side. */
import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment, useLazyLoadQuery, usePaginationFragment } from "react-relay";
import { Link } from "wouter";
import type { Contracts_contract$key } from "../__generated__/Contracts_contract.graphql";
import type { Contracts_viewer$key } from "../__generated__/Contracts_viewer.graphql";
import type { ContractsListQuery } from "../__generated__/ContractsListQuery.graphql";
import type { ContractsQuery } from "../__generated__/ContractsQuery.graphql";
import { routes } from "../app/routes";
import { useRenewing } from "../network/news";
import { Awaited } from "../parts/Awaited";
import { Button } from "../parts/Button";
import { NothingHere, useTry } from "../parts/Failure";
import { Tag } from "../parts/Tag";
import { useTexts } from "../parts/texts";
import { useTitle } from "../parts/title";
import { Accepted } from "./Accepted";
import styles from "./Contract.module.css";
import { StateTag } from "./StateTag";

const PAGE = 30;

export default function Contracts() {
  const { viewer } = useLazyLoadQuery<ContractsQuery>(
    graphql`
      query ContractsQuery($count: Int!, $cursor: String) {
        viewer {
          id
          ...Contracts_viewer @arguments(count: $count, cursor: $cursor)
        }
      }
    `,
    { count: PAGE, cursor: null },
    { fetchPolicy: "store-and-network", fetchKey: useTry() },
  );
  return viewer ? <List viewer={viewer} /> : <NothingHere />;
}

function List(given: { viewer: Contracts_viewer$key }) {
  const { t } = useLingui();
  useTitle(t`Contracts`);
  const { data, hasNext, loadNext, isLoadingNext, refetch } = usePaginationFragment<
    ContractsListQuery,
    Contracts_viewer$key
  >(
    graphql`
      fragment Contracts_viewer on Viewer
      @refetchable(queryName: "ContractsListQuery")
      @argumentDefinitions(count: { type: "Int" }, cursor: { type: "String" }) {
        contracts(first: $count, after: $cursor) @connection(key: "Contracts_contracts") {
          edges {
            node {
              id
              ...Contracts_contract
            }
          }
        }
      }
    `,
    given.viewer,
  );
  const { edges } = data.contracts;
  useRenewing(refetch, data.contracts, PAGE);
  return (
    <div className={`${styles.writing} ${styles.wide}`}>
      <header className={styles.head}>
        <h1>{t`Contracts`}</h1>
        <p className={styles.by}>
          <Link href={routes.templates}>
            <Trans>Templates</Trans>
          </Link>
          <Link href={routes.documentCheck}>
            <Trans>Check a document</Trans>
          </Link>
        </p>
      </header>
      <Awaited>
        <Accepted />
      </Awaited>
      {edges.length === 0 ? (
        <p className={styles.soft}>
          <Trans>No contract has been drafted yet. It begins with an offer that is accepted.</Trans>
        </p>
      ) : (
        <ul className={styles.list}>
          {edges.map(({ node }) => (
            <Row key={node.id} contract={node} />
          ))}
        </ul>
      )}
      {hasNext && (
        <div className={styles.deeds}>
          <Button isPending={isLoadingNext} onPress={() => loadNext(PAGE)}>
            <Trans>Show more</Trans>
          </Button>
        </div>
      )}
    </div>
  );
}

function Row(given: { contract: Contracts_contract$key }) {
  const { t } = useLingui();
  const { money } = useTexts();
  const { id, number, state, total, actions, demand, awarder, receiver } = useFragment(
    graphql`
      fragment Contracts_contract on Contract {
        id
        number
        state
        total {
          amount
          currency
        }
        actions
        demand {
          id
          title
        }
        awarder {
          id
          name
        }
        receiver {
          id
          name
        }
      }
    `,
    given.contract,
  );
  const waits = waitsFor(actions);
  const titles: Record<string, string> = {
    SIGN: t`sign it`,
    APPROVE_TERMS: t`approve it`,
    ACCEPT_TERMINATION: t`end it?`,
  };
  return (
    <li className={styles.item}>
      <div>
        <h2>
          <Link href={`/contracts/${id}`}>{demand.title}</Link>
        </h2>
        <p className={styles.soft}>
          {number} · {awarder.name} · {receiver.name}
        </p>
      </div>
      <p className={styles.deeds}>
        <StateTag state={state} />
        {waits && <Tag tone="warn">{titles[waits]}</Tag>}
      </p>
      <p>{money(total)}</p>
    </li>
  );
}

/** What the viewer has to answer, the most urgent of it. */
function waitsFor(actions: readonly string[]): string | undefined {
  return ["SIGN", "APPROVE_TERMS", "ACCEPT_TERMINATION"].find((action) => actions.includes(action));
}
