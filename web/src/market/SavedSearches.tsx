/** Searches of the market that somebody keeps, with how much is new in each, as it comes. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useLazyLoadQuery } from "react-relay";
import type { SavedSearchesDeleteMutation } from "../__generated__/SavedSearchesDeleteMutation.graphql";
import type { SavedSearchesEditMutation } from "../__generated__/SavedSearchesEditMutation.graphql";
import type { SavedSearchesFollowSubscription } from "../__generated__/SavedSearchesFollowSubscription.graphql";
import type { SavedSearchesQuery } from "../__generated__/SavedSearchesQuery.graphql";
import type { SavedSearchesReadMutation } from "../__generated__/SavedSearchesReadMutation.graphql";
import type { DemandOrder, SavedSearchesSaveMutation } from "../__generated__/SavedSearchesSaveMutation.graphql";
import { keyOfTry, useAct } from "../network/acting";
import { useFollowing } from "../network/following";
import type { Refusal } from "../network/refusals";
import { Asking } from "../parts/Asking";
import { Button } from "../parts/Button";
import { useTry } from "../parts/Failure";
import { Field } from "../parts/Field";
import styles from "./SavedSearches.module.css";

export interface Shown {
  words: string;
  order: DemandOrder;
  /** With demands that take no more bids. */
  closed: boolean;
}

type Saved = NonNullable<SavedSearchesQuery["response"]["viewer"]>["savedSearches"]["edges"][number]["node"];

interface SavedSearchesProps {
  shown: Shown;
  onShow: (shown: Shown) => void;
}

