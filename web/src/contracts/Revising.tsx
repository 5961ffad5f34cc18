/** Puts another version of the terms in the place of the present one. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useLazyLoadQuery } from "react-relay";
import { Link, useLocation } from "wouter";
import type { RevisingQuery } from "../__generated__/RevisingQuery.graphql";
import type { RevisingReviseMutation } from "../__generated__/RevisingReviseMutation.graphql";
import { useAct, useKeyOfDecision } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { NothingHere, useTry } from "../parts/Failure";
import { Notice } from "../parts/Notice";
import { useTitle } from "../parts/title";
import { useWriting } from "../parts/useWriting";
import styles from "./Contract.module.css";
import { SENT } from "./sent";
import { type Ground, TermsForm, type TermsInput } from "./TermsForm";
import { termsIn, textOf } from "./terms";

type Contract = NonNullable<RevisingQuery["response"]["contract"]>;

export default function Revising({ id }: { id: string }) {
  // After a conflict, what somebody else has changed is read: the next try replaces that.
  const [conflicts, setConflicts] = useState(0);
  const { contract } = useLazyLoadQuery<RevisingQuery>(
    graphql`
      query RevisingQuery($id: ID!) {
        contract(id: $id) {
          id
          number
          version
          kind
          terms
          actions
          demand {
            id
            title
          }
          award {
            id
            price {
              amount
              currency
            }
          }
          awarder {
            id
            name
            kind
            myRole
          }
          receiver {
            id
            name
            kind
          }
          approvals {
            side
          }
          versions(first: 1) {
            templateVersion {
              id
              fields {
                key
                label
                type
                isRequired
                hint
                maxLength
                options {
                  value
                  label
                }
                columns {
                  key
                  label
                  type
                  isRequired
                  hint
                  maxLength
                  options {
                    value
                    label
                  }
                }
              }
            }
          }
        }
      }
    `,
    { id },
    { fetchPolicy: "network-only", fetchKey: `${useTry()} ${conflicts}` },
  );
  if (!contract || (contract.kind !== "B2B" && contract.kind !== "B2C")) return <NothingHere />;
  return (
    <Written contract={{ ...contract, kind: contract.kind }} onConflict={() => setConflicts((count) => count + 1)} />
  );
}

interface WrittenProps {
  contract: Contract & { readonly kind: "B2B" | "B2C" };
  onConflict: () => void;
}

function Written({ contract, onConflict }: WrittenProps) {
  const { t } = useLingui();
  useTitle(t`Change the terms`);
  const [, go] = useLocation();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const decision = useKeyOfDecision();
  // A contract has a version of its terms from its beginning.
  const template = contract.versions[0]?.templateVersion ?? { id: "", fields: [] };
  const { id, number, version, kind, award, awarder, receiver, demand } = contract;
  const ground: Ground = {
    kind,
    price: award.price,
    partyKinds: { awarder: awarder.kind, receiver: receiver.kind },
    partyNames: { awarder: awarder.name, receiver: receiver.name },
    mySide: awarder.myRole ? "awarder" : "receiver",
  };
  const [first] = useState(version);
  const { terms, change, forget } = useWriting(`${id}.${first}`, () => textOf(termsIn(contract.terms), template));
  const [revise, isRevising] = useAct<RevisingReviseMutation>(graphql`
    mutation RevisingReviseMutation($input: ReviseContractInput!) {
      reviseContract(input: $input) {
        __typename
        ... on Contract {
          id
          ...ContractPage_contract
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async (input: TermsInput) => {
    // The other side's own template can be kept, and not be chosen.
    const templateVersionId = input.templateVersionId === template.id ? null : input.templateVersionId;
    const given = {
      ...input,
      templateVersionId,
      contractId: id,
      expectedVersion: version,
      idempotencyKey: decision.key(),
    };
    // What was wrong with the last try says nothing about this one.
    setRefusal(null);
    const { result, refusal } = await revise(given);
    setRefusal(refusal);
    decision.renew(refusal);
    if (refusal?.code === "CONFLICT") onConflict();
    if (!result?.id) return;
    forget();
    go(`/contracts/${id}`, { state: SENT });
  };
  return (
    <div className={styles.writing}>
      <header className={styles.head}>
        <p className={styles.by}>
          <Link href={`/contracts/${id}`}>{number}</Link>
          <span>{demand.title}</span>
        </p>
        <h1>{t`Change the terms`}</h1>
      </header>
      {contract.actions.includes("REVISE") ? (
        <TermsForm
          ground={ground}
          known={template}
          terms={terms}
          onChange={change}
          button={t`Make version ${version + 1}`}
          isSending={isRevising}
          refusal={refusal}
          onSend={send}
        >
          {contract.approvals.length > 0 ? (
            <Trans>Approvals and signatures of version {version} are void then.</Trans>
          ) : (
            <Trans>Version {version} stays readable.</Trans>
          )}
        </TermsForm>
      ) : (
        <Notice>{t`The terms of this contract cannot be changed now.`}</Notice>
      )}
    </div>
  );
}
