/** The professional gives a template to the customer for review: its source, and the fields that it asks for. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useEffect, useState } from "react";
import { graphql, useLazyLoadQuery } from "react-relay";
import { Link, useLocation } from "wouter";
import type { DeliveringMutation } from "../__generated__/DeliveringMutation.graphql";
import type { DeliveringQuery } from "../__generated__/DeliveringQuery.graphql";
import styles from "../contracts/Contract.module.css";
import form from "../contracts/TermsForm.module.css";
import { useAct, useKeyOfDecision } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { Button } from "../parts/Button";
import { nameOf } from "../parts/enums";
import { NothingHere, useTry } from "../parts/Failure";
import { Field } from "../parts/Field";
import { Files } from "../parts/Files";
import { Form } from "../parts/Form";
import { useKeptUploads } from "../parts/keptFiles";
import { Notice, RefusalNotice } from "../parts/Notice";
import { useProblems, valueAt } from "../parts/standing";
import { useTitle } from "../parts/title";
import { Uploading } from "../parts/Uploading";
import { dropWritten, useWriting } from "../parts/useWriting";
import { FieldsEditor } from "./FieldsEditor";
import { draftsOf, type FieldDraft, fieldInputsOf } from "./fields";
import { findingKinds } from "./names";

export default function Delivering({ id }: { id: string }) {
  const { viewer, templateRequest } = useLazyLoadQuery<DeliveringQuery>(
    graphql`
      query DeliveringQuery($id: ID!) {
        viewer {
          id
        }
        templateRequest(id: $id) {
          id
          name
          version
          actions
          source {
            ...Files_attachments
          }
          rounds {
            number
          }
          templateFields {
            ...DeliveringFields @relay(mask: false)
            columns {
              ...DeliveringFields @relay(mask: false)
            }
          }
          conversion {
            source
            fields {
              ...DeliveringFields @relay(mask: false)
              columns {
                ...DeliveringFields @relay(mask: false)
              }
            }
            findings {
              kind
              where
              text
            }
          }
        }
      }
    `,
    { id },
    { fetchPolicy: "network-only", fetchKey: useTry() },
  );
  return templateRequest ? <Shown viewerId={viewer?.id ?? null} request={templateRequest} /> : <NothingHere />;
}

export const fieldsFragment = graphql`
  fragment DeliveringFields on TemplateField {
    key
    label
    type
    isRequired
    hint
    maxLength
    decimals
    least
    most
    mostRows
    options {
      value
      label
    }
  }
`;

type Request = NonNullable<DeliveringQuery["response"]["templateRequest"]>;

interface ShownProps {
  viewerId: string | null;
  request: Request;
}

function Shown({ viewerId, request }: ShownProps) {
  const { t } = useLingui();
  useTitle(t`Deliver for review`);
  return (
    <div className={`${styles.writing} ${styles.wide}`}>
      <header className={styles.head}>
        <p className={styles.by}>
          <Link href={`/templates/requests/${request.id}`}>{request.name}</Link>
        </p>
        <h1>{t`Deliver for review`}</h1>
        <p className={styles.soft}>
          <Trans>The party sees a preview of it, and approves it or asks for changes.</Trans>
        </p>
      </header>
      {request.actions.includes("DELIVER") ? (
        <Delivery viewerId={viewerId} request={request} />
      ) : (
        <Notice>{t`Nothing can be delivered for this request now.`}</Notice>
      )}
    </div>
  );
}

interface Written {
  fields: readonly FieldDraft[];
  /** The keys of what the document asks for and the template leaves out on purpose. */
  unused: readonly string[];
  note: string;
}

