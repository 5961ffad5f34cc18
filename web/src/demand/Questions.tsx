/** The public questions about a demand, as they come, and asking one. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { graphql, useFragment } from "react-relay";
import type { Questions_demand$key } from "../__generated__/Questions_demand.graphql";
import type { Questions_question$key } from "../__generated__/Questions_question.graphql";
import type { Questions_viewer$key } from "../__generated__/Questions_viewer.graphql";
import type { QuestionsAskMutation } from "../__generated__/QuestionsAskMutation.graphql";
import type { QuestionsFollowSubscription } from "../__generated__/QuestionsFollowSubscription.graphql";
import { useAct, useKeyOfDecision } from "../network/acting";
import { useFollowing } from "../network/following";
import { tellNews } from "../network/news";
import type { Refusal } from "../network/refusals";
import { Awaited } from "../parts/Awaited";
import { Button } from "../parts/Button";
import { Field } from "../parts/Field";
import { Form } from "../parts/Form";
import { RefusalNotice } from "../parts/Notice";
import { useTexts } from "../parts/texts";
import { useNamedPlace } from "../parts/useNamedPlace";
import { FormerAnswers } from "./FormerAnswers";
import { placeOfQuestion } from "./placeOfQuestion";
import { QuestionDeeds } from "./QuestionDeeds";
import styles from "./Questions.module.css";

interface QuestionsProps {
  demand: Questions_demand$key;
  /** Whoever is signed in. */
  viewer: Questions_viewer$key | null | undefined;
}

export function Questions({ demand, viewer }: QuestionsProps) {
  const { id, actions, questions } = useFragment(
    graphql`
      fragment Questions_demand on BiddingDemand {
        id
        actions
        questions(first: 200) @connection(key: "Questions_questions") {
          __id
          cursor
          edges {
            node {
              id
              ...Questions_question
            }
          }
        }
      }
    `,
    demand,
  );
  useFollowing<QuestionsFollowSubscription>(
    graphql`
      subscription QuestionsFollowSubscription($demandId: ID!, $after: String, $connections: [ID!]!) {
        questions(demandId: $demandId, after: $after) {
          cursor
          event {
            __typename
            ... on QuestionAsked {
              question @appendNode(connections: $connections, edgeTypeName: "QuestionEdge") {
                id
                ...Questions_question
              }
            }
            ... on QuestionRestored {
              question @appendNode(connections: $connections, edgeTypeName: "QuestionEdge") {
                id
                ...Questions_question
              }
            }
            ... on QuestionAnswered {
              question {
                ...Questions_question
              }
            }
            ... on QuestionWithdrawn {
              questionId @deleteEdge(connections: $connections)
            }
            ... on QuestionHidden {
              questionId @deleteEdge(connections: $connections)
            }
            ... on ResyncRequired {
              code
            }
          }
        }
      }
    `,
    { demandId: id, after: questions.cursor, connections: [questions.__id] },
    {
      place: questions.__id,
      onEvent: (event) => event.questions.event.__typename === "ResyncRequired" && tellNews(),
      onEnd: tellNews,
    },
  );
  return (
    <section className={styles.questions}>
      <h2>
        <Trans>Questions and answers</Trans>
      </h2>
      {questions.edges.length === 0 && (
        <p className={styles.none}>
          <Trans>Nobody has asked anything yet.</Trans>
        </p>
      )}
      <ul>
        {questions.edges.map(({ node }) => (
          <Asked key={node.id} question={node} />
        ))}
      </ul>
      {viewer && actions.includes("ASK") && <Ask demandId={id} viewer={viewer} />}
    </section>
  );
}

function Asked(given: { question: Questions_question$key }) {
  const { moment } = useTexts();
  const [isAsking, setAsking] = useState(false);
  const question = useFragment(
    graphql`
      fragment Questions_question on Question {
        id
        body
        askedAt
        answer
        answeredAt
        correctedAt
        isMine
        ...QuestionDeeds_question
      }
    `,
    given.question,
  );
  const { id, body, askedAt, answer, answeredAt, correctedAt, isMine } = question;
  const place = useNamedPlace<HTMLLIElement>(placeOfQuestion(id));
  return (
    <li ref={place} id={placeOfQuestion(id)} tabIndex={-1} className={styles.question}>
      <p className={styles.body}>{body}</p>
      <p className={styles.at}>
        {moment(askedAt)}
        {isMine && (
          <>
            {" · "}
            <Trans>asked by you</Trans>
          </>
        )}
      </p>
      {answer && (
        <div className={styles.answer}>
          <p className={styles.body}>{answer}</p>
          <p className={styles.at}>
            {correctedAt ? <Trans>corrected {moment(correctedAt)}</Trans> : answeredAt && moment(answeredAt)}
            {correctedAt && (
              <Button look="quiet" className={styles.former ?? ""} onPress={() => setAsking(true)}>
                <Trans>What it said before</Trans>
              </Button>
            )}
          </p>
        </div>
      )}
      <QuestionDeeds question={question} />
      {isAsking && (
        <Awaited>
          <FormerAnswers questionId={id} onClose={() => setAsking(false)} />
        </Awaited>
      )}
    </li>
  );
}

/** A question by one of the viewer's parties; it stands in the list as soon as the server tells of it. */
function Ask({ demandId, viewer }: { demandId: string; viewer: Questions_viewer$key }) {
  const { t } = useLingui();
  const { parties } = useFragment(
    graphql`
      fragment Questions_viewer on Viewer {
        parties {
          id
          name
        }
      }
    `,
    viewer,
  );
  const [partyId, setPartyId] = useState(parties[0]?.id ?? "");
  const [body, setBody] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const decision = useKeyOfDecision();
  const [act, isActing] = useAct<QuestionsAskMutation>(graphql`
    mutation QuestionsAskMutation($input: AskQuestionInput!) {
      askQuestion(input: $input) {
        __typename
        ... on Question {
          id
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { refusal } = await act({ demandId, partyId, body, idempotencyKey: decision.key() });
    decision.renew(refusal);
    setRefusal(refusal);
    if (!refusal) setBody("");
  };
  return (
    <Form refusal={refusal} onSubmit={submit} className={styles.ask}>
      <Field
        label={t`Ask a question`}
        hint={t`Everybody reads it, and nobody sees who asks.`}
        lines={3}
        value={body}
        onChange={setBody}
        problem={refusal?.fields.body}
      />
      <RefusalNotice refusal={refusal} shown={["body"]} />
      <div className={styles.asking}>
        {parties.length > 1 && (
          <label className={styles.party}>
            <Trans>Asked by</Trans>
            <select value={partyId} onChange={(event) => setPartyId(event.target.value)}>
              {parties.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        <Button type="submit" isPending={isActing} isDisabled={!body.trim()}>
          <Trans>Ask</Trans>
        </Button>
      </div>
    </Form>
  );
}
