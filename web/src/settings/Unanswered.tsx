/** What somebody has not answered yet: the mail that confirms their address, and then invitations to companies. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useLazyLoadQuery } from "react-relay";
import { Link } from "wouter";
import type { UnansweredAcceptMutation } from "../__generated__/UnansweredAcceptMutation.graphql";
import type { UnansweredDeclineMutation } from "../__generated__/UnansweredDeclineMutation.graphql";
import type { UnansweredQuery } from "../__generated__/UnansweredQuery.graphql";
import { endWelcome } from "../account/welcome";
import { useAct, useKeyOfDecision } from "../network/acting";
import { tellNews, useNews } from "../network/news";
import type { Refusal } from "../network/refusals";
import { Awaited } from "../parts/Awaited";
import { Button } from "../parts/Button";
import { memberRoles, nameOf } from "../parts/enums";
import { Spared, useTry } from "../parts/Failure";
import { Notice, RefusalNotice } from "../parts/Notice";
import { useTexts } from "../parts/texts";
import styles from "./Unanswered.module.css";

interface UnansweredProps {
  /** Says it, too, where there is nothing to answer. */
  isPage?: boolean;
}

export default function Unanswered(props: UnansweredProps) {
  return (
    <Spared place="unanswered" fallback={null}>
      <Awaited>
        <Waiting {...props} />
      </Awaited>
    </Spared>
  );
}

function Waiting({ isPage = false }: UnansweredProps) {
  const { t } = useLingui();
  const [joined, setJoined] = useState<readonly Joined[]>([]);
  const { viewer } = useLazyLoadQuery<UnansweredQuery>(
    graphql`
      query UnansweredQuery {
        viewer {
          id
          user {
            id
            email
            emailVerifiedAt
          }
          invitations {
            id
            role
            invitedAt
            expiresAt
            party {
              id
              name
            }
          }
        }
      }
    `,
    {},
    { fetchPolicy: "store-and-network", fetchKey: `${useTry()} ${useNews()}` },
  );
  if (!viewer) return null;
  const { user, invitations } = viewer;
  if (!user.emailVerifiedAt) return <Unconfirmed email={user.email ?? ""} />;
  return (
    <>
      {joined.map(({ id, name }) => (
        <Notice key={id}>
          <Trans>
            You act for <Link href={`/settings/parties/${id}`}>{name}</Link> now.
          </Trans>
        </Notice>
      ))}
      {invitations.length > 0 && (
        <section className={styles.invitations} aria-label={t`Invitations`}>
          {!isPage && <h2>{t`Invitations`}</h2>}
          <ul>
            {invitations.map((invitation) => (
              <Invitation
                key={invitation.id}
                {...invitation}
                onJoin={(party) => setJoined((before) => [...before, party])}
              />
            ))}
          </ul>
        </section>
      )}
      {isPage && invitations.length === 0 && joined.length === 0 && (
        <p>
          <Trans>
            There is no invitation to {user.email} that you can accept. If it was sent to another address, sign in with
            that one. An invitation ends after 14 days; the company can send another.
          </Trans>
        </p>
      )}
    </>
  );
}

/** Whether there are invitations to an address is said to nobody before it is theirs. */
function Unconfirmed({ email }: { email: string }) {
  return (
    <Notice>
      <p>
        <Trans>
          We have sent an email to {email}. Please confirm your address with the link in it, or{" "}
          <Link href="/settings/profile">have it sent again</Link>.
        </Trans>
      </p>
      <p>
        <Trans>If somebody has invited you to their company, the invitation is shown here after that.</Trans>
      </p>
    </Notice>
  );
}

interface Joined {
  readonly id: string;
  readonly name: string;
}

interface InvitationProps {
  id: string;
  role: string;
  invitedAt: string;
  expiresAt: string;
  party: Joined;
  onJoin: (party: Joined) => void;
}

function Invitation({ id, role, invitedAt, expiresAt, party, onJoin }: InvitationProps) {
  const { t, i18n } = useLingui();
  const { deadline, moment } = useTexts();
  const decision = useKeyOfDecision();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [accept, isAccepting] = useAct<UnansweredAcceptMutation>(graphql`
    mutation UnansweredAcceptMutation($input: AcceptInvitationInput!) {
      acceptInvitation(input: $input) {
        __typename
        ... on Party {
          id
          name
          myRole
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const [decline, isDeclining] = useAct<UnansweredDeclineMutation>(graphql`
    mutation UnansweredDeclineMutation($input: DeclineInvitationInput!) {
      declineInvitation(input: $input) {
        __typename
        ... on Party {
          id
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const answer = async (act: typeof accept | typeof decline) => {
    const { refusal } = await act({ invitationId: id, idempotencyKey: decision.key() });
    decision.renew(refusal);
    setRefusal(refusal);
    if (refusal) return;
    if (act === accept) {
      endWelcome();
      onJoin(party);
    }
    // What the page shows of the viewer's parties is read again, with what is left to answer.
    tellNews();
  };
  return (
    <li className={styles.item}>
      <p className={styles.what}>
        <strong>{party.name}</strong>{" "}
        <span className={styles.soft}>
          {nameOf(i18n, memberRoles, role)} · <Trans>invited {moment(invitedAt)}</Trans> ·{" "}
          <Trans>until {deadline(expiresAt)}</Trans>
        </span>
      </p>
      <Button isPending={isAccepting} onPress={() => answer(accept)} aria-label={t`Join ${party.name}`}>
        <Trans>Join</Trans>
      </Button>
      <Button
        look="quiet"
        isPending={isDeclining}
        onPress={() => answer(decline)}
        aria-label={t`Decline the invitation of ${party.name}`}
      >
        <Trans>Decline</Trans>
      </Button>
      <RefusalNotice refusal={refusal} />
    </li>
  );
}
