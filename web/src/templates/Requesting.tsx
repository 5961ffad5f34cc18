/** Has a template made of a party's own document. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { graphql, useLazyLoadQuery } from "react-relay";
import { Link, useLocation } from "wouter";
import type { RequestingMutation } from "../__generated__/RequestingMutation.graphql";
import type { RequestingQuery } from "../__generated__/RequestingQuery.graphql";
import { routes } from "../app/routes";
import styles from "../contracts/Contract.module.css";
import { useAct, useKeyOfDecision } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { Button } from "../parts/Button";
import { nameOf } from "../parts/enums";
import { NothingHere, useTry } from "../parts/Failure";
import { Field } from "../parts/Field";
import { Form } from "../parts/Form";
import { RefusalNotice } from "../parts/Notice";
import { Select } from "../parts/Select";
import { useTitle } from "../parts/title";
import { Uploading } from "../parts/Uploading";
import { useUploads } from "../parts/useUploads";
import { contractKinds } from "./names";

type Party = NonNullable<RequestingQuery["response"]["viewer"]>["parties"][number];

export default function Requesting() {
  const { viewer } = useLazyLoadQuery<RequestingQuery>(
    graphql`
      query RequestingQuery {
        viewer {
          id
          parties {
            id
            name
            myRole
          }
        }
      }
    `,
    {},
    { fetchPolicy: "store-and-network", fetchKey: useTry() },
  );
  const parties = viewer?.parties.filter(({ myRole }) => myRole === "OWNER" || myRole === "MANAGER") ?? [];
  return parties.length > 0 ? <Request parties={parties} /> : <NothingHere />;
}

function Request({ parties }: { parties: readonly Party[] }) {
  const { t, i18n } = useLingui();
  useTitle(t`Have a template made`);
  const [, go] = useLocation();
  const [partyId, setPartyId] = useState(parties.at(-1)?.id ?? "");
  const [name, setName] = useState("");
  const [kind, setKind] = useState("B2B");
  const [days, setDays] = useState("3");
  const [notes, setNotes] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const uploads = useUploads([]);
  const decision = useKeyOfDecision();
  const [request, isRequesting] = useAct<RequestingMutation>(graphql`
    mutation RequestingMutation($input: RequestTemplateInput!) {
      requestTemplate(input: $input) {
        __typename
        ... on TemplateRequest {
          id
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const [uploadId] = uploads.ids;
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (!uploadId) return;
    const given = {
      partyId,
      name,
      kind: kind as "B2B" | "B2C",
      days: Number(days),
      notes: notes.trim() || null,
      uploadId,
    };
    const { result, refusal } = await request({ ...given, idempotencyKey: decision.key() });
    setRefusal(refusal);
    if (refusal) decision.renew(refusal);
    if (result?.id) go(`/templates/requests/${result.id}`);
  };
  const problems = refusal?.fields ?? {};
  return (
    <Form refusal={refusal} className={styles.writing} onSubmit={send}>
      <header className={styles.head}>
        <p className={styles.by}>
          <Link href={routes.templates}>
            <Trans>Templates</Trans>
          </Link>
        </p>
        <h1>{t`Have a template made`}</h1>
        <p className={styles.soft}>
          <Trans>
            A professional turns your document into a template, shows you what a contract made with it looks like, and
            publishes it for your party once you have approved it.
          </Trans>
        </p>
      </header>
      {parties.length > 1 && (
        <Select label={t`For`} value={partyId} onChange={setPartyId}>
          {parties.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
      <Field label={t`Name of the template`} value={name} onChange={setName} isRequired problem={problems.name} />
      <Select label={t`Contracts`} value={kind} onChange={setKind}>
        {Object.keys(contractKinds).map((each) => (
          <option key={each} value={each}>
            {nameOf(i18n, contractKinds, each)}
          </option>
        ))}
      </Select>
      <Select
        label={t`Working days`}
        hint={t`What is requested after 17:00 counts from the next working day.`}
        value={days}
        onChange={setDays}
        problem={problems.days}
      >
        {["1", "2", "3"].map((each) => (
          <option key={each}>{each}</option>
        ))}
      </Select>
      <Uploading
        uploads={uploads}
        label={t`Document (DOCX without macros, at most 10 MB)`}
        isSingle
        accept=".docx"
        problem={problems.uploadId}
      />
      <Field
        label={t`What the professional has to know (optional)`}
        lines={4}
        value={notes}
        onChange={setNotes}
        problem={problems.notes}
      />
      <RefusalNotice refusal={refusal} shown={["name", "days", "notes", "uploadId"]} />
      <div className={styles.deeds}>
        <Button
          type="submit"
          look="main"
          isPending={isRequesting}
          isDisabled={uploads.isUnfinished || !uploadId || !name.trim()}
        >
          <Trans>Request it</Trans>
        </Button>
      </div>
    </Form>
  );
}
