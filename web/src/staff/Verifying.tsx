/** Parties that were not verified yet, the oldest first. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, usePaginationFragment } from "react-relay";
import type { Verifying_viewer$data, Verifying_viewer$key } from "../__generated__/Verifying_viewer.graphql";
import type { VerifyingListQuery } from "../__generated__/VerifyingListQuery.graphql";
import type { VerifyingRefuseMutation } from "../__generated__/VerifyingRefuseMutation.graphql";
import type { VerifyingVerifyMutation } from "../__generated__/VerifyingVerifyMutation.graphql";
import { useAct } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { Asking } from "../parts/Asking";
import { Button } from "../parts/Button";
import { nameOf, partyKind } from "../parts/enums";
import { Field } from "../parts/Field";
import { States } from "../parts/States";
import { useFactsOfParty, usePartyNow } from "../settings/partyNow";
import { More } from "./More";
import styles from "./Staff.module.css";

type Party = Verifying_viewer$data["partiesToVerify"]["edges"][number]["node"];

export function Verifying({ onDone, ...given }: { viewer: Verifying_viewer$key; onDone: () => void }) {
  const { t } = useLingui();
  const { data, ...paging } = usePaginationFragment<VerifyingListQuery, Verifying_viewer$key>(
    graphql`
      fragment Verifying_viewer on Viewer
      @refetchable(queryName: "VerifyingListQuery")
      @argumentDefinitions(count: { type: "Int" }, cursor: { type: "String" }) {
        partiesToVerify(first: $count, after: $cursor) @connection(key: "Verifying_partiesToVerify") {
          totalCount
          edges {
            node {
              id
              name
              kind
              version
              summary
              skills
            }
          }
        }
      }
    `,
    given.viewer,
  );
  const { edges, totalCount } = data.partiesToVerify;
  return (
    <section className={styles.section}>
      <h2>{t`Parties to verify`}</h2>
      <p className={styles.soft}>
        <Plural value={totalCount} _0="All are verified." one="# party" other="# parties" />
      </p>
      <ul className={styles.list}>
        {edges.map(({ node }) => (
          <PartyToVerify key={node.id} party={node} onDone={onDone} />
        ))}
      </ul>
      <More {...paging} />
    </section>
  );
}

/** What has changed since a decision about the party that others were quicker than. */
function useStates(party: Party) {
  const [before, setBefore] = useState<Party | null>(null);
  const factsOf = useFactsOfParty();
  const readAgain = usePartyNow(party.id);
  const collide = async (refusal: Refusal | null) => {
    setBefore(refusal?.code === "CONFLICT" ? party : null);
    if (refusal?.code === "CONFLICT") await readAgain();
  };
  return { states: before && <States facts={factsOf(before, party)} />, collide };
}

function PartyToVerify({ party, onDone }: { party: Party; onDone: () => void }) {
  const { t, i18n } = useLingui();
  const [asking, setAsking] = useState<"verify" | "refuse" | null>(null);
  const [note, setNote] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [act, isActing] = useAct<VerifyingVerifyMutation>(graphql`
    mutation VerifyingVerifyMutation($input: VerifyPartyInput!) {
      verifyParty(input: $input) {
        __typename
        ... on Party {
          id
          verifiedAt
          version
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const { id, name, kind, version, skills, summary } = party;
  const { states, collide } = useStates(party);
  const send = async (idempotencyKey: string) => {
    const given = { partyId: id, note: note.trim() || null, expectedVersion: version, idempotencyKey };
    const { refusal } = await act(given);
    if (!refusal) onDone();
    await collide(refusal);
    return refusal;
  };
  return (
    <li className={styles.item}>
      <p className={styles.what}>
        {name}
        <span className={styles.soft}>{[nameOf(i18n, partyKind, kind), ...skills].join(" · ")}</span>
        {summary && <span className={styles.soft}>{summary}</span>}
      </p>
      <Button onPress={() => setAsking("verify")} aria-label={t`Verify ${name}`}>
        <Trans>Verify</Trans> …
      </Button>
      <Button look="quiet" onPress={() => setAsking("refuse")} aria-label={t`Do not verify ${name}`}>
        <Trans>Do not verify</Trans> …
      </Button>
      {asking === "refuse" && <Refuse party={party} onDone={onDone} onClose={() => setAsking(null)} />}
      {asking === "verify" && (
        <Asking
          about={id}
          title={t`Verify ${name}`}
          isDeliberate
          button={t`Verify`}
          isActing={isActing}
          shown={["note"]}
          act={send}
          onRefusal={setRefusal}
          onClose={() => setAsking(null)}
        >
          <Field
            label={t`What it rests on`}
            hint={t`It is kept on record, for the staff.`}
            lines={3}
            value={note}
            onChange={setNote}
            autoFocus
            problem={refusal?.fields.note}
          />
          {states}
        </Asking>
      )}
    </li>
  );
}

function Refuse({ party, onDone, onClose }: { party: Party; onDone: () => void; onClose: () => void }) {
  const { t } = useLingui();
  const [reason, setReason] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [act, isActing] = useAct<VerifyingRefuseMutation>(graphql`
    mutation VerifyingRefuseMutation($input: RefuseVerificationInput!) {
      refuseVerification(input: $input) {
        __typename
        ... on Party {
          id
          version
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const { id, name, version } = party;
  const { states, collide } = useStates(party);
  const send = async (idempotencyKey: string) => {
    const { refusal } = await act({ partyId: id, reason, expectedVersion: version, idempotencyKey });
    if (!refusal) onDone();
    await collide(refusal);
    return refusal;
  };
  return (
    <Asking
      about={id}
      title={t`Do not verify ${name}`}
      button={t`Do not verify`}
      look="danger"
      isActing={isActing}
      shown={["reason"]}
      act={send}
      onRefusal={setRefusal}
      onClose={onClose}
    >
      <Field
        label={t`Reason`}
        hint={t`Its owners are told.`}
        lines={3}
        value={reason}
        onChange={setReason}
        isRequired
        autoFocus
        problem={refusal?.fields.reason}
      />
      {states}
    </Asking>
  );
}
