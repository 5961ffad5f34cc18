/** What one may do with a request for a template: the customer answers and approves, the professional makes it. */
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useFragment } from "react-relay";
import { useLocation } from "wouter";
import type {
  RequestDeeds_request$data,
  RequestDeeds_request$key,
} from "../__generated__/RequestDeeds_request.graphql";
import type { RequestDeedsAnswerMutation } from "../__generated__/RequestDeedsAnswerMutation.graphql";
import type { RequestDeedsAskMutation } from "../__generated__/RequestDeedsAskMutation.graphql";
import type { RequestDeedsBeginMutation } from "../__generated__/RequestDeedsBeginMutation.graphql";
import type { RequestDeedsCancelMutation } from "../__generated__/RequestDeedsCancelMutation.graphql";
import type { RequestDeedsGiveMutation } from "../__generated__/RequestDeedsGiveMutation.graphql";
import type { RequestDeedsRejectMutation } from "../__generated__/RequestDeedsRejectMutation.graphql";
import styles from "../contracts/Contract.module.css";
import { useAct } from "../network/acting";
import { Asking } from "../parts/Asking";
import { Button } from "../parts/Button";
import { Saying } from "../parts/Saying";
import { Uploading } from "../parts/Uploading";
import { useUploads } from "../parts/useUploads";
import { useWaitingForFiles } from "../parts/useWaitingForFiles";

type Request = RequestDeeds_request$data;
type Deed = Request["actions"][number];

export function RequestDeeds(given: { request: RequestDeeds_request$key }) {
  const { t } = useLingui();
  const [, go] = useLocation();
  const [asking, setAsking] = useState<Deed | null>(null);
  const request = useFragment(
    graphql`
      fragment RequestDeeds_request on TemplateRequest {
        id
        version
        actions
      }
    `,
    given.request,
  );
  const titles: Record<string, string> = {
    APPROVE: t`Approve and publish`,
    REQUEST_CHANGES: t`Ask for changes`,
    GIVE_INFO: t`Answer`,
    BEGIN: t`Begin, or go on`,
    DELIVER: t`Deliver for review`,
    ASK: t`Ask the party`,
    REJECT: t`Reject`,
    CANCEL: t`Take it back`,
  };
  const deeds = (Object.keys(titles) as Deed[]).filter((deed) => request.actions.includes(deed));
  const props = { request, title: titles[asking ?? ""] ?? "", onClose: () => setAsking(null) };
  return (
    <>
      {deeds.map((deed, index) => (
        <Button
          key={deed}
          look={index === 0 ? "main" : "plain"}
          className={styles.decide ?? ""}
          onPress={() => (deed === "DELIVER" ? go(`/templates/requests/${request.id}/deliver`) : setAsking(deed))}
        >
          {titles[deed]} …
        </Button>
      ))}
      {asking === "APPROVE" && <Answer {...props} isApproved />}
      {asking === "REQUEST_CHANGES" && <Answer {...props} isApproved={false} />}
      {asking === "GIVE_INFO" && <Give {...props} />}
      {asking === "BEGIN" && <Begin {...props} />}
      {asking === "ASK" && <Ask {...props} />}
      {asking === "REJECT" && <Reject {...props} />}
      {asking === "CANCEL" && <Cancel {...props} />}
    </>
  );
}

export interface DeedProps {
  request: Request;
  title: string;
  onClose: () => void;
}