function Delivery({ viewerId, request }: ShownProps) {
  const { t } = useLingui();
  const [, go] = useLocation();
  const { id, version, conversion, rounds, templateFields } = request;
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const decision = useKeyOfDecision();
  const source = `${id}.${rounds.length}.source`;
  const uploads = useKeptUploads(source, viewerId);
  const first = (): Written => ({
    fields: draftsOf(rounds.length > 0 ? templateFields : conversion.fields),
    unused: [],
    note: "",
  });
  const { terms: written, change, forget } = useWriting(`${id}.${rounds.length}`, first, viewerId);
  const [act, isActing] = useAct<DeliveringMutation>(graphql`
    mutation DeliveringMutation($input: DeliverTemplateInput!) {
      deliverTemplate(input: $input) {
        __typename
        ... on TemplateRequest {
          id
          ...RequestPage_request
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const { fields, unused, note } = written;
  const write = (part: Partial<Written>) => change((before) => ({ ...before, ...part }));
  const left = conversion.fields.filter(({ key }) => !fields.some((each) => each.key === key));
  const [uploadId] = uploads.ids;
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (!uploadId) return;
    setRefusal(null);
    const { result, refusal } = await act({
      templateRequestId: id,
      expectedVersion: version,
      uploadId,
      fields: fieldInputsOf(fields),
      note: note.trim() || null,
      unused: left.map(({ key }) => key).filter((key) => unused.includes(key)),
      idempotencyKey: decision.key(),
    });
    decision.renew(refusal);
    setRefusal(refusal);
    if (!result?.id) return;
    forget();
    dropWritten(source, viewerId);
    go(`/templates/requests/${id}`);
  };
  const problems = useProblems(refusal, (path) => valueAt({ ...written, uploadId }, path));
  const ofFields = Object.keys(refusal?.fields ?? {}).filter((path) => /^fields(\.|$)/.test(path));
  return (
    <Form refusal={refusal} className={form.form} onSubmit={send}>
      <section className={form.section}>
        <h2>{t`Source`}</h2>
        <Converted conversion={conversion} source={request.source} />
        <Uploading
          uploads={uploads}
          label={t`Source in Typst`}
          isSingle
          accept=".typ,text/plain"
          problem={problems.uploadId}
        />
      </section>
      <section className={form.section}>
        <h2>{t`What the template asks for`}</h2>
        <FieldsEditor
          label={t`Fields`}
          fields={fields}
          problems={problems}
          path="fields"
          onChange={(fields) => write({ fields })}
        />
        {left.length > 0 && <Unused left={left} unused={unused} problem={problems.unused} onChange={write} />}
      </section>
      <Field
        label={t`What the party has to know (optional)`}
        lines={3}
        value={note}
        onChange={(note) => write({ note })}
        problem={problems.note}
      />
      <RefusalNotice refusal={refusal} shown={["uploadId", "note", "unused", ...ofFields]} />
      <footer className={form.foot}>
        <div className={form.hint}>
          {!uploadId && <Trans>The source is missing: it is a text file in UTF-8.</Trans>}
        </div>
        <Button type="submit" look="main" isPending={isActing} isDisabled={!uploadId || uploads.isUnfinished}>
          <Trans>Deliver</Trans>
        </Button>
      </footer>
    </Form>
  );
}

interface UnusedProps {
  left: readonly { readonly key: string; readonly label: string }[];
  unused: readonly string[];
  problem: string | undefined;
  onChange: (part: Partial<Written>) => void;
}

/** What the customer's document asks for and no field does: each is left out on purpose, or forgotten. */
function Unused({ left, unused, problem, onChange }: UnusedProps) {
  const { t } = useLingui();
  const toggle = (key: string, isUnused: boolean) =>
    onChange({ unused: isUnused ? [...unused, key] : unused.filter((each) => each !== key) });
  return (
    <fieldset className={form.choices}>
      <legend className={form.legend}>{t`Left out on purpose`}</legend>
      <p className={form.hint}>
        <Trans>The document asks for these, and no field does.</Trans>
      </p>
      {left.map(({ key, label }) => (
        <label key={key}>
          <input
            type="checkbox"
            checked={unused.includes(key)}
            onChange={({ target }) => toggle(key, target.checked)}
          />
          {label} ({key})
        </label>
      ))}
      {problem && (
        <p role="alert" className={form.problem}>
          {problem}
        </p>
      )}
    </fieldset>
  );
}

/** What the document has become so far, and what was lost on the way. */
function Converted({ conversion, source }: { conversion: Request["conversion"]; source: Request["source"] }) {
  const { t, i18n } = useLingui();
  const [href, setHref] = useState<string | null>(null);
  const { source: typst, findings } = conversion;
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([typst], { type: "text/plain" }));
    setHref(made);
    return () => URL.revokeObjectURL(made);
  }, [typst]);
  return (
    <>
      <Files files={[source]} />
      {href && (
        <p>
          <a href={href} download="template.typ">
            {t`What the conversion has made, in Typst`}
          </a>
        </p>
      )}
      {findings.length > 0 && (
        <details>
          <summary>
            <Plural value={findings.length} one="# finding of the conversion" other="# findings of the conversion" />
          </summary>
          <ul>
            {findings.map(({ kind, where, text }, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: findings have no other name than their place
              <li key={place}>{[nameOf(i18n, findingKinds, kind), where, text].filter(Boolean).join(" · ")}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
