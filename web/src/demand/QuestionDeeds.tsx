/** What one may decide about a question: the awarder answers it, its asker withdraws it, the staff hide it. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useFragment } from "react-relay";
import type {
  QuestionDeeds_question$data,
  QuestionDeeds_question$key,
} from "../__generated__/QuestionDeeds_question.graphql";
import type { QuestionDeedsAnswerMutation } from "../__generated__/QuestionDeedsAnswerMutation.graphql";
import type { QuestionDeedsHideMutation } from "../__generated__/QuestionDeedsHideMutation.graphql";
import type { QuestionDeedsWithdrawMutation } from "../__generated__/QuestionDeedsWithdrawMutation.graphql";
import { useAct } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { Asking } from "../parts/Asking";
import { Button } from "../parts/Button";
import { Field } from "../parts/Field";
import { Notice } from "../parts/Notice";
import styles from "./Questions.module.css";

type Deed = "ANSWER" | "WITHDRAW" | "HIDE";

export function QuestionDeeds(given: { question: QuestionDeeds_question$key }) {
  const { t } = useLingui();
  const [asking, setAsking] = useState<Deed | null>(null);
  const question = useFragment(
    graphql`
      fragment QuestionDeeds_question on Question {
        id
        body
        answer
        version
        actions
      }
    `,
    given.question,
  );
  const { body, answer } = question;
  const titles: Record<Deed, string> = {
    ANSWER: answer ? t`Correct the answer` : t`Answer it`,
    WITHDRAW: t`Withdraw`,
    HIDE: t`Hide`,
  };
  const deeds = (Object.keys(titles) as Deed[]).filter((deed) => question.actions.includes(deed));
  if (deeds.length === 0) return null;
  const deciding = { question, onClose: () => setAsking(null) };
  return (
    <p className={styles.deeds}>
      {deeds.map((deed) => (
        <Button
          key={deed}
          look={deed === "ANSWER" && !answer ? "plain" : "quiet"}
          aria-label={`${titles[deed]}: ${body}`}
          onPress={() => setAsking(deed)}
        >
          {titles[deed]} …
        </Button>
      ))}
      {asking === "ANSWER" && <AnswerDialog {...deciding} />}
      {asking === "WITHDRAW" && <WithdrawDialog {...deciding} />}
      {asking === "HIDE" && <HideDialog {...deciding} />}
    </p>
  );
}

interface DeedProps {
  question: QuestionDeeds_question$data;
  onClose: () => void;
}

function AnswerDialog({ question, onClose }: DeedProps) {
  const { t } = useLingui();
  const [opened] = useState(question.version);
  const [version, setVersion] = useState(opened);
  const [body, setBody] = useState(question.answer ?? "");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [act, isActing] = useAct<QuestionDeedsAnswerMutation>(graphql`
    mutation QuestionDeedsAnswerMutation($input: AnswerQuestionInput!) {
      answerQuestion(input: $input) {
        __typename
        ... on Question {
          ...Questions_question
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async (idempotencyKey: string) => {
    const { refusal } = await act({ questionId: question.id, expectedVersion: version, body, idempotencyKey });
    // What a colleague has written is shown: the next press replaces it.
    if (refusal?.currentVersion) setVersion(refusal.currentVersion);
    return refusal;
  };
  return (
    <Asking
      about={question.id}
      title={question.answer ? t`Correct the answer` : t`Answer the question`}
      button={t`Publish the answer`}
      isActing={isActing}
      shown={["body"]}
      act={send}
      onRefusal={setRefusal}
      onClose={onClose}
    >
      <blockquote className={styles.body}>{question.body}</blockquote>
      {question.version !== opened && question.answer && (
        <Notice tone="warn">
          <Trans>A colleague has answered meanwhile:</Trans> {question.answer}
        </Notice>
      )}
      <Field
        label={t`Answer`}
        hint={t`Everybody who can read the demand reads it.`}
        lines={4}
        value={body}
        onChange={setBody}
        isRequired
        autoFocus
        problem={refusal?.fields.body}
      />
    </Asking>
  );
}

function WithdrawDialog({ question, onClose }: DeedProps) {
  const { t } = useLingui();
  const [act, isActing] = useAct<QuestionDeedsWithdrawMutation>(graphql`
    mutation QuestionDeedsWithdrawMutation($input: WithdrawQuestionInput!) {
      withdrawQuestion(input: $input) {
        __typename
        ... on Question {
          id
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async (idempotencyKey: string) =>
    (await act({ questionId: question.id, expectedVersion: question.version, idempotencyKey })).refusal;
  return (
    <Asking title={t`Withdraw the question`} button={t`Withdraw`} isActing={isActing} act={send} onClose={onClose}>
      <p>
        <Trans>It is no longer shown to anybody.</Trans>
      </p>
    </Asking>
  );
}

function HideDialog({ question, onClose }: DeedProps) {
  const { t } = useLingui();
  const [reason, setReason] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [act, isActing] = useAct<QuestionDeedsHideMutation>(graphql`
    mutation QuestionDeedsHideMutation($input: HideQuestionInput!) {
      hideQuestion(input: $input) {
        __typename
        ... on Question {
          id
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async (idempotencyKey: string) =>
    (await act({ questionId: question.id, expectedVersion: question.version, reason, idempotencyKey })).refusal;
  return (
    <Asking
      about={question.id}
      title={t`Hide the question`}
      button={t`Hide`}
      look="danger"
      isActing={isActing}
      shown={["reason"]}
      act={send}
      onRefusal={setRefusal}
      onClose={onClose}
    >
      <Field
        label={t`Reason`}
        hint={t`The staff can show it again.`}
        lines={3}
        value={reason}
        onChange={setReason}
        isRequired
        autoFocus
        problem={refusal?.fields.reason}
      />
    </Asking>
  );
}
