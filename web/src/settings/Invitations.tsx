import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { graphql, useFragment } from "react-relay";
import type { Invitations_party$key } from "../__generated__/Invitations_party.graphql";
import type { InvitationsInviteMutation, MemberRole } from "../__generated__/InvitationsInviteMutation.graphql";
import type { InvitationsRevokeMutation } from "../__generated__/InvitationsRevokeMutation.graphql";
import { keyOfTry, useAct, useKeyOfDecision } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { Button } from "../parts/Button";
import { memberRoles, nameOf } from "../parts/enums";
import { Field } from "../parts/Field";
import { Form } from "../parts/Form";
import { RefusalNotice } from "../parts/Notice";
import { Select } from "../parts/Select";
import { useTexts } from "../parts/texts";
import styles from "./Settings.module.css";

/** Who was invited and has not answered, and inviting another. */
export function Invitations(given: { party: Invitations_party$key }) {
  const { t, i18n } = useLingui();
  const { deadline, moment } = useTexts();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<MemberRole>("MEMBER");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const decision = useKeyOfDecision();
  const party = useFragment(
    graphql`
      fragment Invitations_party on Party {
        id
        invitations {
          id
          email
          role
          invitedAt
          expiresAt
        }
      }
    `,
    given.party,
  );
  const [invite, isInviting] = useAct<InvitationsInviteMutation>(graphql`
    mutation InvitationsInviteMutation($input: InviteMemberInput!) {
      inviteMember(input: $input) {
        __typename
        ... on Party {
          ...Invitations_party
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const [revoke] = useAct<InvitationsRevokeMutation>(graphql`
    mutation InvitationsRevokeMutation($input: RevokeInvitationInput!) {
      revokeInvitation(input: $input) {
        __typename
        ... on Party {
          ...Invitations_party
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const { refusal } = await invite({ partyId: party.id, email, role, idempotencyKey: decision.key() });
    decision.renew(refusal);
    setRefusal(refusal);
    if (!refusal) setEmail("");
  };
  const takeBack = async (invitationId: string) =>
    setRefusal((await revoke({ invitationId, idempotencyKey: keyOfTry() })).refusal);
  return (
    <section className={styles.section}>
      <h2>{t`Invitations`}</h2>
      {party.invitations && party.invitations.length > 0 && (
        <ul className={styles.list}>
          {party.invitations.map(({ id, email, role, invitedAt, expiresAt }) => (
            <li key={id} className={styles.item}>
              <p className={styles.what}>
                {email}
                <span className={styles.soft}>
                  {nameOf(i18n, memberRoles, role)} · <Trans>invited {moment(invitedAt)}</Trans> ·{" "}
                  <Trans>until {deadline(expiresAt)}</Trans>
                </span>
              </p>
              <Button look="quiet" onPress={() => takeBack(id)} aria-label={t`Withdraw the invitation of ${email}`}>
                <Trans>Withdraw</Trans>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Form refusal={refusal} className={styles.inviting} onSubmit={send}>
        <Field
          label={t`Email address`}
          type="email"
          value={email}
          onChange={setEmail}
          isRequired
          problem={refusal?.fields.email}
        />
        <Select label={t`Role`} value={role} onChange={(role) => setRole(role as MemberRole)}>
          {Object.entries(memberRoles).map(([key, title]) => (
            <option key={key} value={key}>
              {i18n._(title)}
            </option>
          ))}
        </Select>
        <Button type="submit" isPending={isInviting} isDisabled={!email.trim()}>
          <Trans>Invite</Trans>
        </Button>
      </Form>
      <RefusalNotice refusal={refusal} shown={["email"]} />
    </section>
  );
}