function Answer({ request, title, onClose, isApproved }: DeedProps & { isApproved: boolean }) {
  const { t } = useLingui();
  const [act, isActing] = useAct<RequestDeedsAnswerMutation>(graphql`
    mutation RequestDeedsAnswerMutation($input: AnswerTemplateInput!) {
      answerTemplate(input: $input) {
        __typename
        ... on TemplateRequest {
          ...RequestPage_request
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async (text: string, idempotencyKey: string) => {
    const given = { templateRequestId: request.id, expectedVersion: request.version, idempotencyKey };
    return (await act({ ...given, isApproved, changes: isApproved ? null : text })).refusal;
  };
  if (isApproved) {
    return (
      <Asking title={title} button={t`Publish`} isActing={isActing} act={(key) => send("", key)} onClose={onClose}>
        <p>{t`From then on, your party can make contracts with it.`}</p>
      </Asking>
    );
  }
  return (
    <Saying
      about={request.id}
      title={title}
      label={t`What has to be different`}
      path="changes"
      isActing={isActing}
      send={send}
      onClose={onClose}
    />
  );
}

function Ask({ request, title, onClose }: DeedProps) {
  const { t } = useLingui();
  const [act, isActing] = useAct<RequestDeedsAskMutation>(graphql`
    mutation RequestDeedsAskMutation($input: AskTemplateInfoInput!) {
      askTemplateInfo(input: $input) {
        __typename
        ... on TemplateRequest {
          ...RequestPage_request
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async (question: string, idempotencyKey: string) =>
    (await act({ templateRequestId: request.id, expectedVersion: request.version, question, idempotencyKey })).refusal;
  return (
    <Saying
      about={request.id}
      title={title}
      label={t`Question`}
      path="question"
      isActing={isActing}
      send={send}
      onClose={onClose}
    />
  );
}

function Reject({ request, title, onClose }: DeedProps) {
  const { t } = useLingui();
  const [act, isActing] = useAct<RequestDeedsRejectMutation>(graphql`
    mutation RequestDeedsRejectMutation($input: RejectTemplateRequestInput!) {
      rejectTemplateRequest(input: $input) {
        __typename
        ... on TemplateRequest {
          ...RequestPage_request
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async (reason: string, idempotencyKey: string) =>
    (await act({ templateRequestId: request.id, expectedVersion: request.version, reason, idempotencyKey })).refusal;
  return (
    <Saying
      about={request.id}
      title={title}
      label={t`Reason`}
      path="reason"
      look="danger"
      isActing={isActing}
      send={send}
      onClose={onClose}
    />
  );
}

function Cancel({ request, title, onClose }: DeedProps) {
  const { t } = useLingui();
  const [act, isActing] = useAct<RequestDeedsCancelMutation>(graphql`
    mutation RequestDeedsCancelMutation($input: CancelTemplateRequestInput!) {
      cancelTemplateRequest(input: $input) {
        __typename
        ... on TemplateRequest {
          ...RequestPage_request
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async (reason: string, idempotencyKey: string) =>
    (await act({ templateRequestId: request.id, expectedVersion: request.version, reason, idempotencyKey })).refusal;
  return (
    <Saying
      about={request.id}
      title={title}
      label={t`Reason`}
      path="reason"
      look="danger"
      isActing={isActing}
      send={send}
      onClose={onClose}
    />
  );
}

function Begin({ request, title, onClose }: DeedProps) {
  const { t } = useLingui();
  const [act, isActing] = useAct<RequestDeedsBeginMutation>(graphql`
    mutation RequestDeedsBeginMutation($input: BeginTemplateInput!) {
      beginTemplate(input: $input) {
        __typename
        ... on TemplateRequest {
          ...RequestPage_request
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async (idempotencyKey: string) =>
    (await act({ templateRequestId: request.id, expectedVersion: request.version, idempotencyKey })).refusal;
  return (
    <Asking title={title} button={title} isActing={isActing} act={send} onClose={onClose}>
      <p>{t`It is yours for four hours from now, and for four more with each act.`}</p>
    </Asking>
  );
}

function Give({ request, title, onClose }: DeedProps) {
  const { t } = useLingui();
  const uploads = useUploads([]);
  const { hindrance } = useWaitingForFiles(uploads, null);
  const [act, isActing] = useAct<RequestDeedsGiveMutation>(graphql`
    mutation RequestDeedsGiveMutation($input: GiveTemplateInfoInput!) {
      giveTemplateInfo(input: $input) {
        __typename
        ... on TemplateRequest {
          ...RequestPage_request
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async (answer: string, idempotencyKey: string) => {
    if (hindrance) return hindrance;
    const given = { templateRequestId: request.id, expectedVersion: request.version, idempotencyKey };
    return (await act({ ...given, answer, attachmentIds: uploads.ids })).refusal;
  };
  return (
    <Saying
      about={request.id}
      title={title}
      label={t`Answer`}
      path="answer"
      isActing={isActing}
      send={send}
      onClose={onClose}
    >
      <Uploading uploads={uploads} label={t`Files`} />
    </Saying>
  );
}
