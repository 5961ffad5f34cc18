/** A demand that is written for the first time: what is typed is kept on the device until there is a draft. */
import { useLingui } from "@lingui/react/macro";
import { startTransition, useDeferredValue, useState } from "react";
import { graphql, useLazyLoadQuery } from "react-relay";
import type { NewDemandQuery } from "../__generated__/NewDemandQuery.graphql";
import { endWelcome } from "../account/welcome";
import { NothingHere, useTry } from "../parts/Failure";
import { useKeptUploads } from "../parts/keptFiles";
import { Select } from "../parts/Select";
import { useTitle } from "../parts/title";
import { dropWritten, useWriting } from "../parts/useWriting";
import { BriefForm } from "./BriefForm";
import { type BriefText, newBrief } from "./brief";
import { Client } from "./Client";
import styles from "./DemandEditor.module.css";
import { Discarding } from "./Discarding";
import { Drafting } from "./Drafting";
import { useEdited } from "./edited";
import { useBriefKept } from "./useBriefKept";
import { useMergedBrief } from "./useMergedBrief";

/** A new demand as it is typed. */
interface NewText {
  partyId: string;
  brief: BriefText;
}

/** What the files of it are kept under. */
const FILES = "demand.files";

interface NewDemandProps {
  /** Of the draft, as soon as there is one. */
  id: string | null;
  onMade: (id: string) => void;
  /** What was typed is gone: the form begins anew. */
  onDiscard: () => void;
}

export function NewDemand({ id, onMade, onDiscard }: NewDemandProps) {
  const { t } = useLingui();
  const [readings, setReadings] = useState(0);
  // The form stays until the draft has been read.
  const draftId = useDeferredValue(id);
  const { viewer, defaultCriteria, leastBiddingSeconds, ...read } = useLazyLoadQuery<NewDemandQuery>(
    graphql`
      query NewDemandQuery($id: ID!, $isMade: Boolean!) {
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
        leastBiddingSeconds
        demand(id: $id) @include(if: $isMade) {
          __typename
          ... on BiddingDemand {
            ...edited_demand
          }
        }
      }
    `,
    { id: draftId ?? "", isMade: draftId !== null },
    { fetchPolicy: "store-and-network", fetchKey: `${useTry()} ${readings}` },
  );
  const draft = useEdited(read.demand?.__typename === "BiddingDemand" ? read.demand : null);
  const parties = viewer?.parties.filter(({ closedAt }) => !closedAt) ?? [];
  const first = (): NewText => ({ partyId: parties.at(-1)?.id ?? "", brief: newBrief(defaultCriteria) });
  const { terms, isKept, change, forget } = useWriting(id === null ? "demand" : null, first, viewer?.id ?? null);
  const { partyId, brief } = terms;
  const uploads = useKeptUploads(FILES, viewer?.id ?? null, id !== null);
  const write = (next: (before: BriefText) => BriefText) =>
    change((before) => ({ ...before, brief: next(before.brief) }));
  const merged = useMergedBrief(draft, brief, write, uploads);
  useBriefKept(id, viewer?.id ?? null, merged, uploads, draft?.attachments ?? []);
  useTitle(draft?.title || t`A new demand`);
  if (!viewer) return <NothingHere />;
  const readAgain = () => startTransition(() => setReadings((count) => count + 1));
  const made = (id: string) => {
    forget();
    endWelcome();
    onMade(id);
  };
  const discard = () => {
    forget();
    dropWritten(FILES, viewer.id);
    onDiscard();
  };
  return (
    <div className={styles.page}>
      <h1>{id === null ? t`A new demand` : t`Draft of a demand`}</h1>
      {id !== null && draft && <Client name={draft.awarder.name} />}
      {id === null && parties.length === 1 && <Client name={parties[0]?.name ?? ""} isAlone />}
      {id === null && parties.length > 1 && (
        <Select label={t`Client`} value={partyId} onChange={(partyId) => change((before) => ({ ...before, partyId }))}>
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
        client={draft?.awarder.name ?? parties.find((each) => each.id === partyId)?.name ?? ""}
        demand={draft}
        merged={merged}
        hasDeadline
        leastSeconds={leastBiddingSeconds}
        onConflict={readAgain}
        onMade={made}
        aside={id === null && (isKept || uploads.files.length > 0) && <Discarding onDiscard={discard} />}
      >
        {(problems) => (
          <BriefForm
            brief={brief}
            onChange={write}
            goals={defaultCriteria}
            uploads={uploads}
            problems={problems}
            leastSeconds={leastBiddingSeconds}
          />
        )}
      </Drafting>
    </div>
  );
}
