import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Suspense, useEffect, useState } from "react";
import { graphql, useLazyLoadQuery } from "react-relay";
import type { DeliveringMutation, TemplateFieldInput } from "../__generated__/DeliveringMutation.graphql";
import type { DeliveringQuery } from "../__generated__/DeliveringQuery.graphql";
import { useAct } from "../network/acting";
import { invalid, type Refusal } from "../network/refusals";
import { Asking } from "../parts/Asking";
import { nameOf } from "../parts/enums";
import { useTry } from "../parts/Failure";
import { Field } from "../parts/Field";
import { Uploading } from "../parts/Uploading";
import { useUploads } from "../parts/useUploads";
import { findingKinds } from "./names";

interface DeliveringProps {
  request: { readonly id: string; readonly version: number };
  title: string;
  onClose: () => void;
}

/** The professional gives a template to the customer for review: its source, and the fields that it asks for. */
export function Delivering(props: DeliveringProps) {
  return (
    <Suspense fallback={null}>
      <Loaded {...props} />
    </Suspense>
  );
}

function Loaded(props: DeliveringProps) {
  const { templateRequest } = useLazyLoadQuery<DeliveringQuery>(
    graphql`
      query DeliveringQuery($id: ID!) {
        templateRequest(id: $id) {
          id
          conversion {
            source
            fields {
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
              columns {
                key
                label
                type
                isRequired
                maxLength
                decimals
                options {
                  value
                  label
                }
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
    { id: props.request.id },
    { fetchPolicy: "network-only", fetchKey: useTry() },
  );
  return templateRequest ? <Form {...props} conversion={templateRequest.conversion} /> : null;
}

type Conversion = NonNullable<DeliveringQuery["response"]["templateRequest"]>["conversion"];

function Form({ request, title, onClose, conversion }: DeliveringProps & { conversion: Conversion }) {
  const { t } = useLingui();
  const [fields, setFields] = useState(() => JSON.stringify(conversion.fields, null, 2));
  const [unused, setUnused] = useState("");
  const [note, setNote] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const uploads = useUploads([]);
  const [act, isActing] = useAct<DeliveringMutation>(graphql`
    mutation DeliveringMutation($input: DeliverTemplateInput!) {
      deliverTemplate(input: $input) {
        __typename
        ... on TemplateRequest {
          ...RequestPage_request
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async (idempotencyKey: string) => {
    const read = fieldsIn(fields);
    const [uploadId] = uploads.ids;
    if (!read) return invalid({ fields: t`This is not a JSON list.` });
    if (!uploadId || uploads.ids.length > 1) return invalid({ uploadId: t`One file with the source is needed.` });
    const { refusal } = await act({
      templateRequestId: request.id,
      expectedVersion: request.version,
      uploadId,
      fields: read,
      note: note.trim() || null,
      unused: unused
        .split(",")
        .map((each) => each.trim())
        .filter(Boolean),
      idempotencyKey,
    });
    return refusal;
  };
  const ofFields = Object.entries(refusal?.fields ?? {}).filter(([path]) => /^fields(\.|$)/.test(path));
  const problem = ofFields.map(([path, message]) => `${path}: ${message}`).join("\n") || undefined;
  return (
    <Asking
      title={title}
      button={t`Deliver`}
      isActing={isActing}
      shown={["uploadId", "note", "unused", ...ofFields.map(([path]) => path)]}
      act={send}
      onRefusal={setRefusal}
      onClose={onClose}
    >
      <Converted conversion={conversion} />
      <Uploading uploads={uploads} label={t`Source in Typst`} problem={refusal?.fields.uploadId} />
      <Field label={t`Fields as JSON`} lines={8} value={fields} onChange={setFields} problem={problem} />
      <Field
        label={t`Placeholders that are left out on purpose`}
        hint={t`Separated by commas.`}
        value={unused}
        onChange={setUnused}
        problem={refusal?.fields.unused}
      />
      <Field
        label={t`What the customer has to know (optional)`}
        lines={3}
        value={note}
        onChange={setNote}
        problem={refusal?.fields.note}
      />
      <p>
        <Trans>The customer sees a preview of it, and approves it or asks for changes.</Trans>
      </p>
    </Asking>
  );
}

/** What the document has become so far, and what was lost on the way. */
function Converted({ conversion }: { conversion: Conversion }) {
  const { t, i18n } = useLingui();
  const [href, setHref] = useState<string | null>(null);
  const { source, findings } = conversion;
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([source], { type: "text/plain" }));
    setHref(made);
    return () => URL.revokeObjectURL(made);
  }, [source]);
  return (
    <>
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

function fieldsIn(json: string): TemplateFieldInput[] | null {
  try {
    const read: unknown = JSON.parse(json);
    return Array.isArray(read) ? (read as TemplateFieldInput[]) : null;
  } catch {
    return null;
  }
}
