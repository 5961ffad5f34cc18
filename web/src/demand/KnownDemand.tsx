/** A demand that is there: a draft, or what was published. */
import { Trans, useLingui } from "@lingui/react/macro";
import { startTransition, useState } from "react";
import { graphql, useLazyLoadQuery } from "react-relay";
import type { KnownDemandQuery } from "../__generated__/KnownDemandQuery.graphql";
import { NothingHere, useTry } from "../parts/Failure";
import { filesBegunWith, type KeptFiles } from "../parts/keptFiles";
import type { Writing } from "../parts/merging";
import { Notice } from "../parts/Notice";
import { useTitle } from "../parts/title";
import { useUploads } from "../parts/useUploads";
import { useBefore } from "../parts/useWriting";
import { Amending } from "./Amending";
import { BriefForm } from "./BriefForm";
import { type BriefText, textOf } from "./brief";
import { Client } from "./Client";
import styles from "./DemandEditor.module.css";
import { Discarding } from "./Discarding";
import { Drafting } from "./Drafting";
import { type EditedDemandKey, useEdited } from "./edited";
import { namesOf, useBriefKept } from "./useBriefKept";
import { useMergedBrief } from "./useMergedBrief";

export function KnownDemand({ id }: { id: string }) {
  const [readings, setReadings] = useState(0);
  const [discarded, setDiscarded] = useState(0);
  const { viewer, demand, defaultCriteria, leastBiddingSeconds } = useLazyLoadQuery<KnownDemandQuery>(
    graphql`
      query KnownDemandQuery($id: ID!) {
        viewer {
          id
        }
        demand(id: $id) {
          __typename
          ... on BiddingDemand {
            ...edited_demand
          }
        }
        defaultCriteria {
          key
          goal
        }
        leastBiddingSeconds
      }
    `,
    { id },
    { fetchPolicy: "network-only", fetchKey: `${useTry()} ${readings}` },
  );
  if (demand?.__typename !== "BiddingDemand" || !viewer) return <NothingHere />;
  const readAgain = () => startTransition(() => setReadings((count) => count + 1));
  return (
    <Editor
      key={discarded}
      viewerId={viewer.id}
      demand={demand}
      goals={defaultCriteria}
      leastSeconds={leastBiddingSeconds}
      onConflict={readAgain}
      onDiscard={() => setDiscarded((count) => count + 1)}
    />
  );
}

interface EditorProps {
  viewerId: string;
  demand: EditedDemandKey;
  goals: readonly { readonly key: string; readonly goal: string }[];
  leastSeconds: number;
  onConflict: () => void;
  /** What was typed is gone: the form begins anew. */
  onDiscard: () => void;
}

/** What is typed and not saved is kept on the device, and merged with what stands when the form is opened again. */
function Editor({ viewerId, goals, leastSeconds, onConflict, onDiscard, ...read }: EditorProps) {
  const { t } = useLingui();
  const demand = useEdited(read.demand);
  const names = namesOf(demand.id);
  const kept = useBefore<Writing<BriefText>>(names.brief, viewerId);
  const files = filesBegunWith(demand.attachments, useBefore<KeptFiles>(names.files, viewerId));
  const [brief, setBrief] = useState(() => kept?.text ?? textOf(demand));
  const uploads = useUploads(files.known, files.kept);
  const merged = useMergedBrief(demand, brief, setBrief, uploads, kept);
  const { isKept, forget } = useBriefKept(demand.id, viewerId, merged, uploads, demand.attachments);
  const discard = () => {
    forget();
    onDiscard();
  };
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
  const hasDeadline = isDraft && demand.actions.includes("EXTEND_DEADLINE");
  const given = { brief, uploads, demand, merged, hasDeadline, leastSeconds, onConflict, onDone: forget };
  return (
    <div className={styles.page}>
      <h1>{isDraft ? t`Draft of a demand` : t`Change the demand`}</h1>
      <Client name={demand.awarder.name} />
      <Sending {...given} partyId="" client={demand.awarder.name} aside={isKept && <Discarding onDiscard={discard} />}>
        {(problems) => (
          <BriefForm
            brief={brief}
            onChange={setBrief}
            goals={goals}
            uploads={uploads}
            problems={problems}
            isPublished={!isDraft}
            hasDeadline={hasDeadline}
            leastSeconds={leastSeconds}
          />
        )}
      </Sending>
    </div>
  );
}
