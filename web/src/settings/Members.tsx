import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useFragment } from "react-relay";
import { useLocation } from "wouter";
import type { Members_party$data, Members_party$key } from "../__generated__/Members_party.graphql";
import type { MembersAuthorizeMutation } from "../__generated__/MembersAuthorizeMutation.graphql";
import type { MemberRole, MembersChangeMutation } from "../__generated__/MembersChangeMutation.graphql";
import type { MembersRemoveMutation } from "../__generated__/MembersRemoveMutation.graphql";
import type { MembersRevokeMutation } from "../__generated__/MembersRevokeMutation.graphql";
import { keyOfTry, useAct } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { Asking } from "../parts/Asking";
import { Button } from "../parts/Button";
import { memberRoles, nameOf } from "../parts/enums";
import { RefusalNotice } from "../parts/Notice";
import styles from "./Settings.module.css";

type Member = NonNullable<Members_party$data["members"]>[number];

/** Who acts for a party. Owners change roles: a party passes to another hand when its owner makes another one. */
export function Members({ userId, ...given }: { party: Members_party$key; userId: string }) {
  const { t } = useLingui();
  const [leaving, setLeaving] = useState<Member | null>(null);
  const party = useFragment(
    graphql`
      fragment Members_party on Party {
        id
        name
        closedAt
        myRole
        members {
          role
          user {
            id
            name
          }
        }
        signers {
          id
        }
      }
    `,
    given.party,
  );
  return (
    <section className={styles.section}>
      <h2>{t`Members`}</h2>
      <ul className={styles.list}>
        {party.members?.map((member) => (
          <Row
            key={member.user.id}
            party={party}
            member={member}
            isSelf={member.user.id === userId}
            onRemove={() => setLeaving(member)}
          />
        ))}
      </ul>
      {leaving && (
        <Remove party={party} member={leaving} isSelf={leaving.user.id === userId} onClose={() => setLeaving(null)} />
      )}
    </section>
  );
}

interface MemberProps {
  party: Members_party$data;
  member: Member;
  isSelf: boolean;
}

function Row({ party, member, isSelf, onRemove }: MemberProps & { onRemove: () => void }) {
  const { t, i18n } = useLingui();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [act] = useAct<MembersChangeMutation>(graphql`
    mutation MembersChangeMutation($input: ChangeMemberRoleInput!) {
      changeMemberRole(input: $input) {
        __typename
        ... on Party {
          ...PartyPage_party
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const { role, user } = member;
  const isOwner = party.myRole === "OWNER";
  const change = async (role: MemberRole) =>
    setRefusal((await act({ partyId: party.id, userId: user.id, role, idempotencyKey: keyOfTry() })).refusal);
  return (
    <li className={styles.item}>
      <p className={styles.what}>
        {user.name} {isSelf && <span className={styles.soft}>{t`you`}</span>}
      </p>
      {isOwner && !party.closedAt ? (
        <select
          className={styles.small}
          aria-label={t`Role of ${user.name}`}
          value={role}
          onChange={({ target }) => change(target.value as MemberRole)}
        >
          {Object.entries(memberRoles).map(([key, title]) => (
            <option key={key} value={key}>
              {i18n._(title)}
            </option>
          ))}
        </select>
      ) : (
        <span className={styles.soft}>{nameOf(i18n, memberRoles, role)}</span>
      )}
      {role === "MANAGER" && <Signing party={party} member={member} />}
      {(isOwner || isSelf) && (
        <Button look="quiet" onPress={onRemove} aria-label={isSelf ? t`Leave ${party.name}` : t`Remove ${user.name}`}>
          {isSelf ? <Trans>Leave</Trans> : <Trans>Remove</Trans>} …
        </Button>
      )}
      <RefusalNotice refusal={refusal} />
    </li>
  );
}

/** Whether a manager may sign contracts, which owners say. */
function Signing({ party, member }: Omit<MemberProps, "isSelf">) {
  const { t } = useLingui();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [authorize, isAuthorizing] = useAct<MembersAuthorizeMutation>(graphql`
    mutation MembersAuthorizeMutation($input: AuthorizeSignerInput!) {
      authorizeSigner(input: $input) {
        __typename
        ... on Party {
          id
          signers {
            id
          }
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const [revoke, isRevoking] = useAct<MembersRevokeMutation>(graphql`
    mutation MembersRevokeMutation($input: RevokeSignerInput!) {
      revokeSigner(input: $input) {
        __typename
        ... on Party {
          id
          signers {
            id
          }
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const { id: userId, name } = member.user;
  const maySign = party.signers?.some(({ id }) => id === userId) ?? false;
  if (party.myRole !== "OWNER" || party.closedAt) {
    return maySign ? <span className={styles.soft}>{t`signs contracts`}</span> : null;
  }
  // As it was asked for, until the answer is there.
  const isChecked = isAuthorizing || (maySign && !isRevoking);
  const change = async () => {
    const input = { partyId: party.id, userId, idempotencyKey: keyOfTry() };
    setRefusal((await (maySign ? revoke(input) : authorize(input))).refusal);
  };
  return (
    <>
      <label className={styles.toggle}>
        <input type="checkbox" checked={isChecked} onChange={change} aria-label={t`${name} may sign contracts`} />
        <Trans>may sign contracts</Trans>
      </label>
      <RefusalNotice refusal={refusal} />
    </>
  );
}

function Remove({ party, member, isSelf, onClose }: MemberProps & { onClose: () => void }) {
  const { t } = useLingui();
  const [, go] = useLocation();
  const [act, isActing] = useAct<MembersRemoveMutation>(graphql`
    mutation MembersRemoveMutation($input: RemoveMemberInput!) {
      removeMember(input: $input) {
        __typename
        ... on Party {
          ...PartyPage_party
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const { name } = member.user;
  const send = async (idempotencyKey: string) => {
    const { refusal } = await act({ partyId: party.id, userId: member.user.id, idempotencyKey });
    if (!refusal && isSelf) go("/settings/parties");
    return refusal;
  };
  return (
    <Asking
      title={isSelf ? t`Leave ${party.name}` : t`Remove ${name}`}
      button={isSelf ? t`Leave` : t`Remove`}
      look="danger"
      isActing={isActing}
      act={send}
      onClose={onClose}
    >
      <p>
        {isSelf ? (
          <Trans>You no longer act for {party.name}, and no longer see what its members see.</Trans>
        ) : (
          <Trans>
            {name} no longer acts for {party.name}, from now on.
          </Trans>
        )}
      </p>
    </Asking>
  );
}
