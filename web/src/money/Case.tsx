/** What a mediator has to know of a dispute: the stage and its money, its work, what both sides say, and the terms. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
import { graphql, useFragment } from "react-relay";
import type { Case_dispute$data, Case_dispute$key } from "../__generated__/Case_dispute.graphql";
import type { Case_stage$key } from "../__generated__/Case_stage.graphql";
import { Effective, instantsOf } from "../contracts/Effective";
import { Awaited } from "../parts/Awaited";
import { Fact } from "../parts/Fact";
import { useTexts } from "../parts/texts";
import { DisputeShown } from "./Dispute";
import styles from "./Money.module.css";
import { StageWork } from "./StageWork";
import { Sums } from "./Sums";

interface CaseProps {
  dispute: Case_dispute$key;
  /** For how long somebody has it. */
  claim: ReactNode;
  /** What can be decided. */
  children: ReactNode;
}

export function Case({ claim, children, ...given }: CaseProps) {
  const { t } = useLingui();
  const dispute = useFragment(
    graphql`
      fragment Case_dispute on Dispute {
        contract {
          id
          number
          awarder {
            id
            name
          }
          receiver {
            id
            name
          }
          effectiveAt
          supplements {
            id
            number
            activatedAt
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
        }
        subject {
          __typename
          ... on Stage {
            ...Case_stage
          }
        }
        ...Dispute_dispute
      }
    `,
    given.dispute,
  );
  const { contract, subject } = dispute;
  return (
    <article className={styles.page}>
      <header className={styles.section}>
        <h1>
          <Trans>
            Dispute about contract <span className={styles.number}>{contract.number}</span>
          </Trans>
        </h1>
        {claim}
      </header>
      {subject?.__typename === "Stage" && <AboutStage stage={subject} sides={contract} />}
      <section className={styles.section}>
        <h2>{t`What both sides say`}</h2>
        <DisputeShown dispute={dispute} />
        {children}
      </section>
      <Agreed contract={contract} />
    </article>
  );
}

interface AboutStageProps {
  stage: Case_stage$key;
  sides: Pick<Case_dispute$data["contract"], "awarder" | "receiver">;
}

function AboutStage({ sides, ...given }: AboutStageProps) {
  const { t } = useLingui();
  const { money, day } = useTexts();
  const stage = useFragment(
    graphql`
      fragment Case_stage on Stage {
        id
        number
        title
        version
        amount {
          amount
          currency
        }
        acceptanceTerms
        dueOn
        submittedAt
        refundReason
        ...Sums_stage
      }
    `,
    given.stage,
  );
  const { id, number, title, version, amount, dueOn, acceptanceTerms, refundReason, submittedAt } = stage;
  return (
    <section className={styles.section}>
      <h2>
        <Trans>
          Stage {number}: {title}
        </Trans>
      </h2>
      <dl className={styles.sums}>
        <Fact name={t`Client`}>{sides.awarder.name}</Fact>
        <Fact name={t`Contractor`}>{sides.receiver.name}</Fact>
        <Fact name={t`Amount of the stage`}>{money(amount)}</Fact>
        {dueOn && <Fact name={t`Work due on`}>{day(dueOn)}</Fact>}
      </dl>
      <Sums stage={stage} />
      {acceptanceTerms && (
        <div>
          <h3>{t`When the work counts as done`}</h3>
          <p className={styles.words}>{acceptanceTerms}</p>
        </div>
      )}
      {refundReason && (
        <div>
          <h3>{t`Why the client wants the money back`}</h3>
          <p className={styles.words}>{refundReason}</p>
        </div>
      )}
      <h3>{t`What was handed in`}</h3>
      {submittedAt ? (
        <Awaited>
          <StageWork id={id} version={version} />
        </Awaited>
      ) : (
        <p className={styles.soft}>
          <Trans>Nothing.</Trans>
        </p>
      )}
    </section>
  );
}

/** The terms of the contract, which are long: they are loaded when somebody wants to read them. */
function Agreed({ contract }: Pick<Case_dispute$data, "contract">) {
  const [isOpen, setOpen] = useState(false);
  const fields = contract.present[0]?.templateVersion.fields ?? [];
  return (
    <details className={styles.more} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <Trans>Terms of the contract</Trans>
      </summary>
      {isOpen && (
        <div className={styles.terms}>
          <Effective id={contract.id} instants={instantsOf(contract)} fields={fields} />
        </div>
      )}
    </details>
  );
}
