import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay";
import type { Progress_contract$data, Progress_contract$key } from "../__generated__/Progress_contract.graphql";
import { nameOf } from "../parts/enums";
import { useTexts } from "../parts/texts";
import styles from "./Contract.module.css";
import { sideNames } from "./names";

type Execution = Pick<Progress_contract$data["executions"][number], "state" | "mode" | "signer" | "executedAt">;

/** Who has approved and signed the present version, in the order in which they sign. */
export function Progress(given: { contract: Progress_contract$key }) {
  const { t, i18n } = useLingui();
  const { moment } = useTexts();
  const { version, approvals, executions } = useFragment(
    graphql`
      fragment Progress_contract on Contract {
        version
        approvals {
          side
          approvedAt
          user {
            id
            name
          }
        }
        executions {
          side
          mode
          state
          executedAt
          party {
            id
            name
          }
          signer {
            id
            name
          }
        }
      }
    `,
    given.contract,
  );
  return (
    <section className={styles.section}>
      <h2>{t`Approvals and signatures of version ${version}`}</h2>
      <ol className={styles.progress}>
        {executions.map((execution) => {
          const approval = approvals.find(({ side }) => side === execution.side);
          return (
            <li key={execution.side}>
              <p>
                {execution.party.name}
                <span className={styles.soft}>{nameOf(i18n, sideNames, execution.side)}</span>
              </p>
              <p>
                {approval ? <Trans>Approved</Trans> : <Trans>Not approved yet</Trans>}
                {approval && (
                  <span className={styles.soft}>
                    {approval.user.name} · {moment(approval.approvedAt)}
                  </span>
                )}
              </p>
              <Executed execution={execution} />
            </li>
          );
        })}
      </ol>
    </section>
  );
}

export function Executed({ execution }: { execution: Execution }) {
  const { t } = useLingui();
  const { moment } = useTexts();
  const { state, mode, signer, executedAt } = execution;
  const titles: Record<string, string> = {
    PENDING: t`Not signed yet`,
    LODGED: t`Scan handed in`,
    VERIFIED: t`Signed on paper, and verified`,
    EXECUTED: t`Signed`,
    FAILED: t`The scan does not fit`,
  };
  return (
    <p>
      {titles[state] ?? state}
      {mode && signer && (
        <span className={styles.soft}>
          {[signer.name, executedAt && moment(executedAt)].filter(Boolean).join(" · ")}
        </span>
      )}
    </p>
  );
}
