/** What one may decide about a demand beside its content: when it ends, and whether. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useFragment } from "react-relay";
import type { Deeds_demand$data, Deeds_demand$key } from "../__generated__/Deeds_demand.graphql";
import type { DeedsCancelMutation } from "../__generated__/DeedsCancelMutation.graphql";
import type { DeedsCloseMutation } from "../__generated__/DeedsCloseMutation.graphql";
import type { DeedsConcludeMutation } from "../__generated__/DeedsConcludeMutation.graphql";
import type { DeedsExtendMutation } from "../__generated__/DeedsExtendMutation.graphql";
import type { DeedsReopenMutation } from "../__generated__/DeedsReopenMutation.graphql";
import type { DeedsResumeMutation } from "../__generated__/DeedsResumeMutation.graphql";
import type { DeedsSuspendMutation } from "../__generated__/DeedsSuspendMutation.graphql";
import { useAct } from "../network/acting";
import { invalid, type Refusal } from "../network/refusals";
import { Asking } from "../parts/Asking";
import { Awaited } from "../parts/Awaited";
import { Button, ButtonLink } from "../parts/Button";
import { DateTimeField } from "../parts/DateTimeField";
import { Field } from "../parts/Field";
import { clockTime, ownZone } from "../parts/zones";
import { deadlineOf } from "./brief";
import { ClosingDialog } from "./ClosingDialog";
import { isAboutClosing } from "./closing";
import styles from "./DemandPage.module.css";
import { besideFields } from "./Wrong";

type Demand = Deeds_demand$data;
type Deed = "EXTEND_DEADLINE" | "REOPEN_BIDDING" | "CLOSE_BIDDING" | "CONCLUDE" | "CANCEL" | "SUSPEND" | "RESUME";

export function Deeds(given: { demand: Deeds_demand$key }) {
  const { t } = useLingui();
  const [asking, setAsking] = useState<Deed | null>(null);
  const demand = useFragment(
    graphql`
      fragment Deeds_demand on BiddingDemand {
        id
        title
        state
        version
        deadlineAt
        bidCount
        actions
        closableAt
        awarder {
          id
          myRole
        }
      }
    `,
    given.demand,
  );
  const titles: Record<Deed, string> = {
    EXTEND_DEADLINE: t`Move the deadline`,
    CLOSE_BIDDING: t`Close bidding`,
    REOPEN_BIDDING: t`Reopen bidding`,
    CONCLUDE: t`End without an award`,
    SUSPEND: t`Suspend`,
    RESUME: t`Resume`,
    CANCEL: t`Cancel the demand`,
  };
  const deeds = (Object.keys(titles) as Deed[]).filter((deed) =>
    deed === "CLOSE_BIDDING" ? isAboutClosing(demand) : (demand.actions as readonly string[]).includes(deed),
  );
  const canAmend = demand.actions.includes("AMEND");
  if (deeds.length === 0 && !canAmend) return null;
  const close = () => setAsking(null);
  return (
    <div className={styles.deeds}>
      {canAmend && (
        <ButtonLink href={`/demands/${demand.id}/edit`}>
          {demand.state === "DRAFT" ? <Trans>Continue writing</Trans> : <Trans>Change the demand</Trans>}
        </ButtonLink>
      )}
      {deeds.map((deed) => (
        <Button key={deed} look="quiet" onPress={() => setAsking(deed)}>
          {titles[deed]} …
        </Button>
      ))}
      {asking === "EXTEND_DEADLINE" && <Extend title={titles[asking]} demand={demand} onClose={close} />}
      {asking === "REOPEN_BIDDING" && <Reopen title={titles[asking]} demand={demand} onClose={close} />}
      {asking === "CLOSE_BIDDING" && (
        <Awaited>
          <CloseBidding title={titles[asking]} demand={demand} onClose={close} />
        </Awaited>
      )}
      {asking === "CONCLUDE" && <Conclude title={titles[asking]} demand={demand} onClose={close} />}
      {asking === "CANCEL" && <CancelDemand title={titles[asking]} demand={demand} onClose={close} />}
      {asking === "SUSPEND" && <Suspend title={titles[asking]} demand={demand} onClose={close} />}
      {asking === "RESUME" && <Resume title={titles[asking]} demand={demand} onClose={close} />}
    </div>
  );
}

interface DeedProps {
  title: string;
  demand: Demand;
  onClose: () => void;
}

function Extend({ title, demand, onClose }: DeedProps) {
  const [act, isActing] = useAct<DeedsExtendMutation>(graphql`
    mutation DeedsExtendMutation($input: ExtendDeadlineInput!) {
      extendDeadline(input: $input) {
        __typename
        ... on BiddingDemand {
          ...DemandPage_demand
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async (deadlineAt: string, idempotencyKey: string) =>
    (await act({ demandId: demand.id, expectedVersion: demand.version, deadlineAt, idempotencyKey })).refusal;
  return <UntilWhen title={title} demand={demand} isActing={isActing} send={send} onClose={onClose} />;
}

function Reopen({ title, demand, onClose }: DeedProps) {
  const [act, isActing] = useAct<DeedsReopenMutation>(graphql`
    mutation DeedsReopenMutation($input: ReopenBiddingInput!) {
      reopenBidding(input: $input) {
        __typename
        ... on BiddingDemand {
          ...DemandPage_demand
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async (deadlineAt: string, idempotencyKey: string) =>
    (await act({ demandId: demand.id, expectedVersion: demand.version, deadlineAt, idempotencyKey })).refusal;
  return <UntilWhen title={title} demand={demand} isActing={isActing} send={send} onClose={onClose} />;
}

interface UntilWhenProps extends DeedProps {
  isActing: boolean;
  send: (deadlineAt: string, key: string) => Promise<Refusal | null>;
}

/** Another deadline. */
function UntilWhen({ title, demand, isActing, send, onClose }: UntilWhenProps) {
  const { t } = useLingui();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [deadline, setDeadline] = useState(() => {
    const zone = ownZone();
    return { clock: demand.deadlineAt ? clockTime(demand.deadlineAt, zone) : "", zone };
  });
  const at = deadlineOf({ deadline });
  return (
    <Asking
      title={title}
      button={title}
      isActing={isActing}
      shown={["deadlineAt"]}
      act={async (key) =>
        at ? besideFields(await send(at, key)) : invalid({ deadlineAt: t`Say until when bids are taken.` })
      }
      onRefusal={setRefusal}
      onClose={onClose}
    >
      <DateTimeField
        label={t`Bids are taken until`}
        value={deadline}
        onChange={setDeadline}
        problem={refusal?.fields.deadlineAt}
      />
    </Asking>
  );
}

