/** A contract as both sides see it: what it says, who has approved and signed, and what waits for whom. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useFragment, useLazyLoadQuery } from "react-relay";
import { Link } from "wouter";
import type {
  ContractPage_contract$data,
  ContractPage_contract$key,
} from "../__generated__/ContractPage_contract.graphql";
import type { ContractPageQuery } from "../__generated__/ContractPageQuery.graphql";
import { isNothing, sumsOf } from "../money/amounts";
import { Escrow } from "../money/Escrow";
import { releasableOf } from "../money/fees";
import { Invoices } from "../money/Invoices";
import { leads } from "../money/leads";
import { Awaited } from "../parts/Awaited";
import { Button } from "../parts/Button";
import { Fact } from "../parts/Fact";
import { NothingHere, useTry } from "../parts/Failure";
import { Notice } from "../parts/Notice";
import { useTexts } from "../parts/texts";
import { useTitle } from "../parts/title";
import { ContractReviews } from "../reviews/ContractReviews";
import { Comparing } from "./Comparing";
import styles from "./Contract.module.css";
import { Deeds } from "./Deeds";
import { Documents } from "./Documents";
import { Effective, instantsOf } from "./Effective";
import { Fee } from "./Fee";
import { Outcome } from "./Outcome";
import { Progress } from "./Progress";
import { StateTag } from "./StateTag";
import { Supplements } from "./Supplements";
import { Talk } from "./Talk";
import { Terms } from "./Terms";
import { termsIn } from "./terms";
import { useContractFeed } from "./useContractFeed";
import { Versions } from "./Versions";
import { mySideOf, WaitsFor } from "./WaitsFor";

export default function ContractPage({ id }: { id: string }) {
  const [resyncs, setResyncs] = useState(0);
  const { viewer, contract } = useLazyLoadQuery<ContractPageQuery>(
    graphql`
      query ContractPageQuery($id: ID!) {
        viewer {
          id
          user {
            id
          }
        }
        contract(id: $id) {
          id
          cursor
          awarder {
            id
            myRole
          }
          receiver {
            id
            myRole
          }
          ...ContractPage_contract
          ...Comparing_contract
        }
      }
    `,
    { id },
    // What was kept may be an older version, and what is read is not to be replaced at once.
    { fetchPolicy: "network-only", fetchKey: `${useTry()} ${resyncs}` },
  );
  const isParty = Boolean(contract?.awarder.myRole ?? contract?.receiver.myRole);
  useContractFeed(isParty ? contract : null, () => setResyncs((count) => count + 1));
  if (!viewer || !contract) return <NothingHere />;
  // Whoever is no party has to compare a scan of it.
  if (!isParty) return <Comparing contract={contract} />;
  return <Shown contract={contract} userId={viewer.user.id} />;
}

function Shown({ userId, ...given }: { contract: ContractPage_contract$key; userId: string }) {
  const { t } = useLingui();
  const { money, moment } = useTexts();
  const contract = useFragment(
    graphql`
      fragment ContractPage_contract on Contract {
        id
        number
        state
        version
        digest
        terms
        kind
        total {
          amount
          currency
        }
        feeBasisPoints
        stages {
          id
          state
          amount {
            amount
            currency
          }
          released {
            amount
            currency
          }
          refunded {
            amount
            currency
          }
        }
        draftedAt
        effectiveAt
        endedAt
        supplements {
          id
          number
          activatedAt
        }
        demand {
          id
          title
        }
        awarder {
          id
          name
          myRole
        }
        receiver {
          id
          name
          myRole
        }
        present: versions(first: 1) {
          templateVersion {
            id
            fields {
              key
              label
              type
              columns {
                key
                label
                type
              }
            }
          }
        }
        ...WaitsFor_contract
        ...Deeds_contract
        ...Escrow_contract
        ...Progress_contract
        ...Documents_contract
        ...Versions_contract
        ...Supplements_contract
        ...Talk_contract
        ...Outcome_contract
      }
    `,
    given.contract,
  );
  useTitle(`${contract.number} · ${contract.demand.title}`);
  const { read, isStale, readOn } = useReading(contract);
  const terms = termsIn(read.terms);
  const instants = instantsOf(contract);
  const [refunded] = sumsOf(contract.stages.map(({ refunded }) => refunded));
  return (
    <article className={styles.page}>
      <header className={styles.head}>
        <p className={styles.by}>
          <Link href={`/demands/${contract.demand.id}`}>{contract.demand.title}</Link>
        </p>
        <h1>
          <Trans>
            Contract <span className={styles.number}>{contract.number}</span>
          </Trans>
        </h1>
        <p className={styles.tags}>
          <StateTag state={contract.state} />
          <span>{t`Version ${read.version}`}</span>
          <span>
            {contract.kind === "B2C" ? <Trans>with an individual</Trans> : <Trans>between organisations</Trans>}
          </span>
        </p>
      </header>
      <aside className={styles.side}>
        {isStale ? (
          <Notice tone="warn">
            <p>
              <Trans>
                Version {contract.version} has taken the place of version {read.version}, which you read.
              </Trans>
            </p>
            <Button onPress={readOn}>
              <Trans>Show the new version</Trans>
            </Button>
          </Notice>
        ) : (
          <>
            <WaitsFor contract={contract} userId={userId} fields={read.fields} />
            <Deeds contract={contract} />
          </>
        )}
        <Talk contract={contract} />
        <dl className={styles.facts}>
          <Fact name={t`Client`}>{contract.awarder.name}</Fact>
          <Fact name={t`Contractor`}>{contract.receiver.name}</Fact>
          <Fact name={t`Total`}>{money(contract.effectiveAt ? contract.total : terms.total)}</Fact>
          {contract.effectiveAt && contract.endedAt ? (
            <Outcome contract={contract} />
          ) : (
            <>
              {refunded && !isNothing(refunded) && <Fact name={t`Back to the client`}>{money(refunded)}</Fact>}
              <Fact name={t`Platform fee`}>
                <Fee
                  amounts={
                    contract.effectiveAt
                      ? releasableOf(contract.stages)
                      : terms.stages.map(({ amount }) => ({ amount, currency: terms.total.currency }))
                  }
                  basisPoints={contract.feeBasisPoints}
                  receiver={contract.receiver.name}
                />
              </Fact>
            </>
          )}
          <Fact name={t`Drafted`}>{moment(contract.draftedAt)}</Fact>
          {contract.effectiveAt && <Fact name={t`Effective since`}>{moment(contract.effectiveAt)}</Fact>}
          {contract.endedAt && <Fact name={t`Ended`}>{moment(contract.endedAt)}</Fact>}
        </dl>
        <details className={styles.checking}>
          <summary>
            <Trans>For checking</Trans>
          </summary>
          <dl className={styles.facts}>
            <Fact name={t`Fingerprint of these terms (SHA-256)`}>
              <code className={styles.digest}>{read.digest}</code>
            </Fact>
          </dl>
        </details>
        <p>
          <Link href={`/contracts/${contract.id}/record`}>
            <Trans>Record</Trans>
          </Link>
        </p>
      </aside>
      <div className={styles.body}>
        <Escrow contract={contract} />
        {contract.effectiveAt && (
          <Awaited>
            <Invoices
              id={contract.id}
              side={mySideOf(contract)}
              leads={leads(contract.awarder.myRole ?? contract.receiver.myRole)}
            />
          </Awaited>
        )}
        {contract.effectiveAt && contract.endedAt && (
          <Awaited>
            <ContractReviews
              id={contract.id}
              partyId={mySideOf(contract) === "AWARDER" ? contract.awarder.id : contract.receiver.id}
            />
          </Awaited>
        )}
        {!isStale && <Progress contract={contract} />}
        <Supplements contract={contract} fields={read.fields} />
        {instants.length > 1 ? (
          <Effective id={contract.id} instants={instants} fields={read.fields} />
        ) : (
          <Terms terms={terms} fields={read.fields} />
        )}
        {!isStale && <Documents contract={contract} />}
        <Versions contract={contract} fields={read.fields} />
      </div>
    </article>
  );
}

/** The version that is read stays on the screen when another takes its place, until its reader wants that one. */
function useReading(contract: ContractPage_contract$data) {
  const [read, setRead] = useState(() => versionOf(contract));
  return { read, isStale: read.digest !== contract.digest, readOn: () => setRead(versionOf(contract)) };
}

function versionOf({ version, digest, terms, present }: ContractPage_contract$data) {
  return { version, digest, terms, fields: present[0]?.templateVersion.fields ?? [] };
}
