/** Writing a demand: a draft first, which is published; what was published is amended, after a look at what that means. */
import { Trans, useLingui } from "@lingui/react/macro";
import { startTransition, useDeferredValue, useEffect, useState } from "react";
import { graphql, useFragment, useLazyLoadQuery } from "react-relay";
import { useLocation } from "wouter";
import type { DemandEditor_demand$key } from "../__generated__/DemandEditor_demand.graphql";
import type { DemandEditorNewQuery } from "../__generated__/DemandEditorNewQuery.graphql";
import type { DemandEditorQuery } from "../__generated__/DemandEditorQuery.graphql";
import { NothingHere, useTry } from "../parts/Failure";
import { Notice } from "../parts/Notice";
import { Select } from "../parts/Select";
import { useTitle } from "../parts/title";
import { useUploads } from "../parts/useUploads";
import { useWriting } from "../parts/useWriting";
import { Amending } from "./Amending";
import { BriefForm } from "./BriefForm";
import { type BriefText, newBrief, textOf } from "./brief";
import styles from "./DemandEditor.module.css";
import { Drafting } from "./Drafting";

const DEMAND = graphql`
  fragment DemandEditor_demand on BiddingDemand {
    id
    title
    description
    skills
    state
    version
    audience
    budget {
      low {
        amount
      }
      high {
        amount
      }
    }
    currency
    durationDays
    deadlineAt
    bidding
    bidCount
    isBidCountPublic
    criteria {
      key
      weight
    }
    attachments {
      id
      fileName
      byteSize
      thumbnailUrl
    }
    actions
  }
`;

/** A new demand as it is typed. */
interface NewText {
  partyId: string;
  brief: BriefText;
}

export default function DemandEditor({ id }: { id: string | null }) {
  // The draft that was made of a new demand here: its address is another one, and the form goes on with what is typed.
  const [made, setMade] = useState<string | null>(null);
  const [, go] = useLocation();
  useEffect(() => {
    if (made !== null) go(`/demands/${made}/edit`, { replace: true });
  }, [made, go]);
  return id === null || id === made ? <NewDemand id={id} onMade={setMade} /> : <KnownDemand key={id} id={id} />;
}

interface NewDemandProps {
  /** Of the draft, as soon as there is one. */
  id: string | null;
  onMade: (id: string) => void;
}

/** What is typed before there is a draft is kept on the device. */
function NewDemand({ id, onMade }: NewDemandProps) {
  const { t } = useLingui();
  const [readings, setReadings] = useState(0);
  // The form stays until the draft has been read.
  const draftId = useDeferredValue(id);
  const { viewer, defaultCriteria, ...read } = useLazyLoadQuery<DemandEditorNewQuery>(
    graphql`
      query DemandEditorNewQuery($id: ID!, $isMade: Boolean!) {
        viewer {
          id
          parties {
            id
            name
            closedAt
          }
        }
        defaultCriteria {
          key
          weight
          goal
        }
        demand(id: $id) @include(if: $isMade) {
          __typename
          ... on BiddingDemand {
            ...DemandEditor_demand
          }
        }
      }
    `,
    { id: draftId ?? "", isMade: draftId !== null },
    { fetchPolicy: "store-and-network", fetchKey: `${useTry()} ${readings}` },
  );
  const draft = useFragment<DemandEditor_demand$key>(
    DEMAND,
    read.demand?.__typename === "BiddingDemand" ? read.demand : null,
  );
  const parties = viewer?.parties.filter(({ closedAt }) => !closedAt) ?? [];
  const { terms, change, forget } = useWriting<NewText>(id === null ? "demand" : null, () => ({
    partyId: parties.at(-1)?.id ?? "",
    brief: newBrief(defaultCriteria),
  }));
  const { partyId, brief } = terms;
  const uploads = useUploads([]);
  useTitle(draft?.title || t`A new demand`);
  if (!viewer) return <NothingHere />;
  const write = (next: (before: BriefText) => BriefText) =>
    change((before) => ({ ...before, brief: next(before.brief) }));
  const readAgain = () => startTransition(() => setReadings((count) => count + 1));
  const made = (id: string) => {
    forget();
    onMade(id);
  };
  return (
    <div className={styles.page}>
      <h1>{id === null ? t`A new demand` : t`Draft of a demand`}</h1>
      {id === null && parties.length > 1 && (
        <Select label={t`Awarder`} value={partyId} onChange={(partyId) => change((before) => ({ ...before, partyId }))}>
          {parties.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
      <Drafting
        brief={brief}
        uploads={uploads}
        partyId={partyId}
        demand={draft ?? null}
        onConflict={readAgain}
        onMade={made}
      >
        {(problems) => (
          <BriefForm
            brief={brief}
            onChange={write}
            goals={defaultCriteria}
            uploads={uploads}
            problems={problems}
            isKnown={id !== null}
          />
        )}
      </Drafting>
    </div>
  );
}

function KnownDemand({ id }: { id: string }) {
  const [readings, setReadings] = useState(0);
  const { demand, defaultCriteria } = useLazyLoadQuery<DemandEditorQuery>(
    graphql`
      query DemandEditorQuery($id: ID!) {
        demand(id: $id) {
          __typename
          ... on BiddingDemand {
            ...DemandEditor_demand
          }
        }
        defaultCriteria {
          key
          goal
        }
      }
    `,
    { id },
    { fetchPolicy: "network-only", fetchKey: `${useTry()} ${readings}` },
  );
  if (demand?.__typename !== "BiddingDemand") return <NothingHere />;
  const readAgain = () => startTransition(() => setReadings((count) => count + 1));
  return <Editor demand={demand} goals={defaultCriteria} onConflict={readAgain} />;
}

interface EditorProps {
  demand: DemandEditor_demand$key;
  goals: readonly { readonly key: string; readonly goal: string }[];
  onConflict: () => void;
}

function Editor({ goals, onConflict, ...given }: EditorProps) {
  const { t } = useLingui();
  const demand = useFragment(DEMAND, given.demand);
  const [brief, setBrief] = useState(() => textOf(demand));
  const uploads = useUploads(demand.attachments);
  useTitle(demand.title);
  if (!demand.actions.includes("AMEND")) {
    return (
      <div className={styles.page}>
        <h1>{demand.title}</h1>
        <Notice>
          <Trans>This demand can no longer be changed, or not by you.</Trans>
        </Notice>
      </div>
    );
  }
  const isDraft = demand.state === "DRAFT";
  const Sending = isDraft ? Drafting : Amending;
  return (
    <div className={styles.page}>
      <h1>{isDraft ? t`Draft of a demand` : t`Change the demand`}</h1>
      <Sending brief={brief} uploads={uploads} demand={demand} partyId="" onConflict={onConflict}>
        {(problems) => (
          <BriefForm
            brief={brief}
            onChange={setBrief}
            goals={goals}
            uploads={uploads}
            problems={problems}
            isKnown
            hasDeadline={isDraft && demand.actions.includes("EXTEND_DEADLINE")}
          />
        )}
      </Sending>
    </div>
  );
}
