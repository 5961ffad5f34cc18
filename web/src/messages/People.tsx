/** Who takes part in a conversation: both sides, and the resource manager, whom the client invites and removes. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useFragment } from "react-relay";
import { ConnectionHandler } from "relay-runtime";
import { useLocation } from "wouter";
import type { People_conversation$key } from "../__generated__/People_conversation.graphql";
import type { PeopleInviteMutation } from "../__generated__/PeopleInviteMutation.graphql";
import type { PeopleRemoveMutation } from "../__generated__/PeopleRemoveMutation.graphql";
import { routes } from "../app/routes";
import { useAct } from "../network/acting";
import { Asking } from "../parts/Asking";
import { Button } from "../parts/Button";
import { useTexts } from "../parts/texts";
import styles from "./Conversation.module.css";

interface PeopleProps {
  conversation: People_conversation$key;
  /** The id of who looks at it. */
  me: string;
}

interface Somebody {
  readonly id: string;
  readonly name: string;
}

type Asked = { deed: "INVITE" | "REMOVE" | "LEAVE"; whom: Somebody };

export function People({ me, ...given }: PeopleProps) {
  const { t } = useLingui();
  const { list } = useTexts();
  const [asked, setAsked] = useState<Asked | null>(null);
  const conversation = useFragment(
    graphql`
      fragment People_conversation on Conversation {
        id
        kind
        actions
        demand {
          id
          awarder {
            id
            myRole
          }
          ... on BiddingDemand {
            resourceManager {
              id
              name
            }
          }
        }
        participants {
          user {
            id
            name
          }
          party {
            id
            name
          }
        }
      }
    `,
    given.conversation,
  );
  const { id, kind, actions, demand, participants } = conversation;
  const names = participants.map(({ user: { name }, party }) => {
    if (!party) return t`${name} (staff of the platform)`;
    return party.name === name ? name : `${name} (${party.name})`;
  });
  // Nobody removes the mediator of a dispute.
  const guests = kind === "DISPUTE" ? [] : participants.filter(({ party }) => !party).map(({ user }) => user);
  const manager = demand.resourceManager;
  const isLead = ["OWNER", "MANAGER"].includes(demand.awarder.myRole ?? "");
  const canInvite = actions.includes("INVITE") && manager && guests.every((each) => each.id !== manager.id);
  const close = () => setAsked(null);
  return (
    <div className={styles.people}>
      <p className={styles.soft}>{list(names)}</p>
      {canInvite && (
        <Button look="quiet" onPress={() => setAsked({ deed: "INVITE", whom: manager })}>
          <Trans>Invite the resource manager</Trans> …
        </Button>
      )}
      {isLead &&
        guests.map((guest) => (
          <Button key={guest.id} look="quiet" onPress={() => setAsked({ deed: "REMOVE", whom: guest })}>
            <Trans>Remove {guest.name}</Trans> …
          </Button>
        ))}
      {guests.some((guest) => guest.id === me) && (
        <Button look="quiet" onPress={() => setAsked({ deed: "LEAVE", whom: { id: me, name: "" } })}>
          <Trans>Leave the conversation</Trans> …
        </Button>
      )}
      {asked?.deed === "INVITE" && <Invite conversationId={id} whom={asked.whom} onClose={close} />}
      {(asked?.deed === "REMOVE" || asked?.deed === "LEAVE") && (
        <Remove conversationId={id} whom={asked.whom} isLeaving={asked.deed === "LEAVE"} onClose={close} />
      )}
    </div>
  );
}

interface DeedProps {
  conversationId: string;
  whom: Somebody;
  onClose: () => void;
}

function Invite({ conversationId, whom, onClose }: DeedProps) {
  const { t } = useLingui();
  const [act, isActing] = useAct<PeopleInviteMutation>(graphql`
    mutation PeopleInviteMutation($input: InviteToConversationInput!) {
      inviteToConversation(input: $input) {
        __typename
        ... on Conversation {
          ...People_conversation
          ...reading_conversation
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async (idempotencyKey: string) =>
    (await act({ conversationId, userId: whom.id, idempotencyKey })).refusal;
  return (
    <Asking
      title={t`Invite ${whom.name}`}
      button={t({ message: "Invite", context: "into a conversation" })}
      isActing={isActing}
      act={send}
      onClose={onClose}
    >
      <p>
        <Trans>
          The resource manager reads the whole conversation then and can write in it. The other side sees that.
        </Trans>
      </p>
    </Asking>
  );
}

function Remove({ conversationId, whom, isLeaving, onClose }: DeedProps & { isLeaving: boolean }) {
  const { t } = useLingui();
  const [, go] = useLocation();
  const [act, isActing] = useAct<PeopleRemoveMutation>(graphql`
    mutation PeopleRemoveMutation($input: RemoveFromConversationInput!) {
      removeFromConversation(input: $input) {
        __typename
        ... on Conversation {
          id
          participants {
            user {
              id
              name
            }
            party {
              id
              name
            }
            readThrough
          }
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async (idempotencyKey: string) => {
    const { refusal } = await act(
      { conversationId, userId: whom.id, idempotencyKey },
      {
        updater: (store) => {
          const inbox = isLeaving && ConnectionHandler.getConnection(store.getRoot(), "Inbox_conversations");
          if (inbox && store.getRootField("removeFromConversation")?.getType() === "Conversation")
            ConnectionHandler.deleteNode(inbox, conversationId);
        },
      },
    );
    if (!refusal && isLeaving) go(routes.inbox.replace("/:id?", ""));
    return refusal;
  };
  return (
    <Asking
      title={isLeaving ? t`Leave the conversation` : t`Remove ${whom.name}`}
      button={isLeaving ? t`Leave` : t`Remove`}
      look="danger"
      isActing={isActing}
      act={send}
      onClose={onClose}
    >
      <p>
        {isLeaving ? (
          <Trans>You no longer see it then, unless the client invites you again.</Trans>
        ) : (
          <Trans>They no longer see the conversation then. What they have written stays.</Trans>
        )}
      </p>
    </Asking>
  );
}
