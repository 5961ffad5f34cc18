/** The record of a contract: what each side has done, the newest first, and whether anybody has touched it. */
import { Trans, useLingui } from "@lingui/react/macro";
import { startTransition, useCallback, useState } from "react";
import { graphql, useFragment, useLazyLoadQuery, usePaginationFragment } from "react-relay";
import { Link } from "wouter";
import type { ContractRecord_contract$key } from "../__generated__/ContractRecord_contract.graphql";
import type { ContractRecord_entry$key } from "../__generated__/ContractRecord_entry.graphql";
import type { ContractRecordCheckQuery } from "../__generated__/ContractRecordCheckQuery.graphql";
import type { ContractRecordFollowSubscription } from "../__generated__/ContractRecordFollowSubscription.graphql";
import type { ContractRecordPageQuery } from "../__generated__/ContractRecordPageQuery.graphql";
import type { ContractRecordQuery } from "../__generated__/ContractRecordQuery.graphql";
import { useFollowing } from "../network/following";
import { readNow } from "../network/readings";
import { Button } from "../parts/Button";
import { nameOf } from "../parts/enums";
import { NothingHere, useTry } from "../parts/Failure";
import { useTexts } from "../parts/texts";
import { useTitle } from "../parts/title";
import { Broken, Verdict } from "../workbench/Checking";
import styles from "../workbench/Record.module.css";
import { type Checking, pageIn, type Read, useChecking } from "../workbench/useChecking";
import { factsIn } from "./entries";
import { contractActions } from "./names";

const PAGE = 50;

export default function ContractRecord({ id }: { id: string }) {
  const { t } = useLingui();
  const [changes, setChanges] = useState(0);
  const { contract } = useLazyLoadQuery<ContractRecordQuery>(
    graphql`
      query ContractRecordQuery($id: ID!, $count: Int!) {
        contract(id: $id) {
          id
          number
          cursor
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
          ...ContractRecord_contract @arguments(count: $count)
        }
      }
    `,
    { id, count: PAGE },
    { fetchPolicy: "network-only", fetchKey: `${useTry()} ${changes}` },
  );
  const isParty = Boolean(contract?.awarder.myRole ?? contract?.receiver.myRole);
  useTitle(contract && isParty ? t`Record of the contract ${contract.number}` : null);
  if (!contract || !isParty) return <NothingHere />;
  const names = { AWARDER: contract.awarder.name, RECEIVER: contract.receiver.name };
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>
        <Trans>
          Record of the contract <Link href={`/contracts/${id}`}>{contract.number}</Link>
        </Trans>
      </h1>
      <Entries
        contract={contract}
        after={contract.cursor}
        names={names}
        onChange={() => startTransition(() => setChanges((count) => count + 1))}
      />
    </div>
  );
}

/** The parties by their sides. */
type Names = Readonly<Record<string, string>>;

interface EntriesProps {
  contract: ContractRecord_contract$key;
  after: string;
  names: Names;
  onChange: () => void;
}

function Entries({ after, names, onChange, ...given }: EntriesProps) {
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<
    ContractRecordPageQuery,
    ContractRecord_contract$key
  >(
    graphql`
      fragment ContractRecord_contract on Contract
      @refetchable(queryName: "ContractRecordPageQuery")
      @argumentDefinitions(count: { type: "Int" }, cursor: { type: "String" }) {
        id
        record(order: NEWEST, first: $count, after: $cursor)
          @connection(key: "ContractRecord_record", filters: []) {
          edges {
            node {
              seq
              ...ContractRecord_entry
            }
          }
        }
      }
    `,
    given.contract,
  );
  const checking = useChecking(data.id, useReadingEntries(data.id));
  useFollowing<ContractRecordFollowSubscription>(
    graphql`
      subscription ContractRecordFollowSubscription($id: ID!, $after: String) {
        contract(id: $id, after: $after) {
          cursor
          event {
            __typename
          }
        }
      }
    `,
    { id: data.id, after },
    {
      // Events say what a contract is, and not what was written down about it.
      onEvent: () => {
        onChange();
        checking.goOn();
      },
      onEnd: onChange,
    },
  );
  return (
    <>
      <Verdict checking={checking} />
      <ol className={styles.entries} reversed>
        {data.record.edges.map(({ node }) => (
          <EntryRow key={node.seq} entry={node} names={names} checking={checking} />
        ))}
      </ol>
      {hasNext && (
        <Button onPress={() => loadNext(PAGE)} isPending={isLoadingNext}>
          <Trans>Show earlier ones</Trans>
        </Button>
      )}
    </>
  );
}

function useReadingEntries(id: string): Read {
  return useCallback(
    async (environment, page) => {
      const answer = await readNow<ContractRecordCheckQuery>(
        environment,
        graphql`
          query ContractRecordCheckQuery($id: ID!, $first: Int!, $after: String) {
            contract(id: $id) {
              id
              recordLength
              recordDigest
              checked: record(first: $first, after: $after) {
                edges {
                  node {
                    seq
                    canonical
                    digest
                    texts {
                      name
                      digest
                      salt
                      text
                    }
                  }
                }
                pageInfo {
                  hasNextPage
                  endCursor
                }
              }
            }
          }
        `,
        { id, ...page },
      );
      return pageIn(answer.contract);
    },
    [id],
  );
}

interface EntryRowProps {
  entry: ContractRecord_entry$key;
  names: Names;
  checking: Checking;
}

function EntryRow({ names, checking, ...given }: EntryRowProps) {
  const { i18n } = useLingui();
  const { moment } = useTexts();
  const { seq, action, actor, side, occurredAt, canonical, digest, texts } = useFragment(
    graphql`
      fragment ContractRecord_entry on ContractEntry {
        seq
        action
        side
        occurredAt
        canonical
        digest
        texts {
          name
          text
        }
        actor {
          id
          name
        }
      }
    `,
    given.entry,
  );
  const broken = checking.broken?.seq === seq ? checking.broken : null;
  const by = [actor?.name, side && names[side], moment(occurredAt)];
  return (
    <li className={styles.entry} data-broken={broken !== null || undefined} value={seq}>
      <p className={styles.line}>
        <span className={styles.seq}>{seq}</span>
        <strong>{nameOf(i18n, contractActions, action)}</strong>
        <About canonical={canonical} />
        <span className={styles.by}>{[...new Set(by)].filter(Boolean).join(" · ")}</span>
      </p>
      {texts.map(
        ({ name, text }) =>
          text && (
            <p key={name} className={styles.reason}>
              {text}
            </p>
          ),
      )}
      {broken && <Broken broken={broken} />}
      <details className={styles.details}>
        <summary>
          <Trans>For checking: the entry as data, and its fingerprint</Trans>
        </summary>
        <code>{canonical}</code>
        <code>{digest}</code>
      </details>
    </li>
  );
}

/** Which stage an entry is about, and which amounts. */
function About({ canonical }: { canonical: string }) {
  const { t } = useLingui();
  const { money } = useTexts();
  const { stage, amount, toReceiver, toAwarder } = factsIn(canonical);
  const said = [
    stage && t`Stage ${stage}`,
    amount && money(amount),
    toReceiver && t`${money(toReceiver)} to the contractor`,
    toAwarder && t`${money(toAwarder)} to the client`,
  ].filter(Boolean);
  return said.length > 0 ? <span>{said.join(" · ")}</span> : null;
}
