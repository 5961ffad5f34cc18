/** Searches of the market that somebody keeps, with how much is new in each, as it comes. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useLazyLoadQuery } from "react-relay";
import type { SavedSearchesDeleteMutation } from "../__generated__/SavedSearchesDeleteMutation.graphql";
import type { SavedSearchesEditMutation } from "../__generated__/SavedSearchesEditMutation.graphql";
import type { SavedSearchesFollowSubscription } from "../__generated__/SavedSearchesFollowSubscription.graphql";
import type { SavedSearchesQuery } from "../__generated__/SavedSearchesQuery.graphql";
import type { SavedSearchesReadMutation } from "../__generated__/SavedSearchesReadMutation.graphql";
import type { SavedSearchesSaveMutation } from "../__generated__/SavedSearchesSaveMutation.graphql";
import { keyOfTry, useAct } from "../network/acting";
import { useFollowing } from "../network/following";
import { useNews } from "../network/news";
import type { Refusal } from "../network/refusals";
import { Asking } from "../parts/Asking";
import { Button } from "../parts/Button";
import { nameOf, partyKinds } from "../parts/enums";
import { useTry } from "../parts/Failure";
import { Field } from "../parts/Field";
import { useTexts } from "../parts/texts";
import styles from "./SavedSearches.module.css";
import { filterOf, isSame, type Search, searchOf } from "./search";

type Saved = NonNullable<SavedSearchesQuery["response"]["viewer"]>["savedSearches"]["edges"][number]["node"];

interface SavedSearchesProps {
  shown: Search;
  onShow: (search: Search) => void;
}

export default function SavedSearches({ shown, onShow }: SavedSearchesProps) {
  const { t } = useLingui();
  const [changes, setChanges] = useState(0);
  // "save", or the id of the search that is changed.
  const [asking, setAsking] = useState<string | null>(null);
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
                  audience
                  budgetAtLeast {
                    amount
                    currency
                  }
                  closesBefore
                }
              }
            }
          }
        }
      }
    `,
    {},
    { fetchPolicy: "store-and-network", fetchKey: `${useTry()} ${changes} ${useNews()}` },
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
    onShow(searchOf(search));
    if (search.newCount > 0) void read({ savedSearchId: search.id, idempotencyKey: keyOfTry() });
  };
  const isKept = searches.some((search) => isSame(searchOf(search), shown));
  const isWorthIt = (shown.words !== "" || shown.audience.length > 0) && !isKept;
  if (searches.length === 0 && !isWorthIt) return null;
  const close = () => setAsking(null);
  const edited = searches.find(({ id }) => id === asking);
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
            <Conditions filter={search.filter} />
            <Button look="quiet" aria-label={t`Change the search ${search.name}`} onPress={() => setAsking(search.id)}>
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
      {edited && <Edit search={edited} onDone={renew} onClose={close} />}
    </div>
  );
}

/** What a search that another program has saved asks for beyond what the page searches by. */
function Conditions({ filter: { budgetAtLeast, closesBefore } }: { filter: Saved["filter"] }) {
  const { t } = useLingui();
  const { deadline, list, money } = useTexts();
  const said = [
    budgetAtLeast && t`budget of at least ${money(budgetAtLeast)}`,
    closesBefore && t`closes before ${deadline(closesBefore)}`,
  ].filter((each) => typeof each === "string");
  return said.length > 0 ? <span className={styles.more}>{list(said)}</span> : null;
}

interface DoneProps {
  onDone: () => void;
  onClose: () => void;
}

function Save({ shown, onDone, onClose }: DoneProps & { shown: Search }) {
  const { t, i18n } = useLingui();
  const { list } = useTexts();
  const kinds = list(shown.audience.map((kind) => nameOf(i18n, partyKinds, kind)));
  const [name, setName] = useState(shown.words.slice(0, 60) || kinds);
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
    const filter = filterOf({ ...shown, whole: true });
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