export default function SavedSearches({ shown, onShow }: SavedSearchesProps) {
  const { t } = useLingui();
  const [changes, setChanges] = useState(0);
  const [asking, setAsking] = useState<"save" | Saved | null>(null);
  const { viewer } = useLazyLoadQuery<SavedSearchesQuery>(
    graphql`
      query SavedSearchesQuery {
        viewer {
          id
          savedSearches(first: 100) {
            cursor
            edges {
              node {
                id
                name
                version
                newCount
                isAlerting
                order
                filter {
                  text
                  skills
                  states
                }
              }
            }
          }
        }
      }
    `,
    {},
    { fetchPolicy: "store-and-network", fetchKey: `${useTry()} ${changes}` },
  );
  const renew = () => setChanges((count) => count + 1);
  useFollowing<SavedSearchesFollowSubscription>(
    graphql`
      subscription SavedSearchesFollowSubscription($after: String) {
        savedSearches(after: $after) {
          cursor
          event {
            __typename
            ... on SearchMatched {
              savedSearch {
                id
                newCount
              }
            }
          }
        }
      }
    `,
    viewer ? { after: viewer.savedSearches.cursor } : null,
    { onEvent: ({ savedSearches }) => savedSearches.event.__typename !== "SearchMatched" && renew(), onEnd: renew },
  );
  const [read] = useAct<SavedSearchesReadMutation>(graphql`
    mutation SavedSearchesReadMutation($input: MarkSavedSearchReadInput!) {
      markSavedSearchRead(input: $input) {
        __typename
        ... on SavedSearch {
          id
          newCount
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  if (!viewer) return null;
  const searches = viewer.savedSearches.edges.map(({ node }) => node);
  const show = (search: Saved) => {
    onShow(shownBy(search));
    if (search.newCount > 0) void read({ savedSearchId: search.id, idempotencyKey: keyOfTry() });
  };
  const isKept = searches.some((search) => JSON.stringify(shownBy(search)) === JSON.stringify(shown));
  const isWorthIt = shown.words !== "" && !isKept;
  if (searches.length === 0 && !isWorthIt) return null;
  const close = () => setAsking(null);
  return (
    <div className={styles.saved}>
      <ul className={styles.list} aria-label={t`Saved searches`}>
        {searches.map((search) => (
          <li key={search.id} className={styles.item}>
            <Button look="quiet" onPress={() => show(search)}>
              {search.name}
              {search.newCount > 0 && (
                <span className={styles.count}>
                  <Trans>{search.newCount} new</Trans>
                </span>
              )}
            </Button>
            <Button look="quiet" aria-label={t`Change the search ${search.name}`} onPress={() => setAsking(search)}>
              …
            </Button>
          </li>
        ))}
      </ul>
      {isWorthIt && (
        <Button onPress={() => setAsking("save")}>
          <Trans>Save this search</Trans> …
        </Button>
      )}
      {asking === "save" && <Save shown={shown} onDone={renew} onClose={close} />}
      {asking !== null && asking !== "save" && <Edit search={asking} onDone={renew} onClose={close} />}
    </div>
  );
}

/** What the page can show of a search: one that another program saved may have more conditions. */
function shownBy({ filter, order }: Saved): Shown {
  return {
    words: [filter.text, ...filter.skills].filter(Boolean).join(" "),
    order: order ?? "NEWEST",
    closed: filter.states.length !== 1 || filter.states[0] !== "OPEN",
  };
}

interface DoneProps {
  onDone: () => void;
  onClose: () => void;
}

function Save({ shown, onDone, onClose }: DoneProps & { shown: Shown }) {
  const { t } = useLingui();
  const [name, setName] = useState(shown.words.slice(0, 60));
  const [isAlerting, setAlerting] = useState(true);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [act, isActing] = useAct<SavedSearchesSaveMutation>(graphql`
    mutation SavedSearchesSaveMutation($input: SaveSearchInput!) {
      saveSearch(input: $input) {
        __typename
        ... on SavedSearch {
          id
          name
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async (idempotencyKey: string) => {
    const filter = { text: shown.words || null, ...(!shown.closed && { states: ["OPEN" as const] }) };
    const { refusal } = await act({ name, filter, order: shown.order, isAlerting, idempotencyKey });
    if (!refusal) onDone();
    return refusal;
  };
  return (
    <Asking
      title={t`Save this search`}
      button={t`Save`}
      isActing={isActing}
      shown={["name"]}
      act={send}
      onRefusal={setRefusal}
      onClose={onClose}
    >
      <Field label={t`Name`} value={name} onChange={setName} isRequired autoFocus problem={refusal?.fields.name} />
      <Alerting isAlerting={isAlerting} onChange={setAlerting} />
    </Asking>
  );
}

function Edit({ search, onDone, onClose }: DoneProps & { search: Saved }) {
  const { t } = useLingui();
  const [name, setName] = useState(search.name);
  const [isAlerting, setAlerting] = useState(search.isAlerting);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [edit, isEditing] = useAct<SavedSearchesEditMutation>(graphql`
    mutation SavedSearchesEditMutation($input: EditSavedSearchInput!) {
      editSavedSearch(input: $input) {
        __typename
        ... on SavedSearch {
          id
          name
          isAlerting
          version
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const [remove, isRemoving] = useAct<SavedSearchesDeleteMutation>(graphql`
    mutation SavedSearchesDeleteMutation($input: DeleteSavedSearchInput!) {
      deleteSavedSearch(input: $input) {
        __typename
        ... on SavedSearch {
          id
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async (idempotencyKey: string) => {
    const given = { savedSearchId: search.id, expectedVersion: search.version, name, isAlerting };
    const { refusal } = await edit({ ...given, idempotencyKey });
    onDone();
    return refusal;
  };
  const takeAway = async () => {
    const { refusal } = await remove({ savedSearchId: search.id, idempotencyKey: keyOfTry() });
    setRefusal(refusal);
    if (refusal) return;
    onDone();
    onClose();
  };
  return (
    <Asking
      title={t`Saved search`}
      button={t`Save`}
      isActing={isEditing}
      shown={["name"]}
      act={send}
      onRefusal={setRefusal}
      onClose={onClose}
    >
      <Field label={t`Name`} value={name} onChange={setName} isRequired problem={refusal?.fields.name} />
      <Alerting isAlerting={isAlerting} onChange={setAlerting} />
      <p>
        <Button look="danger" isPending={isRemoving} onPress={takeAway}>
          <Trans>Delete the search</Trans>
        </Button>
      </p>
    </Asking>
  );
}

function Alerting({ isAlerting, onChange }: { isAlerting: boolean; onChange: (isAlerting: boolean) => void }) {
  return (
    <label className={styles.check}>
      <input type="checkbox" checked={isAlerting} onChange={({ target }) => onChange(target.checked)} />
      <Trans>Tell me of new demands</Trans>
    </label>
  );
}
