import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useFragment } from "react-relay";
import type { Delivering_request$key } from "../__generated__/Delivering_request.graphql";
import type { DeliveringMutation, TemplateFieldInput } from "../__generated__/DeliveringMutation.graphql";
import { useAct } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { Asking } from "../parts/Asking";
import { Field } from "../parts/Field";
import { Uploading } from "../parts/Uploading";
import { useUploads } from "../parts/useUploads";

interface DeliveringProps {
  request: Delivering_request$key;
  title: string;
  onClose: () => void;
}

const EXAMPLE = '[{"key": "scope", "label": "What is made", "type": "TEXT", "isRequired": true}]';

/** The professional gives a template to the customer for review: its source, and the fields that it asks for. */
export function Delivering({ title, onClose, ...given }: DeliveringProps) {
  const { t } = useLingui();
  const request = useFragment(
    graphql`
      fragment Delivering_request on TemplateRequest {
        id
        version
      }
    `,
    given.request,
  );
  const [fields, setFields] = useState(EXAMPLE);
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
        ... on Refusal {
          code
          message
        }
        ... on InvalidInput {
          fields {
            path
            message
          }
        }
        ... on Conflict {
          currentVersion
        }
      }
    }
  `);
  const refuse = (path: string, message: string): Refusal => ({
    code: "INVALID_INPUT",
    message,
    fields: { [path]: message },
    currentVersion: null,
  });
  const send = async (idempotencyKey: string) => {
    const read = fieldsIn(fields);
    const [uploadId] = uploads.ids;
    if (!read) return refuse("fields", t`This is not a JSON list.`);
    if (!uploadId || uploads.ids.length > 1) return refuse("uploadId", t`One file with the source is needed.`);
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

function fieldsIn(json: string): TemplateFieldInput[] | null {
  try {
    const read: unknown = JSON.parse(json);
    return Array.isArray(read) ? (read as TemplateFieldInput[]) : null;
  } catch {
    return null;
  }
}
