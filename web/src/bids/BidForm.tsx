/** The form of a bid: an unfinished draft is saved while it is written, and counts when it is submitted. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { useLocation } from "wouter";
import type { BidEditor_demand$data } from "../__generated__/BidEditor_demand.graphql";
import { endWelcome } from "../account/welcome";
import { routes } from "../app/routes";
import type { Refusal } from "../network/refusals";
import { Button } from "../parts/Button";
import { AmountField } from "../parts/DecimalField";
import { Field } from "../parts/Field";
import { Form } from "../parts/Form";
import { Notice, RefusalNotice } from "../parts/Notice";
import { SavedText } from "../parts/SavedText";
import { type Slot, useSlot } from "../parts/slots";
import { Uploading } from "../parts/Uploading";
import { Amended } from "./Amended";
import styles from "./BidEditor.module.css";
import { endedOf, isAgain, isBlank, isContested, isLive, wrongIn } from "./draft";
import { Ended, useBidsNow } from "./Ended";
import { Fee } from "./Fee";
import type { Kept } from "./kept";
import { MergedOffer } from "./MergedOffer";
import type { OfferText } from "./offer";
import { Stages } from "./Stages";
import { Submitting } from "./Submitting";
import { useDraft } from "./useDraft";
import { useTerms } from "./useTerms";

interface BidFormProps {
  demand: BidEditor_demand$data;
  party: { readonly id: string; readonly name: string };
  viewerId: string;
  feeBasisPoints: number;
}

/** It is shown as soon as it is known what the device has kept of it. */
export function BidForm({ viewerId, ...given }: BidFormProps) {
  const slot = useSlot<Kept>(`bid.${given.demand.id}.${given.party.id}`, viewerId);
  return slot && <Opened {...given} slot={slot} />;
}

interface OpenedProps extends Omit<BidFormProps, "viewerId"> {
  slot: Slot<Kept>;
}

function Opened({ demand, party, slot, feeBasisPoints }: OpenedProps) {
  const { t } = useLingui();
  const [, go] = useLocation();
  const { id: demandId, currency } = demand;
  const partyId = party.id;
  const latest = demand.myApplicants.find((each) => each.party.id === partyId);
  const application = latest && isLive(latest) ? latest : undefined;
  const readBids = useBidsNow(demandId);
  const terms = useTerms(demand, application, readBids);
  // It is about what this form has not heard of.
  const hear = (refusal: Refusal | null) => {
    if (refusal && ["WRONG_STATE", "STALE"].includes(refusal.code)) readBids();
  };
  const { draft, uploads, tell, save, isSaved } = useDraft({
    ...{ demandId, partyId, currency, latest, slot },
    onRefusal: hear,
  });
  const { writing, refusal, submitting } = draft;
  const [isAsked, setAsked] = useState(false);
  // Not what is refused while it is written: that leads nowhere.
  const [lacking, setLacking] = useState<object | null>(null);
  const ended = endedOf(draft);
  const offer = writing.text;
  const change = (part: Partial<OfferText>) => tell({ is: "WRITTEN", part });
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (ended) return;
    setAsked(true);
    if (isBlank(draft)) return setLacking({});
    const saved = await save();
    if (saved?.isComplete) tell({ is: "ASKED", saved });
    else setLacking({});
  };
  if (!ended && !application && !demand.actions.includes("APPLY")) {
    return <Notice>{t`This demand takes no bid of yours now.`}</Notice>;
  }
  // What another window has submitted leaves no draft to submit, which is no answer to what is to be chosen.
  const isConflict = refusal?.code === "CONFLICT" || (refusal?.code === "WRONG_STATE" && isContested(draft));
  // What a draft lacks is said when it was to be submitted: until then it may lack anything.
  const missing = isBlank(draft) && { price: t`Give the total price.`, proposal: t`Say what you offer.` };
  const lacks = isAsked && { ...draft.problems, ...missing };
  const problems: Record<string, string> = { ...lacks, ...wrongIn(draft), ...refusal?.fields };
  return (
    <>
      <Form refusal={lacking} className={styles.form} onSubmit={send}>
        {ended && (
          <Ended
            application={ended}
            hasFiles={draft.stored.ids.length > 0}
            begin={demand.actions.includes("APPLY") ? () => tell({ is: "BEGUN" }) : null}
          />
        )}
        {!ended && (
          <MergedOffer
            writing={writing}
            currency={currency}
            isConflict={isConflict}
            onChoose={(place, choice) => tell({ is: "CHOSEN", place, choice })}
          />
        )}
        {!ended && application?.bid && (
          <Notice>
            {application.state === "NEEDS_CONFIRMATION" ? (
              <Trans>
                Version {application.bid.number} was submitted, but does not count: the demand has changed. It counts
                again once you confirm it, or submit another one.
              </Trans>
            ) : (
              <Trans>Version {application.bid.number} was submitted and counts until another one is.</Trans>
            )}
          </Notice>
        )}
        {isAgain(draft) && (
          <Notice>
            <Trans>This begins with what your former bid said, but for its files. Nothing of it is submitted.</Trans>
          </Notice>
        )}
        {!ended && <Amended changes={terms.changesTo(terms.number)} />}
        <div className={styles.pair}>
          <AmountField
            label={t`Price in ${demand.currency}`}
            currency={currency}
            hint={t`Value added tax is included, where it is due.`}
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
        <Fee offer={offer} currency={currency} basisPoints={feeBasisPoints} />
        <Field
          label={t`Proposal`}
          lines={10}
          value={offer.proposal}
          onChange={(proposal) => change({ proposal })}
          problem={problems.proposal}
        />
        <Stages offer={offer} currency={currency} problems={problems} onChange={(stages) => change({ stages })} />
        <Uploading uploads={uploads} label={t`Files`} problem={problems.attachmentIds} />
        {!ended && !isConflict && refusal?.code !== "INCOMPLETE" && (
          <RefusalNotice refusal={refusal} shown={Object.keys(problems)} />
        )}
        <footer className={styles.foot}>
          <SavedText
            className={styles.soft}
            uploads={uploads}
            isSaving={draft.sending !== null}
            isSaved={isSaved}
            isThere={draft.wasSaved || Boolean(application?.draft)}
          />
          <Button type="submit" look="main" isDisabled={uploads.isUnfinished || ended !== null}>
            <Trans>Submit the bid</Trans> …
          </Button>
        </footer>
      </Form>
      {submitting && !ended && (
        <Submitting
          saved={submitting}
          demand={demand}
          bidder={party.name}
          terms={terms}
          feeBasisPoints={feeBasisPoints}
          onRefusal={(refusal) => {
            tell({ is: "ANSWERED", refusal });
            hear(refusal);
          }}
          onSubmitted={() => {
            endWelcome();
            go(routes.bids);
          }}
          onClose={() => tell({ is: "CLOSED" })}
        />
      )}
    </>
  );
}
