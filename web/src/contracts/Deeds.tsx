/** What one may decide about a contract: approve its terms, sign them, change them, or refuse it. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
import { graphql, useFragment } from "react-relay";
import type { Deeds_contract$data, Deeds_contract$key } from "../__generated__/Deeds_contract.graphql";
import type { DeedsApproveTermsMutation } from "../__generated__/DeedsApproveTermsMutation.graphql";
import type { DeedsRefuseContractMutation } from "../__generated__/DeedsRefuseContractMutation.graphql";
import type { DeedsSignContractMutation } from "../__generated__/DeedsSignContractMutation.graphql";
import { useAct } from "../network/acting";
import { Asking } from "../parts/Asking";
import { Button, ButtonLink } from "../parts/Button";
import { Saying } from "../parts/Saying";
import { useTexts } from "../parts/texts";
import { About, Digest } from "./About";
import styles from "./Contract.module.css";
import { Signing } from "./Signing";
import { Termination } from "./Termination";
import { isHalfDone, mySideOf, turnOf } from "./WaitsFor";

type Contract = Deeds_contract$data;

export function Deeds(given: { contract: Deeds_contract$key }) {
  const contract = useFragment(
    graphql`
      fragment Deeds_contract on Contract {
        id
        number
        state
        version
        digest
        actions
        total {
          amount
          currency
        }
        document {
          id
          fileName
          url
        }
        awarder {
          id
          name
          myRole
        }
        receiver {
          id
          name
        }
        executions {
          side
          state
        }
        ...Termination_contract
      }
    `,
    given.contract,
  );
  // What is decided about is what was shown when it was asked, whatever comes meanwhile.
  const [asked, setAsked] = useState<{ deed: "approve" | "sign" | "refuse"; about: Contract } | null>(null);
  const ask = (deed: "approve" | "sign" | "refuse") => setAsked({ deed, about: contract });
  const close = () => setAsked(null);
  const can = (action: string) => (contract.actions as readonly string[]).includes(action);
  // Anybody of the side whose turn it is can print it, whoever may sign then.
  const isOnPaper = EXECUTING.includes(contract.state) && turnOf(contract) === mySideOf(contract);
  return (
    <>
      {can("SIGN") && (
        <Button look="main" className={styles.decide ?? ""} onPress={() => ask("sign")}>
          <Trans>Sign</Trans> …
        </Button>
      )}
      {can("APPROVE_TERMS") && (
        <Button look="main" className={styles.decide ?? ""} onPress={() => ask("approve")}>
          <Trans>Approve the terms</Trans> …
        </Button>
      )}
      {(can("REVISE") || can("REFUSE") || isOnPaper) && (
        <div className={styles.others}>
          {isOnPaper && (
            <ButtonLink href={`/contracts/${contract.id}/paper`}>
              <Trans>Sign on paper</Trans>
            </ButtonLink>
          )}
          {can("REVISE") && (
            <ButtonLink href={`/contracts/${contract.id}/revise`}>
              <Trans>Change the terms</Trans>
            </ButtonLink>
          )}
          {can("REFUSE") && (
            <Button look="quiet" onPress={() => ask("refuse")}>
              <Trans>Refuse the contract</Trans> …
            </Button>
          )}
        </div>
      )}
      <Termination contract={contract} />
      {asked?.deed === "approve" && <Approve contract={asked.about} onClose={close} />}
      {asked?.deed === "sign" && <Sign contract={asked.about} onClose={close} />}
      {asked?.deed === "refuse" && <Refuse contract={asked.about} onClose={close} />}
    </>
  );
}

/** While it waits for a side to execute it, or for the staff to compare what that side has handed in. */
export const EXECUTING = ["READY_TO_SIGN", "PARTLY_EXECUTED", "VERIFYING_OFFLINE", "CONSISTENCY_FAILED"];

interface DeedProps {
  contract: Contract;
  onClose: () => void;
}

