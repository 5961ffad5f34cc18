import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay";
import type { Waits_contract$data, Waits_contract$key } from "../__generated__/Waits_contract.graphql";
import { Tag } from "../parts/Tag";
import { useTexts } from "../parts/texts";
import styles from "./Contract.module.css";
import { mySideOf } from "./WaitsFor";

type Wait = Waits_contract$data["waits"][number];

/** What a contract waits for, and whom: what the viewer's side has to do comes first. */
export function Waits(given: { contract: Waits_contract$key }) {
  const { list } = useTexts();
  const contract = useFragment(
    graphql`
      fragment Waits_contract on Contract {
        awarder {
          id
          name
          myRole
        }
        receiver {
          id
          name
        }
        waits {
          task
          side
          stage {
            id
            number
          }
        }
      }
    `,
    given.contract,
  );
  const mine = mySideOf(contract);
  const other = mine === "AWARDER" ? contract.receiver.name : contract.awarder.name;
  const saying = useSaying();
  const [own, theirs, staff] = [
    contract.waits.filter(({ side }) => side === mine),
    contract.waits.filter(({ side }) => side && side !== mine),
    contract.waits.filter(({ side }) => !side),
  ].map((waits) => list(grouped(waits).map(saying)));
  if (contract.waits.length === 0) {
    return (
      <p className={styles.soft}>
        <Trans>Nothing waits.</Trans>
      </p>
    );
  }
  return (
    <ul className={styles.waits}>
      {own && (
        <li>
          <Tag tone="warn">
            <Trans>Waits for you</Trans>
          </Tag>{" "}
          {own}
        </li>
      )}
      {theirs && (
        <li className={styles.soft}>
          <Trans>
            Waits for {other}: {theirs}
          </Trans>
        </li>
      )}
      {staff && (
        <li className={styles.soft}>
          <Trans>Waits for the platform: {staff}</Trans>
        </li>
      )}
    </ul>
  );
}

interface Task {
  readonly task: string;
  readonly stages: readonly number[];
}

/** Each task once, with all stages that wait for it. */
function grouped(waits: readonly Wait[]): Task[] {
  return [...new Set(waits.map(({ task }) => task))].map((task) => ({
    task,
    stages: waits.flatMap((wait) => (wait.task === task && wait.stage ? [wait.stage.number] : [])),
  }));
}

function useSaying(): (task: Task) => string {
  const { t } = useLingui();
  const { list } = useTexts();
  return ({ task, stages }) => {
    const numbers = list(stages.map(String));
    const said: Record<string, string> = {
      COMPLETE_TERMS: t`data that the terms lack`,
      APPROVE_TERMS: t`approval of the terms`,
      SIGN: t`signature`,
      COMPARE_SCAN: t`comparing the scan`,
      ANSWER_TERMINATION: t`answer whether it ends`,
      PAY_IN: t`paying in (stage ${numbers})`,
      DELIVER: t`delivery of the work (stage ${numbers})`,
      ACCEPT_WORK: t`acceptance of the work (stage ${numbers})`,
      RELEASE: t`release of the money (stage ${numbers})`,
      ANSWER_REFUND: t`answer whether money goes back (stage ${numbers})`,
      ANSWER_DISPUTE: t`answer in the dispute (stage ${numbers})`,
      SETTLE_DISPUTE: t`settlement of the dispute (stage ${numbers})`,
      RULE_DISPUTE: t`ruling of the dispute (stage ${numbers})`,
    };
    return said[task] ?? task;
  };
}