function CloseBidding({ title, demand, onClose }: DeedProps) {
  const [act, isActing] = useAct<DeedsCloseMutation>(graphql`
    mutation DeedsCloseMutation($input: CloseBiddingInput!) {
      closeBidding(input: $input) {
        __typename
        ... on BiddingDemand {
          ...DemandPage_demand
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async (expectedVersion: number, idempotencyKey: string) =>
    (await act({ demandId: demand.id, expectedVersion, idempotencyKey })).refusal;
  return <ClosingDialog demandId={demand.id} title={title} isActing={isActing} send={send} onClose={onClose} />;
}

function Resume({ title, demand, onClose }: DeedProps) {
  const [act, isActing] = useAct<DeedsResumeMutation>(graphql`
    mutation DeedsResumeMutation($input: ResumeDemandInput!) {
      resumeDemand(input: $input) {
        __typename
        ... on BiddingDemand {
          ...DemandPage_demand
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async (idempotencyKey: string) =>
    (await act({ demandId: demand.id, expectedVersion: demand.version, idempotencyKey })).refusal;
  return (
    <Asking title={title} button={title} isActing={isActing} act={send} onClose={onClose}>
      <p>
        <Trans>It goes on where it was held, with as much time as was left.</Trans>
      </p>
    </Asking>
  );
}

function CancelDemand({ title, demand, onClose }: DeedProps) {
  const { t } = useLingui();
  const [act, isActing] = useAct<DeedsCancelMutation>(graphql`
    mutation DeedsCancelMutation($input: CancelDemandInput!) {
      cancelDemand(input: $input) {
        __typename
        ... on BiddingDemand {
          ...DemandPage_demand
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async (reason: string | null, idempotencyKey: string) =>
    (await act({ demandId: demand.id, expectedVersion: demand.version, reason, idempotencyKey })).refusal;
  const hint = demand.bidCount ? t`Every bidder is told.` : undefined;
  const rest = { title, demand, isActing, send, hint, onClose };
  return <Why {...rest} keep={t`Keep the demand`} />;
}

function Conclude({ title, demand, onClose }: DeedProps) {
  const { t } = useLingui();
  const [act, isActing] = useAct<DeedsConcludeMutation>(graphql`
    mutation DeedsConcludeMutation($input: ConcludeWithoutAwardInput!) {
      concludeWithoutAward(input: $input) {
        __typename
        ... on BiddingDemand {
          ...DemandPage_demand
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async (reason: string | null, idempotencyKey: string) =>
    (await act({ demandId: demand.id, expectedVersion: demand.version, reason: reason ?? "", idempotencyKey })).refusal;
  return (
    <Why
      title={title}
      demand={demand}
      isActing={isActing}
      send={send}
      hint={t`Every bidder is told.`}
      onClose={onClose}
    />
  );
}

function Suspend({ title, demand, onClose }: DeedProps) {
  const { t } = useLingui();
  const [act, isActing] = useAct<DeedsSuspendMutation>(graphql`
    mutation DeedsSuspendMutation($input: SuspendDemandInput!) {
      suspendDemand(input: $input) {
        __typename
        ... on BiddingDemand {
          ...DemandPage_demand
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async (reason: string | null, idempotencyKey: string) =>
    (await act({ demandId: demand.id, expectedVersion: demand.version, reason: reason ?? "", idempotencyKey })).refusal;
  const hint = t`Its deadline stands still until it is resumed.`;
  return <Why title={title} demand={demand} isActing={isActing} send={send} hint={hint} onClose={onClose} />;
}

interface WhyProps extends DeedProps {
  isActing: boolean;
  send: (reason: string | null, key: string) => Promise<Refusal | null>;
  hint?: string | undefined;
  keep?: string;
}

/** A decision with a reason. */
function Why({ title, demand, isActing, send, hint, keep, onClose }: WhyProps) {
  const { t } = useLingui();
  const [reason, setReason] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  return (
    <Asking
      about={demand.id}
      title={title}
      button={title}
      {...(keep && { keep })}
      look="danger"
      isActing={isActing}
      shown={["reason"]}
      act={(key) => send(reason.trim() || null, key)}
      onRefusal={setRefusal}
      onClose={onClose}
    >
      <Field
        label={t`Reason`}
        {...(hint && { hint })}
        lines={3}
        value={reason}
        onChange={setReason}
        autoFocus
        problem={refusal?.fields.reason}
      />
    </Asking>
  );
}
