/** What one may do with a remark of one's own: write it anew, and delete it. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useFragment } from "react-relay";
import type { RemarkDeeds_remark$data, RemarkDeeds_remark$key } from "../__generated__/RemarkDeeds_remark.graphql";
import type { RemarkDeedsDeleteMutation } from "../__generated__/RemarkDeedsDeleteMutation.graphql";
import type { RemarkDeedsEditMutation } from "../__generated__/RemarkDeedsEditMutation.graphql";
import { useAct } from "../network/acting";
import { Asking } from "../parts/Asking";
import { Button } from "../parts/Button";
import { Rewording } from "../parts/Rewording";
import styles from "./Remarks.module.css";
import { removeRemark } from "./remarksInStore";

interface RemarkDeedsProps {
  remark: RemarkDeeds_remark$key;
  candidateId: string;
}

export function RemarkDeeds({ candidateId, ...given }: RemarkDeedsProps) {
  const { t } = useLingui();
  const [asking, setAsking] = useState<"EDIT" | "DELETE" | null>(null);
  const remark = useFragment(
    graphql`
      fragment RemarkDeeds_remark on Remark {
        id
        body
        version
      }
    `,
    given.remark,
  );
  const deciding = { remark, candidateId, onClose: () => setAsking(null) };
  return (
    <span className={styles.deeds}>
      <Button look="quiet" aria-label={t`Edit: ${remark.body}`} onPress={() => setAsking("EDIT")}>
        <Trans>Edit</Trans> …
      </Button>
      <Button look="quiet" aria-label={t`Delete: ${remark.body}`} onPress={() => setAsking("DELETE")}>
        <Trans>Delete</Trans> …
      </Button>
      {asking === "EDIT" && <EditDialog {...deciding} />}
      {asking === "DELETE" && <DeleteDialog {...deciding} />}
    </span>
  );
}

interface DeedProps {
  remark: RemarkDeeds_remark$data;
  candidateId: string;
  onClose: () => void;
}

function EditDialog({ remark, onClose }: DeedProps) {
  const { t } = useLingui();
  const [act, isActing] = useAct<RemarkDeedsEditMutation>(graphql`
    mutation RemarkDeedsEditMutation($input: EditRemarkInput!) {
      editRemark(input: $input) {
        __typename
        ... on Remark {
          ...Remarks_remark
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async (body: string, expectedVersion: number, idempotencyKey: string) =>
    (await act({ remarkId: remark.id, expectedVersion, body, idempotencyKey })).refusal;
  const { body, version } = remark;
  return <Rewording title={t`Edit the remark`} {...{ body, version, isActing, send, onClose }} />;
}

function DeleteDialog({ remark, candidateId, onClose }: DeedProps) {
  const { t } = useLingui();
  const [act, isActing] = useAct<RemarkDeedsDeleteMutation>(graphql`
    mutation RemarkDeedsDeleteMutation($input: DeleteRemarkInput!) {
      deleteRemark(input: $input) {
        __typename
        ... on Remark {
          id
          candidate {
            id
            remarkCount
          }
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async (idempotencyKey: string) => {
    const { refusal } = await act(
      { remarkId: remark.id, idempotencyKey },
      {
        updater: (store) => {
          if (store.getRootField("deleteRemark")?.getType() === "Remark") removeRemark(store, candidateId, remark.id);
        },
      },
    );
    return refusal;
  };
  return (
    <Asking
      title={t`Delete the remark`}
      button={t`Delete`}
      look="danger"
      isActing={isActing}
      act={send}
      onClose={onClose}
    >
      <blockquote className={styles.body}>{remark.body}</blockquote>
    </Asking>
  );
}
