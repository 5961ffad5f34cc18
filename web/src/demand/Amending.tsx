import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useRef, useState } from "react";
import { graphql } from "react-relay";
import { useLocation } from "wouter";
import type { AmendingAmendMutation } from "../__generated__/AmendingAmendMutation.graphql";
import type { AmendingPreviewMutation } from "../__generated__/AmendingPreviewMutation.graphql";
import { keyOfTry, useAct } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { Asking } from "../parts/Asking";
import { Button } from "../parts/Button";
import { Form } from "../parts/Form";
import { Notice } from "../parts/Notice";
import { useUnfinishedText } from "../parts/SavedText";
import { namingSkills } from "../parts/skills";
import { useTexts } from "../parts/texts";
import { inputOf } from "./brief";
import { type Change, Changes } from "./Changes";
import styles from "./DemandEditor.module.css";
import type { SendingProps } from "./Drafting";
import { MergedDemand } from "./MergedDemand";
import { besideFields, useWrong, Wrong } from "./Wrong";

interface Preview {
  changes: readonly Change[];
  isMaterial: boolean;
  deadlineAt: string | null;
}

/** Shows what an amendment of a published demand means before it is made. */
export function Amending({ brief, uploads, demand, merged, hasDeadline, aside, children, ...rest }: SendingProps) {
  const { t } = useLingui();
  const [, go] = useLocation();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [look, isLooking] = useAct<AmendingPreviewMutation>(graphql`
    mutation AmendingPreviewMutation($input: PreviewAmendmentInput!) {
      previewAmendment(input: $input) {
        __typename
        ... on AmendmentPreview {
          changes {
            field
            from
            to
          }
          isMaterial
          deadlineAt
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const [amend, isAmending] = useAct<AmendingAmendMutation>(graphql`
    mutation AmendingAmendMutation($input: AmendDemandInput!) {
      amendDemand(input: $input) {
        __typename
        ... on BiddingDemand {
          ...edited_demand
          ...DemandPage_demand
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const onConflict = () => {
    merged.onConflict();
    rest.onConflict();
  };
  const form = useRef<HTMLFormElement>(null);
  const problems = useWrong(refusal, brief, uploads);
  const unfinished = useUnfinishedText(uploads);
  if (!demand) return null;
  const input = {
    ...inputOf(brief),
    attachmentIds: uploads.ids,
    demandId: demand.id,
    expectedVersion: demand.version,
  };
  const review = async (event: FormEvent) => {
    event.preventDefault();
    const { result, refusal } = await look({ ...input, idempotencyKey: keyOfTry() });
    setRefusal(besideFields(namingSkills(refusal, input.skills)));
    if (refusal?.code === "CONFLICT") onConflict();
    if (!result?.changes) return;
    const { changes, isMaterial, deadlineAt } = result;
    setPreview({ changes, isMaterial: Boolean(isMaterial), deadlineAt: deadlineAt ?? null });
  };
  const send = async (key: string) => {
    merged.onSending(brief);
    const { refusal } = await amend({ ...input, idempotencyKey: key });
    if (refusal) merged.onSent(null, brief, []);
    else {
      rest.onDone?.();
      go(`/demands/${demand.id}`);
    }
    if (refusal?.code !== "CONFLICT") return refusal;
    setRefusal(refusal);
    onConflict();
    // The dialog closes: what it said was about another version.
    return null;
  };
  return (
    <>
      <Form ref={form} refusal={refusal} className={styles.form} onSubmit={review}>
        {children(problems)}
        <MergedDemand merged={merged} hasDeadline={hasDeadline} />
        <Wrong refusal={refusal} problems={problems} form={form} />
        <footer className={styles.foot}>
          <p role="status" className={styles.saved}>
            {unfinished}
          </p>
          {aside}
          <Button type="submit" look="main" isPending={isLooking} isDisabled={uploads.isUnfinished}>
            <Trans>Look at the changes</Trans> …
          </Button>
        </footer>
      </Form>
      {preview && preview.changes.length === 0 && <Notice>{t`Nothing differs from what is published.`}</Notice>}
      {preview && preview.changes.length > 0 && (
        <Asking
          title={t`Publish the changes`}
          button={t`Publish`}
          isActing={isAmending}
          act={send}
          onClose={() => setPreview(null)}
        >
          <Meaning preview={preview} bidCount={demand.bidCount ?? 0} deadlineAt={demand.deadlineAt ?? null} />
          <Changes changes={preview.changes} />
        </Asking>
      )}
    </>
  );
}

interface MeaningProps {
  preview: Preview;
  bidCount: number;
  deadlineAt: string | null;
}

function Meaning({ preview, bidCount, deadlineAt }: MeaningProps) {
  const { deadline } = useTexts();
  if (!preview.isMaterial) {
    return (
      <Notice>
        <Trans>No bidder has to confirm anything.</Trans>
      </Notice>
    );
  }
  const isMoved = preview.deadlineAt && preview.deadlineAt !== deadlineAt;
  return (
    <Notice tone="warn">
      <p>
        {bidCount > 0 ? (
          <Trans>This is a material change: every bid counts again only when its bidder has confirmed it.</Trans>
        ) : (
          <Trans>This is a material change: bids would have to be confirmed, but there are none yet.</Trans>
        )}
      </p>
      {isMoved && preview.deadlineAt && (
        <p>
          <Trans>The deadline moves to {deadline(preview.deadlineAt)}, so that they have the time.</Trans>
        </p>
      )}
    </Notice>
  );
}
