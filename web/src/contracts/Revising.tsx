/** Puts another version of the terms in the place of the present one. */
import { Trans, useLingui } from "@lingui/react/macro";
import { startTransition, useState } from "react";
import { graphql, useLazyLoadQuery } from "react-relay";
import { Link, useLocation } from "wouter";
import type { RevisingQuery } from "../__generated__/RevisingQuery.graphql";
import type { RevisingReviseMutation } from "../__generated__/RevisingReviseMutation.graphql";
import { useAct, useKeyOfDecision } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { NothingHere, useTry } from "../parts/Failure";
import { begun, type Choice, chosen, merged } from "../parts/merging";
import { Notice } from "../parts/Notice";
import { useTitle } from "../parts/title";
import { useWriting } from "../parts/useWriting";
import styles from "./Contract.module.css";
import { termsPlaces } from "./places";
import { SENT } from "./sent";
import { type Ground, TermsForm, type TermsInput } from "./TermsForm";
import { languageOf, missingOf, type Side, type TermsText, termsIn, textOf } from "./terms";

type Contract = NonNullable<RevisingQuery["response"]["contract"]>;

export default function Revising({ id }: { id: string }) {
  // After a conflict, what somebody else has changed is read, and merged with what is written.
  const [conflicts, setConflicts] = useState(0);
  const { viewer, contract } = useLazyLoadQuery<RevisingQuery>(
    graphql`
      query RevisingQuery($id: ID!) {
        viewer {
          id
        }
        contract(id: $id) {
          id
          number
          version
          kind
          terms
          missing
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
                ...terms_field @relay(mask: false)
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
  const readAgain = () => startTransition(() => setConflicts((count) => count + 1));
  return (
    <Written viewerId={viewer?.id ?? null} contract={{ ...contract, kind: contract.kind }} onConflict={readAgain} />
  );
}

interface WrittenProps {
  viewerId: string | null;
  contract: Contract & { readonly kind: "B2B" | "B2C" };
  onConflict: () => void;
}

function Written({ viewerId, contract, onConflict }: WrittenProps) {
  const { t } = useLingui();
  useTitle(t`Change the terms`);
  const [, go] = useLocation();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const decision = useKeyOfDecision();
  // A contract has a version of its terms from its beginning.
  const template = contract.versions[0]?.templateVersion ?? { id: "", fields: [] };
  const language = languageOf(termsIn(contract.terms));
  const { id, number, version, kind, award, awarder, receiver, demand } = contract;
  const ground: Ground = {
    kind,
    price: award.price,
    partyKinds: { awarder: awarder.kind, receiver: receiver.kind },
    partyNames: { awarder: awarder.name, receiver: receiver.name },
    mySide: awarder.myRole ? "awarder" : "receiver",
  };
  const [isSent, setSent] = useState(false);
  const standing = () => textOf(termsIn(contract.terms), template);
  const { terms: writing, change, forget } = useWriting(id, () => begun(version, standing()), viewerId);
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
  // What was kept on the device may have begun from an older version, too.
  if (writing.version !== version && !isRevising && !isSent) {
    change((before) => merged(before, version, standing(), termsPlaces));
  }
  const write = (next: (before: TermsText) => TermsText) =>
    change((before) => ({ ...before, text: next(before.text) }));
  const choose = (place: string, choice: Choice) => change((before) => chosen(before, place, choice, termsPlaces));
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
    setSent(true);
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
          known={{ ...template, language }}
          terms={writing.text}
          merging={{ writing, onChoose: choose }}
          lacking={wantedFirst(contract.missing, awarder.myRole ? "AWARDER" : "RECEIVER")}
          onChange={write}
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

/** What is missing, if the address leads to it: the place that it names, then what one's own side is to say. */
function wantedFirst(missing: readonly string[], mine: Side): readonly string[] {
  const named = decodeURIComponent(location.hash.slice(1));
  const { own, theirs } = missingOf(missing, mine);
  return missing.includes(named) ? [named, ...own, ...theirs] : [];
}
