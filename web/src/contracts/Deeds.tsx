/** What one may decide about a contract: approve its terms, sign them, change them, or refuse it. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
import { graphql, useFragment } from "react-relay";
import { Link } from "wouter";
import type { Deeds_contract$data, Deeds_contract$key } from "../__generated__/Deeds_contract.graphql";
import type { DeedsApproveTermsMutation } from "../__generated__/DeedsApproveTermsMutation.graphql";
import type { DeedsRefuseContractMutation } from "../__generated__/DeedsRefuseContractMutation.graphql";
import type { DeedsSignContractMutation } from "../__generated__/DeedsSignContractMutation.graphql";
import { useAct } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { pathOf } from "../network/uploading";
import { Asking } from "../parts/Asking";
import { Button } from "../parts/Button";
import { Field } from "../parts/Field";
import { useTexts } from "../parts/texts";
import styles from "./Contract.module.css";
import { mySideOf } from "./WaitsFor";

type Contract = Deeds_contract$data;

export function Deeds(given: { contract: Deeds_contract$key }) {
  const contract = useFragment(
    graphql`
      fragment Deeds_contract on Contract {
        id
        number
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
      }
    `,
    given.contract,
  );
  // What is decided about is what was shown when it was asked, whatever comes meanwhile.
  const [asked, setAsked] = useState<{ deed: "approve" | "sign" | "refuse"; about: Contract } | null>(null);
  const ask = (deed: "approve" | "sign" | "refuse") => setAsked({ deed, about: contract });
  const close = () => setAsked(null);
  const can = (action: string) => (contract.actions as readonly string[]).includes(action);
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
      {(can("REVISE") || can("REFUSE")) && (
        <div className={styles.others}>
          {can("REVISE") && (
            <Link href={`/contracts/${contract.id}/revise`}>
              <Trans>Change the terms</Trans>
            </Link>
          )}
          {can("REFUSE") && (
            <Button look="quiet" onPress={() => ask("refuse")}>
              <Trans>Refuse the contract</Trans> …
            </Button>
          )}
        </div>
      )}
      {asked?.deed === "approve" && <Approve contract={asked.about} onClose={close} />}
      {asked?.deed === "sign" && <Sign contract={asked.about} onClose={close} />}
      {asked?.deed === "refuse" && <Refuse contract={asked.about} onClose={close} />}
    </>
  );
}

interface DeedProps {
  contract: Contract;
  onClose: () => void;
}

/** Both sides, as whoever decides sees them. */
function partiesOf({ awarder, receiver }: Contract) {
  return mySideOf({ awarder }) === "AWARDER" ? { mine: awarder, other: receiver } : { mine: receiver, other: awarder };
}

/** What exactly is approved or signed. */
function About({ contract, children }: { contract: Contract; children: ReactNode }) {
  const { t } = useLingui();
  const { money } = useTexts();
  const { mine, other } = partiesOf(contract);
  const { number, version, document } = contract;
  const facts: [string, ReactNode][] = [
    [t`For`, mine.name],
    [t`With`, other.name],
    [t`Contract`, t`${number}, version ${version}`],
    [t`Total`, money(contract.total)],
    [
      t`SHA-256 of the terms`,
      <code key="digest" className={styles.digest}>
        {contract.digest}
      </code>,
    ],
  ];
  return (
    <div className={styles.signed}>
      <dl className={styles.values}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p>
        <a href={pathOf(document.url)} target="_blank" rel="noreferrer" download={document.fileName}>
          <Trans>Read the document (PDF)</Trans>
        </a>
      </p>
      {children}
    </div>
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
        ... on Refusal {
          code
          message
        }
      }
    }
  `);
  const { id, digest } = contract;
  const send = async (idempotencyKey: string) =>
    (await act({ contractId: id, partyId: partiesOf(contract).mine.id, digest, idempotencyKey })).refusal;
  return (
    <Asking title={t`Approve the terms`} button={t`Approve`} isActing={isActing} act={send} onClose={onClose}>
      <About contract={contract}>
        <p>
          <Trans>Once both sides have approved the same terms, they can be signed.</Trans>
        </p>
      </About>
    </Asking>
  );
}

function Sign({ contract, onClose }: DeedProps) {
  const { t } = useLingui();
  const [password, setPassword] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [act, isActing] = useAct<DeedsSignContractMutation>(graphql`
    mutation DeedsSignContractMutation($input: SignContractInput!) {
      signContract(input: $input) {
        __typename
        ... on Contract {
          ...ContractPage_contract
        }
        ... on Refusal {
          code
          message
        }
        ... on InvalidInput {
          fields {
            path
            message
          }
        }
      }
    }
  `);
  const { id, digest } = contract;
  const send = async () => {
    const { refusal } = await act({ contractId: id, partyId: partiesOf(contract).mine.id, digest, password });
    if (refusal?.code !== "WRONG_CREDENTIALS") return refusal;
    // What is wrong is the one thing that was written.
    return { ...refusal, fields: { password: refusal.message } };
  };
  return (
    <Asking
      title={t`Sign the contract`}
      button={t`Sign`}
      isActing={isActing}
      shown={["password"]}
      act={send}
      onRefusal={setRefusal}
      onClose={onClose}
    >
      <About contract={contract}>
        <p>
          <Trans>
            The document gets your signature, with your name and the time. It cannot be taken back; the contract binds
            both sides once both have signed.
          </Trans>
        </p>
      </About>
      <Field
        label={t`Your password`}
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        isRequired
        autoFocus
        problem={refusal?.fields.password}
      />
    </Asking>
  );
}

function Refuse({ contract, onClose }: DeedProps) {
  const { t } = useLingui();
  const [reason, setReason] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [act, isActing] = useAct<DeedsRefuseContractMutation>(graphql`
    mutation DeedsRefuseContractMutation($input: RefuseContractInput!) {
      refuseContract(input: $input) {
        __typename
        ... on Contract {
          ...ContractPage_contract
        }
        ... on Refusal {
          code
          message
        }
        ... on InvalidInput {
          fields {
            path
            message
          }
        }
      }
    }
  `);
  const { id } = contract;
  const send = async (idempotencyKey: string) =>
    (await act({ contractId: id, partyId: partiesOf(contract).mine.id, reason, idempotencyKey })).refusal;
  return (
    <Asking
      title={t`Refuse the contract`}
      button={t`Refuse`}
      look="danger"
      isActing={isActing}
      shown={["reason"]}
      act={send}
      onRefusal={setRefusal}
      onClose={onClose}
    >
      <p>
        <Trans>The award ends with it, and another candidate can be awarded.</Trans>
      </p>
      <Field
        label={t`Reason`}
        hint={t`Both sides can read it.`}
        lines={3}
        value={reason}
        onChange={setReason}
        autoFocus
        problem={refusal?.fields.reason}
      />
    </Asking>
  );
}
