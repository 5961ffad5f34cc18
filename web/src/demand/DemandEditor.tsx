/** Writing a demand: a draft first, which is published; what was published is amended, after a look at what that means. */
import { Trans, useLingui } from "@lingui/react/macro";
import { startTransition, useState } from "react";
import { graphql, useFragment, useLazyLoadQuery } from "react-relay";
import type { DemandEditor_demand$key } from "../__generated__/DemandEditor_demand.graphql";
import type { DemandEditorNewQuery } from "../__generated__/DemandEditorNewQuery.graphql";
import type { DemandEditorQuery } from "../__generated__/DemandEditorQuery.graphql";
import { NothingHere, useTry } from "../parts/Failure";
import { Notice } from "../parts/Notice";
import { Select } from "../parts/Select";
import { useTitle } from "../parts/title";
import { useUploads } from "../parts/useUploads";
import { Amending } from "./Amending";
import { BriefForm } from "./BriefForm";
import { newBrief, textOf } from "./brief";
import styles from "./DemandEditor.module.css";
import { Drafting } from "./Drafting";

export default function DemandEditor({ id }: { id: string | null }) {
  return id === null ? <NewDemand /> : <KnownDemand id={id} />;
}

function NewDemand() {
  const { t } = useLingui();
  const { viewer, defaultCriteria } = useLazyLoadQuery<DemandEditorNewQuery>(
    graphql`
      query DemandEditorNewQuery {
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
      }
    `,
    {},
    { fetchPolicy: "store-and-network", fetchKey: useTry() },
  );
  const parties = viewer?.parties.filter(({ closedAt }) => !closedAt) ?? [];
  const [partyId, setPartyId] = useState(parties.at(-1)?.id ?? "");
  const [brief, setBrief] = useState(() => newBrief(defaultCriteria));
  const uploads = useUploads([]);
  useTitle(t`A new demand`);
  if (!viewer) return <NothingHere />;
  return (
    <div className={styles.page}>
      <h1>{t`A new demand`}</h1>
      {parties.length > 1 && (
        <Select label={t`Awarder`} value={partyId} onChange={setPartyId}>
          {parties.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
      <Drafting brief={brief} uploads={uploads} partyId={partyId} demand={null} onConflict={() => {}}>
        {(problems) => (
          <BriefForm brief={brief} onChange={setBrief} goals={defaultCriteria} uploads={uploads} problems={problems} />
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
  const demand = useFragment(
    graphql`
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
    `,
    given.demand,
  );
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
