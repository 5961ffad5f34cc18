/** Writing a bid: an unfinished draft is saved while it is written, and counts when it is submitted. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { graphql, useFragment, useLazyLoadQuery } from "react-relay";
import { Link, useLocation } from "wouter";
import type { BidEditor_demand$data, BidEditor_demand$key } from "../__generated__/BidEditor_demand.graphql";
import type { BidEditorQuery } from "../__generated__/BidEditorQuery.graphql";
import { routes } from "../app/routes";
import { BudgetText } from "../market/BudgetText";
import type { Refusal } from "../network/refusals";
import { Button } from "../parts/Button";
import { Countdown } from "../parts/Countdown";
import { AmountField } from "../parts/DecimalField";
import { NothingHere, useTry } from "../parts/Failure";
import { Field } from "../parts/Field";
import { Notice, RefusalNotice } from "../parts/Notice";
import { useTitle } from "../parts/title";
import { Uploading } from "../parts/Uploading";
import { useFirstProblem } from "../parts/useFirstProblem";
import { useUploads } from "../parts/useUploads";
import styles from "./BidEditor.module.css";
import { Ended, isLive, useBidsNow } from "./Ended";
import { Fee } from "./Fee";
import { MergedOffer } from "./MergedOffer";
import type { OfferText } from "./offer";
import { Stages } from "./Stages";
import { Submitting } from "./Submitting";
import { type Saved, useDraft } from "./useDraft";
import { eligible, WhoMayBid } from "./WhoMayBid";

export default function BidEditor({ id }: { id: string }) {
  const { demand, viewer, feeBasisPoints } = useLazyLoadQuery<BidEditorQuery>(
    graphql`
      query BidEditorQuery($id: ID!) {
        feeBasisPoints
        viewer {
          id
          parties {
            id
            name
            kind
            closedAt
          }
        }
        demand(id: $id) {
          __typename
          ... on BiddingDemand {
            ...BidEditor_demand
          }
        }
      }
    `,
    { id },
    { fetchPolicy: "network-only", fetchKey: useTry() },
  );
  if (demand?.__typename !== "BiddingDemand" || !viewer) return <NothingHere />;
  return <Chosen demand={demand} viewer={viewer} feeBasisPoints={feeBasisPoints} />;
}

interface Party {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly closedAt: string | null | undefined;
}

interface ChosenProps {
  demand: BidEditor_demand$key;
  viewer: { readonly id: string; readonly parties: readonly Party[] };
  feeBasisPoints: number;
}

/** The party that bids: one that has applied already, or one of those that may. */
function Chosen({ viewer: { id: viewerId, parties }, feeBasisPoints, ...given }: ChosenProps) {
  const { t } = useLingui();
  const demand = useFragment(
    graphql`
      fragment BidEditor_demand on BiddingDemand {
        id
        title
        state
        deadlineAt
        currency
        actions
        audience
        budget {
          low {
            amount
          }
          high {
            amount
          }
          ...BudgetText_budget
        }
        myApplicants {
          id
          state
          version
          actions
          withdrawnAt
          party {
            id
          }
          bid {
            id
            number
            price {
              amount
            }
            durationDays
            proposal
            stages {
              title
              amount {
                amount
              }
              dueAfterDays
            }
            attachments {
              id
              fileName
              byteSize
              thumbnailUrl
            }
          }
          draft {
            id
            number
            savedAt
            price {
              amount
            }
            durationDays
            proposal
            stages {
              title
              amount {
                amount
              }
              dueAfterDays
            }
            attachments {
              id
              fileName
              byteSize
              thumbnailUrl
            }
            problems {
              path
              message
            }
          }
        }
      }
    `,
    given.demand,
  );
  const applicable = eligible(parties, demand.audience);
  const [partyId, setPartyId] = useState(
    () => (demand.myApplicants.find(isLive)?.party.id ?? applicable[0]?.id) || null,
  );
  const party = parties.find(({ id }) => id === partyId);
  useTitle(t`Bid for ${demand.title}`);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <p className={styles.soft}>
          <Link href={`/demands/${demand.id}`}>{demand.title}</Link>
        </p>
        <h1>{t`Your bid`}</h1>
        <p className={styles.facts}>
          {demand.state === "OPEN" && demand.deadlineAt && (
            <span>
              <Trans>
                <Countdown until={demand.deadlineAt} /> left
              </Trans>
            </span>
          )}
          {demand.budget && (
            <span>
              <Trans>
                Budget: <BudgetText budget={demand.budget} />
              </Trans>
            </span>
          )}
        </p>
      </header>
      {applicable.length > 1 && (
        <label className={styles.party}>
          <Trans>Bid of</Trans>
          <select value={partyId ?? ""} onChange={(event) => setPartyId(event.target.value)}>
            {applicable.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      {party ? (
        <Editor key={party.id} demand={demand} partyId={party.id} viewerId={viewerId} feeBasisPoints={feeBasisPoints} />
      ) : (
        <WhoMayBid audience={demand.audience} />
      )}
    </div>
  );
}

interface EditorProps {
  demand: BidEditor_demand$data;
  partyId: string;
  viewerId: string;
  feeBasisPoints: number;
}

function Editor({ demand, partyId, viewerId, feeBasisPoints }: EditorProps) {
  const { t } = useLingui();
  const [, go] = useLocation();
  const latest = demand.myApplicants.find((each) => each.party.id === partyId);
  const application = latest && isLive(latest) ? latest : undefined;
  const uploads = useUploads((application?.draft ?? application?.bid)?.attachments ?? []);
  const [submitting, setSubmitting] = useState<Saved | null>(null);
  const readBids = useBidsNow(demand.id);
  // It is about what this form has not heard of.
  const hear = (refusal: Refusal | null) => {
    if (refusal?.code === "WRONG_STATE") readBids();
  };
  const { id: demandId, currency } = demand;
  const isSubmitting = submitting !== null;
  const draft = useDraft({ demandId, partyId, viewerId, currency, uploads, latest, isSubmitting, onRefusal: hear });
  const offer = draft.writing.text;
  const [isAsked, setAsked] = useState(false);
  // Not what is refused while it is written: that leads nowhere.
  const [lacking, setLacking] = useState<object | null>(null);
  const form = useFirstProblem(lacking);
  const change = (part: Partial<OfferText>) => {
    draft.forget(Object.keys(part));
    draft.write(part);
  };
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (draft.ended) return;
    setAsked(true);
    const saved = await draft.save();
    if (saved?.isComplete) setSubmitting(saved);
    else setLacking({});
  };
  const begin = () => {
    uploads.adopt([], draft.begin());
    setSubmitting(null);
  };
  if (!draft.ended && !application && !demand.actions.includes("APPLY")) {
    return <Notice>{t`This demand takes no bid of yours now.`}</Notice>;
  }
  const isConflict = draft.refusal?.code === "CONFLICT";
  // What a draft lacks is said when it was to be submitted: until then it may lack anything.
  const problems = { ...(isAsked ? draft.problems : {}), ...draft.wrong, ...draft.refusal?.fields };
  return (
    <>
      <form ref={form} className={styles.form} onSubmit={send}>
        {draft.ended && (
          <Ended
            application={draft.ended}
            hasFiles={draft.hasFiles}
            begin={demand.actions.includes("APPLY") ? begin : null}
          />
        )}
        {!draft.ended && (
          <MergedOffer writing={draft.writing} currency={currency} isConflict={isConflict} onChoose={draft.choose} />
        )}
        {!draft.ended && application?.bid && (
          <Notice>
            <Trans>Version {application.bid.number} was submitted and counts until another one is.</Trans>
          </Notice>
        )}
        <div className={styles.pair}>
          <AmountField
            label={t`Price in ${demand.currency}`}
            currency={demand.currency}
            value={offer.price}
            onChange={(price) => change({ price })}
            problem={problems["price.amount"] ?? problems.price}
          />
          <Field
            label={t`Duration in days`}
            inputMode="numeric"
            value={offer.durationDays}
            onChange={(durationDays) => change({ durationDays })}
            problem={problems.durationDays}
          />
        </div>
        <Fee offer={offer} currency={demand.currency} basisPoints={feeBasisPoints} />
        <Field
          label={t`Proposal`}
          lines={10}
          value={offer.proposal}
          onChange={(proposal) => change({ proposal })}
          problem={problems.proposal}
        />
        <Stages
          offer={offer}
          currency={demand.currency}
          problems={problems}
          onChange={(stages) => change({ stages })}
        />
        <Uploading uploads={uploads} label={t`Files`} problem={problems.attachmentIds} />
        {!draft.ended && !isConflict && draft.refusal?.code !== "INCOMPLETE" && (
          <RefusalNotice refusal={draft.refusal} shown={Object.keys(problems)} />
        )}
        <footer className={styles.foot}>
          <p role="status" className={styles.soft}>
            {uploads.isUnfinished
              ? t`Files are still being sent.`
              : draft.isSaving
                ? t`Saving …`
                : !draft.isSaved
                  ? t`Not saved yet.`
                  : draft.wasSaved || application?.draft
                    ? t`The draft is saved.`
                    : null}
          </p>
          <Button
            type="submit"
            look="main"
            isPending={draft.isSaving}
            isDisabled={uploads.isUnfinished || draft.ended !== null}
          >
            <Trans>Submit the bid</Trans> …
          </Button>
        </footer>
      </form>
      {submitting && !draft.ended && (
        <Submitting
          saved={submitting}
          offer={offer}
          demand={demand}
          feeBasisPoints={feeBasisPoints}
          onRefusal={(refusal) => {
            draft.setRefusal(refusal);
            hear(refusal);
          }}
          onSubmitted={() => go(routes.bids)}
          onClose={() => setSubmitting(null)}
        />
      )}
    </>
  );
}
