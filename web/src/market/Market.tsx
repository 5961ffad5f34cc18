/** The market: demands with the newest first, found by their words, and a bar for those that come meanwhile. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useDeferredValue, useEffect, useState, useTransition } from "react";
import { graphql, useLazyLoadQuery, usePaginationFragment } from "react-relay";
import { Link, useSearchParams } from "wouter";
import type { Market_demands$key } from "../__generated__/Market_demands.graphql";
import type { MarketFollowSubscription } from "../__generated__/MarketFollowSubscription.graphql";
import type { DemandOrder, MarketListQuery } from "../__generated__/MarketListQuery.graphql";
import type { MarketQuery } from "../__generated__/MarketQuery.graphql";
import { routes } from "../app/routes";
import { useFollowing } from "../network/following";
import { useSession } from "../network/session";
import { Awaited, lazily } from "../parts/Awaited";
import { Button } from "../parts/Button";
import { useTry } from "../parts/Failure";
import { useTitle } from "../parts/title";
import { DemandRow } from "./DemandRow";
import styles from "./Market.module.css";

const SavedSearches = lazily(() => import("./SavedSearches"));
const Arrived = lazily(() => import("./Arrived"));

const ORDERS = ["NEWEST", "CLOSING_SOON", "BUDGET"] as const;

export function Market() {
  const { t } = useLingui();
  const [search, setSearch] = useSearchParams();
  const isSignedIn = useSession() !== null;
  useTitle(t`Market`);
  const [chosen, setChosen] = useState(0);
  const words = search.get("q") ?? "";
  const order = ORDERS.find((each) => each === search.get("order")) ?? "NEWEST";
  const closed = search.has("closed");
  const asked = useDeferredValue(JSON.stringify({ words, order, closed }));
  const change = (name: string, value: string | null) =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        if (value) after.set(name, value);
        else after.delete(name);
        return after;
      },
      { replace: true },
    );
  return (
    <div className={styles.market}>
      {isSignedIn ? <h1 className="visually-hidden">{t`Market`}</h1> : <Welcome />}
      {isSignedIn && hasArrived() && (
        <Awaited>
          <Arrived />
        </Awaited>
      )}
      <search className={styles.search}>
        <Words key={chosen} words={words} onChange={(value) => change("q", value)} />
        <label className={styles.choice}>
          <span className="visually-hidden">{t`Order`}</span>
          <select value={order} onChange={(event) => change("order", event.target.value.replace("NEWEST", ""))}>
            <option value="NEWEST">{t`Newest first`}</option>
            <option value="CLOSING_SOON">{t`Closing soon`}</option>
            <option value="BUDGET">{t`Largest budget`}</option>
          </select>
        </label>
        <label className={styles.choice}>
          <input
            type="checkbox"
            checked={closed}
            onChange={(event) => change("closed", event.target.checked ? "1" : "")}
          />
          <Trans>Include closed demands</Trans>
        </label>
      </search>
      {isSignedIn && (
        <Awaited>
          <SavedSearches
            shown={{ words, order, closed }}
            onShow={({ words, order, closed }) => {
              setSearch({ ...(words && { q: words }), ...(order && { order }), ...(closed && { closed: "1" }) });
              setChosen((count) => count + 1);
            }}
          />
        </Awaited>
      )}
      <Found key={`${asked} ${chosen}`} asked={asked} chosen={chosen} />
    </div>
  );
}

/** The page was come to from making an account. */
function hasArrived(): boolean {
  return (history.state as { hasArrived?: boolean } | null)?.hasArrived === true;
}

/** What somebody who is here for the first time has to know. */
function Welcome() {
  return (
    <header className={styles.welcome}>
      <h1>
        <Trans>IT services that are wanted</Trans>
      </h1>
      <p>
        <Trans>
          Bid on what others need, or publish what you need. <Link href={routes.signUp}>Create an account</Link>
        </Trans>
      </p>
    </header>
  );
}

/** What is typed is asked for when typing pauses, or at once with Enter. */
function Words({ words, onChange }: { words: string; onChange: (words: string) => void }) {
  const { t } = useLingui();
  const [typed, setTyped] = useState(words);
  const [timer, setTimer] = useState<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(timer), [timer]);
  const type = (value: string) => {
    setTyped(value);
    clearTimeout(timer);
    setTimer(setTimeout(() => onChange(value.trim()), 250));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    clearTimeout(timer);
    onChange(typed.trim());
  };
  return (
    <form onSubmit={submit} className={styles.words}>
      <input
        type="search"
        className={styles.input}
        aria-label={t`Search demands`}
        placeholder={t`Words or skills`}
        value={typed}
        maxLength={500}
        onChange={(event) => type(event.target.value)}
      />
    </form>
  );
}

