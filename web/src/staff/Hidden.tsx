/** Hidden questions, which can be shown again. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, usePaginationFragment } from "react-relay";
import { Link } from "wouter";
import type { Hidden_viewer$data, Hidden_viewer$key } from "../__generated__/Hidden_viewer.graphql";
import type { HiddenListQuery } from "../__generated__/HiddenListQuery.graphql";
import type { HiddenRestoreMutation } from "../__generated__/HiddenRestoreMutation.graphql";
import { useAct, useKeyOfDecision } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { Button } from "../parts/Button";
import { RefusalNotice } from "../parts/Notice";
import { More } from "./More";
import styles from "./Staff.module.css";

type Question = Hidden_viewer$data["hiddenQuestions"]["edges"][number]["node"];

export function Hidden({ onDone, ...given }: { viewer: Hidden_viewer$key; onDone: () => void }) {
  const { t } = useLingui();
  const { data, ...paging } = usePaginationFragment<HiddenListQuery, Hidden_viewer$key>(
    graphql`
      fragment Hidden_viewer on Viewer
      @refetchable(queryName: "HiddenListQuery")
      @argumentDefinitions(count: { type: "Int" }, cursor: { type: "String" }) {
        hiddenQuestions(first: $count, after: $cursor) @connection(key: "Hidden_hiddenQuestions") {
          edges {
            node {
              id
              body
              answer
              hiddenReason
              version
              actions
              demand {
                id
                title
              }
            }
          }
        }
      }
    `,
    given.viewer,
  );
  const { edges } = data.hiddenQuestions;
  return (
    <section className={styles.section}>
      <h2>{t`Hidden questions`}</h2>
      {edges.length === 0 && <p className={styles.soft}>{t`None.`}</p>}
      <ul className={styles.list}>
        {edges.map(({ node }) => (
          <HiddenQuestion key={node.id} question={node} onDone={onDone} />
        ))}
      </ul>
      <More {...paging} />
    </section>
  );
}

function HiddenQuestion({ question, onDone }: { question: Question; onDone: () => void }) {
  const { t } = useLingui();
  const decision = useKeyOfDecision();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [act, isActing] = useAct<HiddenRestoreMutation>(graphql`
    mutation HiddenRestoreMutation($input: RestoreQuestionInput!) {
      restoreQuestion(input: $input) {
        __typename
        ... on Question {
          id
          state
          version
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const { id, body, answer, hiddenReason, version, actions, demand } = question;
  const restore = async () => {
    const { refusal } = await act({ questionId: id, expectedVersion: version, idempotencyKey: decision.key() });
    setRefusal(refusal);
    if (refusal) decision.renew(refusal);
    else onDone();
  };
  return (
    <li className={styles.item}>
      <p className={styles.what}>
        <span className={styles.question}>{body}</span>
        {answer && <span className={styles.soft}>{answer}</span>}
        <span className={styles.soft}>
          <Link href={`/demands/${demand.id}`}>{demand.title}</Link> · <Trans>hidden: {hiddenReason ?? ""}</Trans>
        </span>
      </p>
      {actions.includes("RESTORE") && (
        <Button isPending={isActing} onPress={restore} aria-label={t`Show again: ${body}`}>
          <Trans>Show it again</Trans>
        </Button>
      )}
      <RefusalNotice refusal={refusal} />
    </li>
  );
}