/** Both sides, as whoever decides sees them. */
function partiesOf({ awarder, receiver }: Contract) {
  return mySideOf({ awarder }) === "AWARDER" ? { mine: awarder, other: receiver } : { mine: receiver, other: awarder };
}

function AboutTerms({ contract, children }: { contract: Contract; children: ReactNode }) {
  const { t } = useLingui();
  const { money } = useTexts();
  const { mine, other } = partiesOf(contract);
  const { number, version, document } = contract;
  const facts = [
    [t`For`, mine.name],
    [t`With`, other.name],
    [t`Contract`, t`${number}, version ${version}`],
    [t`Total`, money(contract.total)],
    [t`Fingerprint of these terms (SHA-256)`, <Digest key="digest" of={contract.digest} />],
  ] as const;
  return (
    <About facts={facts} document={document}>
      {children}
    </About>
  );
}

function Approve({ contract, onClose }: DeedProps) {
  const { t } = useLingui();
  const [act, isActing] = useAct<DeedsApproveTermsMutation>(graphql`
    mutation DeedsApproveTermsMutation($input: ApproveTermsInput!) {
      approveTerms(input: $input) {
        __typename
        ... on Contract {
          ...ContractPage_contract
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const { id, digest } = contract;
  const send = async (idempotencyKey: string) =>
    (await act({ contractId: id, partyId: partiesOf(contract).mine.id, digest, idempotencyKey })).refusal;
  return (
    <Asking title={t`Approve the terms`} button={t`Approve`} isActing={isActing} act={send} onClose={onClose}>
      <AboutTerms contract={contract}>
        <p>
          <Trans>Once both sides have approved the same terms, they can be signed.</Trans>
        </p>
      </AboutTerms>
    </Asking>
  );
}

function Sign({ contract, onClose }: DeedProps) {
  const { t } = useLingui();
  const [act, isActing] = useAct<DeedsSignContractMutation>(graphql`
    mutation DeedsSignContractMutation($input: SignContractInput!) {
      signContract(input: $input) {
        __typename
        ... on Contract {
          ...ContractPage_contract
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const { id, digest } = contract;
  const other = partiesOf(contract).other.name;
  const sign = async (password: string) =>
    (await act({ contractId: id, partyId: partiesOf(contract).mine.id, digest, password })).refusal;
  return (
    <Signing title={t`Sign the contract`} isActing={isActing} sign={sign} onClose={onClose}>
      <AboutTerms contract={contract}>
        <p>
          <Trans>The document gets your signature, with your name and the time.</Trans>{" "}
          {isHalfDone(contract) ? (
            <Trans>
              {other} has signed already: the contract is binding at once, and you cannot take your signature back.
            </Trans>
          ) : (
            <Trans>
              The contract is binding once {other} has signed, too. Until then either side can still change the terms or
              refuse the contract: your signature then no longer counts.
            </Trans>
          )}
        </p>
      </AboutTerms>
    </Signing>
  );
}

function Refuse({ contract, onClose }: DeedProps) {
  const { t } = useLingui();
  const [act, isActing] = useAct<DeedsRefuseContractMutation>(graphql`
    mutation DeedsRefuseContractMutation($input: RefuseContractInput!) {
      refuseContract(input: $input) {
        __typename
        ... on Contract {
          ...ContractPage_contract
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const { id } = contract;
  const send = async (reason: string, idempotencyKey: string) =>
    (await act({ contractId: id, partyId: partiesOf(contract).mine.id, reason, idempotencyKey })).refusal;
  return (
    <Saying
      about={contract.id}
      title={t`Refuse the contract`}
      button={t`Refuse`}
      label={t`Reason`}
      hint={t`Both sides can read it.`}
      path="reason"
      look="danger"
      isActing={isActing}
      send={send}
      onClose={onClose}
      before={
        <p>
          <Trans>The award ends with it, and another bidder can get it.</Trans>
        </p>
      }
    />
  );
}
