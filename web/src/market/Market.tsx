/** The market: demands with the newest first, found by their words, and a bar for those that come meanwhile. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useDeferredValue, useEffect, useState, useTransition } from "react";
import { graphql, useLazyLoadQuery, usePaginationFragment } from "react-relay";
import { Link, useSearchParams } from "wouter";
import type { Market_demands$key } from "../__generated__/Market_demands.graphql";
import type { MarketFollowSubscription } from "../__generated__/MarketFollowSubscription.graphql";
import type { MarketListQuery } from "../__generated__/MarketListQuery.graphql";
import type { DemandFilter, MarketQuery, PartyKind } from "../__generated__/MarketQuery.graphql";
import { isWelcome } from "../account/welcome";
import { routes } from "../app/routes";
import { useFollowing } from "../network/following";
import { useSession } from "../network/session";
import { Awaited, lazily } from "../parts/Awaited";
import { Button } from "../parts/Button";
import { nameOf, partyKinds } from "../parts/enums";
import { useTry } from "../parts/Failure";
import { useTexts } from "../parts/texts";
import { useTitle } from "../parts/title";
import { withSettingsTexts } from "../settings/texts";
import { DemandRow } from "./DemandRow";
import styles from "./Market.module.css";
import { addressOf, filterOf, KINDS, type Search, searchIn } from "./search";

const SavedSearches = lazily(() => import("./SavedSearches"));
const Arrived = lazily(() => import("./Arrived"));
const Unanswered = lazily(() => withSettingsTexts(import("../settings/Unanswered")));

export function Market() {
  const { t } = useLingui();
  const [address, setAddress] = useSearchParams();
  const isSignedIn = useSession() !== null;
  useTitle(t`Market`);
  const [chosen, setChosen] = useState(0);
  const search = searchIn(address);
  const asked = useDeferredValue(JSON.stringify(search));
  const change = (part: Partial<Search>) =>
    setAddress((before) => addressOf({ ...searchIn(before), ...part }), { replace: true });
  return (
    <div className={styles.market}>
      {isSignedIn ? <h1 className="visually-hidden">{t`Market`}</h1> : <Welcome />}
      {isSignedIn && (
        <Awaited>
          {isWelcome() && <Arrived />}
          <Unanswered />
        </Awaited>
      )}
      <search className={styles.search}>
        <Words key={chosen} words={search.words} onChange={(words) => change({ words, whole: false })} />
        <label className={styles.choice}>
          <span className="visually-hidden">{t`Order`}</span>
          <select value={search.order} onChange={(event) => change({ order: event.target.value as Search["order"] })}>
            <option value="NEWEST">{t`Newest first`}</option>
            <option value="CLOSING_SOON">{t`Closing soon`}</option>
            <option value="BUDGET">{t`Largest budget`}</option>
          </select>
        </label>
        <Audience audience={search.audience} onChange={(audience) => change({ audience })} />
        <label className={styles.choice}>
          <input
            type="checkbox"
            checked={search.closed}
            onChange={(event) => change({ closed: event.target.checked })}
          />
          <Trans>Include closed demands</Trans>
        </label>
      </search>
      {isSignedIn && (
        <Awaited>
          <SavedSearches
            shown={search}
            onShow={(kept) => {
              setAddress(addressOf(kept));
              setChosen((count) => count + 1);
            }}
          />
        </Awaited>
      )}
      <Found key={`${asked} ${chosen}`} asked={asked} chosen={chosen} />
      {isSignedIn && (
        <p>
          <HowItWorks />
        </p>
      )}
    </div>
  );
}

interface AudienceProps {
  audience: readonly PartyKind[];
  onChange: (audience: readonly PartyKind[]) => void;
}

/** Who may bid on what is shown: one kind of bidders, or the several of a search that another program has saved. */
function Audience({ audience, onChange }: AudienceProps) {
  const { t, i18n } = useLingui();
  const { list } = useTexts();
  const choices = [[], ...KINDS.map((kind) => [kind]), ...(audience.length > 1 ? [audience] : [])];
  const nameOfAll = (kinds: readonly string[]) => list(kinds.map((kind) => nameOf(i18n, partyKinds, kind)));
  return (
    <label className={styles.choice}>
      <Trans>Open to</Trans>
      <select
        value={audience.join()}
        onChange={({ target }) => onChange(choices.find((kinds) => kinds.join() === target.value) ?? [])}
      >
        {choices.map((kinds) => (
          <option key={kinds.join()} value={kinds.join()}>
            {kinds.length === 0 ? t`any bidders` : nameOfAll(kinds)}
          </option>
        ))}
      </select>
    </label>
  );
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
        </Trans>{" "}
        · <HowItWorks />
      </p>
    </header>
  );
}

function HowItWorks() {
  return (
    <Link href={routes.about}>
      <Trans>How it works</Trans>
    </Link>
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
  const search = JSON.parse(asked) as Search;
  const [renewed, setRenewed] = useState(0);
  const [isRenewing, startRenewing] = useTransition();
  const filter = filterOf(search);
  const query = useLazyLoadQuery<MarketQuery>(
    graphql`
      query MarketQuery($filter: DemandFilter, $order: DemandOrder, $count: Int!, $cursor: String) {
        viewer {
          id
          parties {
            id
          }
        }
        ...Market_demands @arguments(filter: $filter, order: $order, count: $count, cursor: $cursor)
      }
    `,
    { filter, order: search.order, count: 20, cursor: null },
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
  const own = new Set(query.viewer?.parties.map(({ id }) => id));
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
          <Nothing search={search} />
        </p>
      ) : (
        <ul className={styles.list}>
          {demands.edges.map(({ node }) => (
            <DemandRow key={node.id} demand={node} own={own} />
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

function Nothing({ search: { words, audience } }: { search: Search }) {
  if (/\S\s+\S/.test(words)) return <Trans>No demand fits. Fewer words find more.</Trans>;
  return words || audience.length > 0 ? (
    <Trans>No demand fits.</Trans>
  ) : (
    <Trans>There is no open demand at the moment.</Trans>
  );
}

/** How many demands that are not among those shown were published since the cursor. */
function useArrived(filter: DemandFilter, cursor: string, shown: Set<string>): number {
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
