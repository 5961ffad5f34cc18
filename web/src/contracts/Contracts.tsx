/** The contracts of one's parties, on either side. */
import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment, useLazyLoadQuery, usePaginationFragment } from "react-relay";
import { Link, useLocation, useSearch } from "wouter";
import type { Contracts_contract$key } from "../__generated__/Contracts_contract.graphql";
import type { Contracts_viewer$key } from "../__generated__/Contracts_viewer.graphql";
import type { ContractsListQuery } from "../__generated__/ContractsListQuery.graphql";
import type { ContractsQuery } from "../__generated__/ContractsQuery.graphql";
import { routes } from "../app/routes";
import { Waiting } from "../app/Waiting";
import { useRenewing } from "../network/news";
import { Awaited } from "../parts/Awaited";
import { Button } from "../parts/Button";
import { NothingHere, useTry } from "../parts/Failure";
import { useTexts } from "../parts/texts";
import { useTitle } from "../parts/title";
import { Accepted } from "./Accepted";
import styles from "./Contract.module.css";
import { StateTag } from "./StateTag";
import { Waits } from "./Waits";

const PAGE = 30;

/** What the address says of the list: only what waits for the viewer is shown. */
const WAITING = "waiting";

export default function Contracts() {
  const { t } = useLingui();
  useTitle(t`Contracts`);
  const [, go] = useLocation();
  const isWaiting = new URLSearchParams(useSearch()).has(WAITING);
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
      <label className={styles.only}>
        <input
          type="checkbox"
          checked={isWaiting}
          onChange={({ target }) => go(target.checked ? `${routes.contracts}?${WAITING}` : routes.contracts)}
        />
        <Trans>Only what waits for you</Trans>
      </label>
      <Awaited key={`${isWaiting}`} fallback={<Waiting />}>
        <Listed isWaiting={isWaiting} />
      </Awaited>
    </div>
  );
}

function Listed({ isWaiting }: { isWaiting: boolean }) {
  const { viewer } = useLazyLoadQuery<ContractsQuery>(
    graphql`
      query ContractsQuery($count: Int!, $cursor: String, $waitsForMe: Boolean) {
        viewer {
          id
          ...Contracts_viewer @arguments(count: $count, cursor: $cursor, waitsForMe: $waitsForMe)
        }
      }
    `,
    { count: PAGE, cursor: null, waitsForMe: isWaiting || null },
    { fetchPolicy: "store-and-network", fetchKey: useTry() },
  );
  return viewer ? <List viewer={viewer} isWaiting={isWaiting} /> : <NothingHere />;
}

interface ListProps {
  viewer: Contracts_viewer$key;
  /** Only those are listed of which something waits for the viewer. */
  isWaiting: boolean;
}

function List({ isWaiting, ...given }: ListProps) {
  const { data, hasNext, loadNext, isLoadingNext, refetch } = usePaginationFragment<
    ContractsListQuery,
    Contracts_viewer$key
  >(
    graphql`
      fragment Contracts_viewer on Viewer
      @refetchable(queryName: "ContractsListQuery")
      @argumentDefinitions(count: { type: "Int" }, cursor: { type: "String" }, waitsForMe: { type: "Boolean" }) {
        contracts(first: $count, after: $cursor, filter: { waitsForMe: $waitsForMe })
          @connection(key: "Contracts_contracts") {
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
  if (edges.length === 0) {
    return (
      <p className={styles.soft}>
        {isWaiting ? (
          <Trans>No contract waits for you.</Trans>
        ) : (
          <Trans>No contract has been drafted yet. It begins with an offer that is accepted.</Trans>
        )}
      </p>
    );
  }
  return (
    <>
      <ul className={styles.list}>
        {edges.map(({ node }) => (
          <Row key={node.id} contract={node} />
        ))}
      </ul>
      {hasNext && (
        <div className={styles.deeds}>
          <Button isPending={isLoadingNext} onPress={() => loadNext(PAGE)}>
            <Trans>Show more</Trans>
          </Button>
        </div>
      )}
    </>
  );
}

function Row(given: { contract: Contracts_contract$key }) {
  const { money } = useTexts();
  const contract = useFragment(
    graphql`
      fragment Contracts_contract on Contract {
        id
        number
        state
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
        }
        receiver {
          id
          name
        }
        ...Waits_contract
      }
    `,
    given.contract,
  );
  const { id, number, state, total, demand, awarder, receiver } = contract;
  return (
    <li className={styles.item}>
      <div>
        <h2>
          <Link href={`/contracts/${id}`}>{demand.title}</Link>
        </h2>
        <p className={styles.soft}>
          {number} · {awarder.name} · {receiver.name}
        </p>
        <Waits contract={contract} />
      </div>
      <p className={styles.deeds}>
        <StateTag state={state} />
      </p>
      <p>{money(total)}</p>
    </li>
  );
}
