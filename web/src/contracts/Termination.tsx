/** Ending a contract by the agreement of both sides: one proposes it, the other one answers. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useFragment } from "react-relay";
import type {
  Termination_contract$data,
  Termination_contract$key,
} from "../__generated__/Termination_contract.graphql";
import type { TerminationAcceptMutation } from "../__generated__/TerminationAcceptMutation.graphql";
import type { TerminationDeclineMutation } from "../__generated__/TerminationDeclineMutation.graphql";
import type { TerminationProposeMutation } from "../__generated__/TerminationProposeMutation.graphql";
import { useAct } from "../network/acting";
import { Asking } from "../parts/Asking";
import { Button } from "../parts/Button";
import { Notice } from "../parts/Notice";
import { Saying } from "../parts/Saying";
import styles from "./Contract.module.css";
import { mySideOf } from "./WaitsFor";

type Contract = Termination_contract$data;

export function Termination(given: { contract: Termination_contract$key }) {
  const { t } = useLingui();
  const contract = useFragment(
    graphql`
      fragment Termination_contract on Contract {
        id
        state
        terminationBy
        terminationReason
        actions
        awarder {
          id
          name
          myRole
        }
        receiver {
          id
          name
        }
      }
    `,
    given.contract,
  );
  const [asked, setAsked] = useState<"propose" | "accept" | "decline" | null>(null);
  const close = () => setAsked(null);
  const { terminationBy, awarder, receiver, state } = contract;
  const can = (action: string) => (contract.actions as readonly string[]).includes(action);
  const isOurs = terminationBy === mySideOf(contract);
  const other = mySideOf(contract) === "AWARDER" ? receiver : awarder;
  const props = { contract, onClose: close };
  return (
    <>
      {terminationBy && state !== "TERMINATED" && (
        <Notice tone={isOurs ? "plain" : "warn"}>
          <p>
            {isOurs ? (
              <Trans>Your side proposes to end the contract. It waits for the answer of {other.name}.</Trans>
            ) : (
              <Trans>{other.name} proposes to end the contract.</Trans>
            )}
          </p>
          <p className={styles.words}>{contract.terminationReason}</p>
        </Notice>
      )}
      {can("ACCEPT_TERMINATION") && (
        <Button look="danger" className={styles.decide ?? ""} onPress={() => setAsked("accept")}>
          <Trans>End the contract</Trans> …
        </Button>
      )}
      {can("DECLINE_TERMINATION") && (
        <Button className={styles.decide ?? ""} onPress={() => setAsked("decline")}>
          {isOurs ? <Trans>Take the proposal back</Trans> : <Trans>Decline to end it</Trans>} …
        </Button>
      )}
      {can("PROPOSE_TERMINATION") && (
        <div className={styles.others}>
          <Button look="quiet" onPress={() => setAsked("propose")}>
            <Trans>Propose to end the contract</Trans> …
          </Button>
        </div>
      )}
      {asked === "propose" && <Propose {...props} />}
      {asked === "accept" && <Accept {...props} />}
      {asked === "decline" && (
        <Decline {...props} title={isOurs ? t`Take the proposal back` : t`Decline to end the contract`} />
      )}
    </>
  );
}

interface DeedProps {
  contract: Contract;
  onClose: () => void;
}

function namesOf(contract: Contract) {
  const party = mySideOf(contract) === "AWARDER" ? contract.awarder : contract.receiver;
  return { contractId: contract.id, partyId: party.id };
}

function Propose({ contract, onClose }: DeedProps) {
  const { t } = useLingui();
  const [act, isActing] = useAct<TerminationProposeMutation>(graphql`
    mutation TerminationProposeMutation($input: ProposeTerminationInput!) {
      proposeTermination(input: $input) {
        __typename
        ... on Contract {
          ...ContractPage_contract
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  return (
    <Saying
      about={contract.id}
      title={t`Propose to end the contract`}
      isDeliberate
      button={t`Propose it`}
      label={t`Reason`}
      hint={t`Both sides can read it.`}
      path="reason"
      isActing={isActing}
      send={async (reason, idempotencyKey) => (await act({ ...namesOf(contract), reason, idempotencyKey })).refusal}
      onClose={onClose}
      before={
        <p>
          <Trans>Nothing changes unless the other side agrees.</Trans>
        </p>
      }
    />
  );
}

function Accept({ contract, onClose }: DeedProps) {
  const { t } = useLingui();
  const [act, isActing] = useAct<TerminationAcceptMutation>(graphql`
    mutation TerminationAcceptMutation($input: AcceptTerminationInput!) {
      acceptTermination(input: $input) {
        __typename
        ... on Contract {
          ...ContractPage_contract
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  return (
    <Asking
      title={t`End the contract`}
      button={t`End the contract`}
      look="danger"
      isActing={isActing}
      act={async (idempotencyKey) => (await act({ ...namesOf(contract), idempotencyKey })).refusal}
      onClose={onClose}
    >
      <p>
        <Trans>
          The contract ends for both sides at once, with all stages of payment and the demand. What was signed stays
          readable.
        </Trans>
      </p>
    </Asking>
  );
}

function Decline({ contract, title, onClose }: DeedProps & { title: string }) {
  const [act, isActing] = useAct<TerminationDeclineMutation>(graphql`
    mutation TerminationDeclineMutation($input: DeclineTerminationInput!) {
      declineTermination(input: $input) {
        __typename
        ... on Contract {
          ...ContractPage_contract
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  return (
    <Asking
      title={title}
      button={title}
      isActing={isActing}
      act={async (idempotencyKey) => (await act({ ...namesOf(contract), idempotencyKey })).refusal}
      onClose={onClose}
    >
      <p>
        <Trans>The contract goes on as it is.</Trans>
      </p>
    </Asking>
  );
}
