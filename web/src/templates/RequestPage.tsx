/** A request for a template, as its customer sees it and the professional who works on it. */
import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment, useLazyLoadQuery } from "react-relay";
import { Link } from "wouter";
import type { RequestPage_request$key } from "../__generated__/RequestPage_request.graphql";
import type { RequestPageQuery } from "../__generated__/RequestPageQuery.graphql";
import { routes } from "../app/routes";
import styles from "../contracts/Contract.module.css";
import { useNews } from "../network/news";
import { nameOf } from "../parts/enums";
import { NothingHere, useTry } from "../parts/Failure";
import { Files } from "../parts/Files";
import { Notice } from "../parts/Notice";
import { Tag } from "../parts/Tag";
import { useTexts } from "../parts/texts";
import { useTitle } from "../parts/title";
import { contractKinds } from "./names";
import { RequestDeeds } from "./RequestDeeds";
import { RequestTag } from "./RequestTag";

export default function RequestPage({ id }: { id: string }) {
  const { templateRequest } = useLazyLoadQuery<RequestPageQuery>(
    graphql`
      query RequestPageQuery($id: ID!) {
        templateRequest(id: $id) {
          id
          ...RequestPage_request
        }
      }
    `,
    { id },
    { fetchPolicy: "store-and-network", fetchKey: `${useTry()} ${useNews()}` },
  );
  return templateRequest ? <Shown request={templateRequest} /> : <NothingHere />;
}

function Shown(given: { request: RequestPage_request$key }) {
  const { t, i18n } = useLingui();
  const { deadline, moment } = useTexts();
  const request = useFragment(
    graphql`
      fragment RequestPage_request on TemplateRequest {
        id
        name
        kind
        notes
        state
        submittedAt
        dueAt
        isOverdue
        reason
        party {
          id
          name
        }
        source {
          ...Files_attachments
        }
        question
        questions {
          question
          askedAt
          answer
          attachments {
            id
            ...Files_attachments
          }
        }
        rounds {
          number
          note
          deliveredAt
          isApproved
          changes
          preview {
            ...Files_attachments
          }
          fields {
            key
            label
          }
        }
        ...RequestDeeds_request
      }
    `,
    given.request,
  );
  useTitle(request.name);
  const { name, state, kind, party, questions, rounds } = request;
  return (
    <article className={styles.page}>
      <header className={styles.head}>
        <p className={styles.by}>
          <Link href={routes.templates}>
            <Trans>Templates</Trans>
          </Link>
          <span>{party.name}</span>
        </p>
        <h1>{name}</h1>
        <p className={styles.tags}>
          <RequestTag state={state} />
          {request.isOverdue && <Tag tone="bad">{t`overdue`}</Tag>}
          <span>{nameOf(i18n, contractKinds, kind)}</span>
        </p>
      </header>
      <aside className={styles.side}>
        {request.reason && <Notice tone="warn">{request.reason}</Notice>}
        {request.question && (
          <Notice tone="warn">
            <p className={styles.words}>{request.question}</p>
          </Notice>
        )}
        <RequestDeeds request={request} />
        <dl className={styles.facts}>
          <div>
            <dt>{t`Requested`}</dt>
            <dd>{moment(request.submittedAt)}</dd>
          </div>
          {request.dueAt && (
            <div>
              <dt>{t`Due`}</dt>
              <dd>{deadline(request.dueAt)}</dd>
            </div>
          )}
        </dl>
      </aside>
      <div className={styles.body}>
        <section className={styles.section}>
          <h2>{t`Document`}</h2>
          <Files files={[request.source]} />
          {request.notes && <p className={styles.words}>{request.notes}</p>}
        </section>
        {questions.length > 0 && (
          <section className={styles.section}>
            <h2>{t`Questions`}</h2>
            <ol className={styles.versions}>
              {questions.map(({ question, askedAt, answer, attachments }) => (
                <li key={askedAt}>
                  <p className={styles.words}>{question}</p>
                  <p className={styles.soft}>{moment(askedAt)}</p>
                  {answer && <p className={styles.words}>{answer}</p>}
                  <Files files={attachments} />
                </li>
              ))}
            </ol>
          </section>
        )}
        {rounds.length > 0 && (
          <section className={styles.section}>
            <h2>{t`Delivered`}</h2>
            <ol className={styles.versions}>
              {rounds.map(({ number, note, deliveredAt, isApproved, changes, preview, fields }) => (
                <li key={number}>
                  <h3>
                    {t`Round ${number}`} {isApproved && <Tag tone="good">{t`approved`}</Tag>}
                  </h3>
                  <p className={styles.soft}>{moment(deliveredAt)}</p>
                  {note && <p className={styles.words}>{note}</p>}
                  <Files files={[preview]} />
                  <details>
                    <summary>
                      <Trans>What it asks for</Trans>
                    </summary>
                    <ul>
                      {fields.map(({ key, label }) => (
                        <li key={key}>{label}</li>
                      ))}
                    </ul>
                  </details>
                  {changes && (
                    <p className={styles.words}>
                      <Trans>To be changed: {changes}</Trans>
                    </p>
                  )}
                </li>
              ))}
            </ol>
          </section>
        )}
      </div>
    </article>
  );
}
