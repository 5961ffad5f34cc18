/** The work of a stage: submitted by the receiver, and accepted or given back by the awarder. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql } from "react-relay";
import type { WorkingAcceptMutation } from "../__generated__/WorkingAcceptMutation.graphql";
import type { WorkingReworkMutation } from "../__generated__/WorkingReworkMutation.graphql";
import type { WorkingSubmitMutation } from "../__generated__/WorkingSubmitMutation.graphql";
import { useAct, useKeyOfDecision } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { Field } from "../parts/Field";
import { useTexts } from "../parts/texts";
import { Uploading } from "../parts/Uploading";
import { useUploads } from "../parts/useUploads";
import { useWaitingForFiles } from "../parts/useWaitingForFiles";
import { given } from "./amounts";
import { Deciding } from "./Deciding";
import type { DeedProps, Stage } from "./deeds";
import styles from "./Money.module.css";
import { Net, useRelease } from "./Releasing";

export function Submitting(props: DeedProps) {
  const { t } = useLingui();
  const [note, setNote] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const uploads = useUploads([]);
  const files = useWaitingForFiles(uploads, refusal);
  const [act, isActing] = useAct<WorkingSubmitMutation>(graphql`
    mutation WorkingSubmitMutation($input: SubmitWorkInput!) {
      submitWork(input: $input) {
        __typename
        ... on Stage {
          ...EscrowStage_stage
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async ({ id }: Stage, idempotencyKey: string) => {
    if (files.hindrance) return files.hindrance;
    return (await act({ stageId: id, note, attachmentIds: uploads.ids, idempotencyKey })).refusal;
  };
  return (
    <Deciding
      {...props}
      action="SUBMIT_WORK"
      title={t`Submit the work`}
      isActing={isActing}
      shown={["note", ...files.shown]}
      act={send}
      onRefusal={setRefusal}
      isMended={files.isMended}
    >
      {({ number, title }) => (
        <>
          <p>
            <Trans>
              Stage {number}: {title}
            </Trans>
          </p>
          <Field
            label={t`What you hand in`}
            hint={t`Both sides can read it, and it stays.`}
            lines={4}
            value={note}
            onChange={setNote}
            autoFocus
            problem={refusal?.fields.note}
          />
          <Uploading uploads={uploads} label={t`Files`} problem={files.problem} />
        </>
      )}
    </Deciding>
  );
}

/** Whoever accepts is led to release what is held, which accepting alone does not do. */
export function Accepting(props: DeedProps) {
  const { t } = useLingui();
  const { sum } = useTexts();
  const [isReleasing, setReleasing] = useState(true);
  // The version that accepting has made, if what came after it has failed.
  const [accepted, setAccepted] = useState<number | null>(null);
  const releasing = useKeyOfDecision();
  const [release, isAtRelease] = useRelease();
  const [act, isActing] = useAct<WorkingAcceptMutation>(graphql`
    mutation WorkingAcceptMutation($input: AcceptWorkInput!) {
      acceptWork(input: $input) {
        __typename
        ... on Stage {
          version
          ...EscrowStage_stage
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async ({ id, version, held }: Stage, idempotencyKey: string) => {
    let expectedVersion = accepted;
    if (expectedVersion === null) {
      const { result, refusal } = await act({ stageId: id, expectedVersion: version, idempotencyKey });
      if (refusal) return refusal;
      expectedVersion = result.version ?? null;
      setAccepted(expectedVersion);
    }
    if (!isReleasing || expectedVersion === null) return null;
    const about = { stageId: id, expectedAmount: given(held), expectedVersion };
    const { refusal } = await release({ ...about, idempotencyKey: releasing.key() });
    releasing.renew(refusal);
    return refusal;
  };
  return (
    <Deciding
      {...props}
      action="ACCEPT_WORK"
      title={t`Accept the work`}
      {...(isReleasing && { button: t`Accept and release` })}
      isActing={isActing || isAtRelease}
      act={send}
    >
      {({ number, title, held, released, contract }) => (
        <>
          <p>
            {accepted === null ? (
              <Trans>
                You accept the work of stage {number}: {title}. This cannot be taken back.
              </Trans>
            ) : (
              <Trans>The work is accepted, but its money is not released yet.</Trans>
            )}
          </p>
          <label className={styles.toggle}>
            <input type="checkbox" checked={isReleasing} onChange={({ target }) => setReleasing(target.checked)} />
            <Trans>Release the {sum(held)} that is held for it at once</Trans>
          </label>
          <p>
            {isReleasing ? (
              <>
                <Net amount={held} before={released.amount} contract={contract} />{" "}
                <Trans>What is released does not come back.</Trans>
              </>
            ) : (
              <Trans>
                The {sum(held)} that is held for it is not paid out yet: you release it afterwards, which is a step of
                its own. If it is never released, a mediator is called in the end.
              </Trans>
            )}
          </p>
        </>
      )}
    </Deciding>
  );
}

export function AskForRework(props: DeedProps) {
  const { t } = useLingui();
  const [note, setNote] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [act, isActing] = useAct<WorkingReworkMutation>(graphql`
    mutation WorkingReworkMutation($input: RequestReworkInput!) {
      requestRework(input: $input) {
        __typename
        ... on Stage {
          ...EscrowStage_stage
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async ({ id }: Stage, idempotencyKey: string) =>
    (await act({ stageId: id, note, idempotencyKey })).refusal;
  return (
    <Deciding
      {...props}
      action="REQUEST_REWORK"
      title={t`Ask for rework`}
      isActing={isActing}
      shown={["note"]}
      act={send}
      onRefusal={setRefusal}
    >
      {() => (
        <Field
          label={t`What has to be done better`}
          hint={t`Both sides can read it, and it stays.`}
          lines={4}
          value={note}
          onChange={setNote}
          autoFocus
          problem={refusal?.fields.note}
        />
      )}
    </Deciding>
  );
}
