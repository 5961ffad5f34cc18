/** Who of the staff is in charge of a demand: a resource manager takes it, and an administrator gives it to one. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useFragment } from "react-relay";
import type { Managing_demand$key } from "../__generated__/Managing_demand.graphql";
import type { Managing_viewer$key } from "../__generated__/Managing_viewer.graphql";
import type { ManagingMutation } from "../__generated__/ManagingMutation.graphql";
import { useAct } from "../network/acting";
import { Asking } from "../parts/Asking";
import { Assigning } from "../parts/Assigning";
import { Awaited } from "../parts/Awaited";
import { Button } from "../parts/Button";
import styles from "./DemandPage.module.css";

/** Where there is nothing to be in charge of any more, or not yet. */
const NOT_RUNNING: readonly string[] = ["DRAFT", "COMPLETED", "FAILED", "CANCELLED"];

interface ManagingProps {
  demand: Managing_demand$key;
  viewer: Managing_viewer$key;
}

export function Managing(given: ManagingProps) {
  const { t } = useLingui();
  const [asking, setAsking] = useState<"TAKE" | "ASSIGN" | null>(null);
  const [assigned, setAssigned] = useState<string | null>(null);
  const { roles, user } = useFragment(
    graphql`
      fragment Managing_viewer on Viewer {
        roles
        user {
          id
        }
      }
    `,
    given.viewer,
  );
  const demand = useFragment(
    graphql`
      fragment Managing_demand on BiddingDemand {
        id
        state
        awarder {
          id
          myRole
        }
        resourceManager {
          id
          name
        }
        myApplicants {
          id
        }
      }
    `,
    given.demand,
  );
  const [act, isActing] = useAct<ManagingMutation>(graphql`
    mutation ManagingMutation($input: AssignManagerInput!) {
      assignManager(input: $input) {
        __typename
        ... on BiddingDemand {
          ...DemandPage_demand
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  if (NOT_RUNNING.includes(demand.state)) return null;
  // Nobody manages a demand of their own parties, nor one that these have applied to.
  const isOwn = demand.awarder.myRole !== null || demand.myApplicants.length > 0;
  const mayTake = roles.includes("RESOURCE_MANAGER") && demand.resourceManager?.id !== user.id && !isOwn;
  const mayAssign = roles.includes("ADMINISTRATOR");
  if (!mayTake && !mayAssign) return null;
  const send = async (userId: string, idempotencyKey: string) =>
    (await act({ demandId: demand.id, userId, idempotencyKey })).refusal;
  const close = () => setAsking(null);
  return (
    <div className={styles.deeds}>
      {mayTake && (
        <Button onPress={() => setAsking("TAKE")}>
          <Trans>Manage this demand</Trans> …
        </Button>
      )}
      {mayAssign && (
        <Button look="quiet" onPress={() => setAsking("ASSIGN")}>
          <Trans>Assign a resource manager</Trans> …
        </Button>
      )}
      <p className={styles.assigned} role="status">
        {assigned && <Trans>{assigned} is the resource manager now.</Trans>}
      </p>
      {asking === "TAKE" && (
        <Asking
          title={t`Manage this demand`}
          button={t`Manage it`}
          isActing={isActing}
          act={(key) => send(user.id, key)}
          onClose={close}
        >
          <p>
            <Trans>
              You are then in charge of it, and the client sees that. You read the workbench, can hide questions and
              suspend the demand. What is decided about bids stays with the client.
            </Trans>
          </p>
        </Asking>
      )}
      {asking === "ASSIGN" && (
        <Awaited>
          <Assigning
            title={t`Assign a resource manager`}
            among="RESOURCE_MANAGER"
            holder={demand.resourceManager?.id}
            isActing={isActing}
            send={async ({ id, name }, key) => {
              const refusal = await send(id, key);
              if (!refusal) setAssigned(name);
              return refusal;
            }}
            onClose={close}
          >
            <p>
              <Trans>Whoever is in charge of it so far is relieved.</Trans>
            </p>
          </Assigning>
        </Awaited>
      )}
    </div>
  );
}