/** `chosen` counts the saved searches that were shown: what was found before is asked for again. */
function Found({ asked, chosen }: { asked: string; chosen: number }) {
  const { words, order, closed } = JSON.parse(asked) as { words: string; order: DemandOrder; closed: boolean };
  const [renewed, setRenewed] = useState(0);
  const [isRenewing, startRenewing] = useTransition();
  const filter = { text: words || null, ...(!closed && { states: ["OPEN" as const] }) };
  const query = useLazyLoadQuery<MarketQuery>(
    graphql`
      query MarketQuery($filter: DemandFilter, $order: DemandOrder, $count: Int!, $cursor: String) {
        ...Market_demands @arguments(filter: $filter, order: $order, count: $count, cursor: $cursor)
      }
    `,
    { filter, order, count: 20, cursor: null },
    { fetchPolicy: "store-and-network", fetchKey: `${useTry()}.${renewed}.${chosen}` },
  );
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<MarketListQuery, Market_demands$key>(
    graphql`
      fragment Market_demands on Query
      @refetchable(queryName: "MarketListQuery")
      @argumentDefinitions(
        filter: { type: "DemandFilter" }
        order: { type: "DemandOrder" }
        count: { type: "Int" }
        cursor: { type: "String" }
      ) {
        demands(filter: $filter, order: $order, first: $count, after: $cursor) @connection(key: "Market_demands") {
          cursor
          edges {
            node {
              id
              ...DemandRow_demand
            }
          }
        }
      }
    `,
    query,
  );
  const { demands } = data;
  const arrived = useArrived(filter, demands.cursor, new Set(demands.edges.map(({ node }) => node.id)));
  return (
    <section aria-busy={isRenewing} className={styles.found}>
      <div aria-live="polite">
        {arrived > 0 && (
          <button type="button" className={styles.bar} onClick={() => startRenewing(() => setRenewed(renewed + 1))}>
            <Plural value={arrived} one="# new demand" other="# new demands" />
            <span>
              <Trans>Show</Trans>
            </span>
          </button>
        )}
      </div>
      {demands.edges.length === 0 ? (
        <p className={styles.nothing}>
          {words ? (
            <Trans>No demand fits. Fewer words find more.</Trans>
          ) : (
            <Trans>There is no open demand at the moment.</Trans>
          )}
        </p>
      ) : (
        <ul className={styles.list}>
          {demands.edges.map(({ node }) => (
            <DemandRow key={node.id} demand={node} />
          ))}
        </ul>
      )}
      {hasNext && (
        <Button className={styles.more ?? ""} isPending={isLoadingNext} onPress={() => loadNext(20)}>
          <Trans>Show more</Trans>
        </Button>
      )}
    </section>
  );
}

/** How many demands that are not among those shown were published since the cursor. */
function useArrived(filter: object, cursor: string, shown: Set<string>): number {
  const [published, setPublished] = useState<{ from: string; ids: Set<string> }>({ from: cursor, ids: new Set() });
  if (published.from !== cursor) setPublished({ from: cursor, ids: new Set() });
  useFollowing<MarketFollowSubscription>(
    graphql`
      subscription MarketFollowSubscription($filter: DemandFilter, $after: String) {
        market(filter: $filter, after: $after) {
          cursor
          event {
            __typename
            ... on DemandPublished {
              demand {
                id
              }
            }
            ... on DemandAmended {
              demand {
                id
                ...DemandRow_demand
              }
            }
            ... on BiddingClosed {
              demand {
                id
                state
              }
            }
            ... on DemandStateChanged {
              demand {
                id
                state
              }
            }
          }
        }
      }
    `,
    { filter, after: cursor },
    {
      onEvent: ({ market: { event } }) => {
        if (event.__typename !== "DemandPublished") return;
        const { id } = event.demand as { id: string };
        setPublished(({ from, ids }) => ({ from, ids: new Set([...ids, id]) }));
      },
    },
  );
  return [...published.ids].filter((id) => !shown.has(id)).length;
}
