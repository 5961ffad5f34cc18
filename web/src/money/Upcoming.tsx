import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay";
import { Link } from "wouter";
import type { Upcoming_contracts$data, Upcoming_contracts$key } from "../__generated__/Upcoming_contracts.graphql";
import { useTexts } from "../parts/texts";
import { type Amount, sumsOf } from "./amounts";
import styles from "./Money.module.css";

interface UpcomingProps {
  contracts: Upcoming_contracts$key;
  partyId: string;
  /** The viewer decides about the money of the party. */
  leads: boolean;
}

/** What comes next with the money of a party: which stages wait for it, and which for others. */
export function Upcoming({ partyId, leads, ...given }: UpcomingProps) {
  const { t } = useLingui();
  const { money } = useTexts();
  const contracts = useFragment(
    graphql`
      fragment Upcoming_contracts on Contract @relay(plural: true) {
        id
        number
        demand {
          id
          title
        }
        awarder {
          id
          name
        }
        receiver {
          id
          name
        }
        stages {
          id
          number
          title
          state
          dueOn
          lacking {
            amount
            currency
          }
          held {
            amount
            currency
          }
        }
      }
    `,
    given.contracts,
  );
  const open = contracts.flatMap((contract) => openIn(contract, partyId));
  if (open.length === 0) return null;
  const [own, others] = [open.filter(({ isOwn }) => isOwn), open.filter(({ isOwn }) => !isOwn)];
  const toPay = sumsOf(own.flatMap(({ what, amount }) => (what === "AWAITING_FUNDS" ? [amount] : [])));
  return (
    <>
      {own.length > 0 && (
        <section className={styles.section}>
          <div className={styles.between}>
            <h3>{t`Waits for you`}</h3>
            {toPay.map((sum) => (
              <p key={sum.currency}>
                <Trans>
                  To be paid in: <strong>{money(sum)}</strong>
                </Trans>
              </p>
            ))}
          </div>
          <Stages open={own} leads={leads} />
        </section>
      )}
      {others.length > 0 && (
        <section className={styles.section}>
          <h3>{t`Waits for others`}</h3>
          <Stages open={others} leads={false} />
        </section>
      )}
    </>
  );
}

type Contract = Upcoming_contracts$data[number];

interface Open {
  readonly contract: Contract;
  readonly stage: Contract["stages"][number];
  /** For what it waits: the state of the stage. */
  readonly what: string;
  readonly amount: Amount;
  /** It waits for the side of the party. */
  readonly isOwn: boolean;
  /** The name of the other side. */
  readonly other: string;
}

/** Whose move it is in a state; nobody's where the stage has ended, or a mediator decides. */
const TURNS: Record<string, "AWARDER" | "RECEIVER" | null> = {
  AWAITING_FUNDS: "AWARDER",
  FUNDED: "RECEIVER",
  REWORK: "RECEIVER",
  SUBMITTED: "AWARDER",
  ACCEPTED: "AWARDER",
  PARTLY_RELEASED: "AWARDER",
  REFUND_REQUESTED: "RECEIVER",
  DISPUTED: null,
};

function openIn(contract: Contract, partyId: string): Open[] {
  const { awarder, receiver } = contract;
  const side = awarder.id === partyId ? "AWARDER" : receiver.id === partyId ? "RECEIVER" : null;
  if (side === null) return [];
  return contract.stages
    .filter(({ state }) => state in TURNS)
    .map((stage) => ({
      contract,
      stage,
      what: stage.state,
      amount: stage.state === "AWAITING_FUNDS" ? stage.lacking : stage.held,
      isOwn: TURNS[stage.state] === side,
      other: side === "AWARDER" ? receiver.name : awarder.name,
    }));
}

function Stages({ open, leads }: { open: readonly Open[]; leads: boolean }) {
  const { t } = useLingui();
  const { sum } = useTexts();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t`Stage`}</th>
          <th scope="col">{t`Amount`}</th>
        </tr>
      </thead>
      <tbody>
        {open.map((each) => (
          <tr key={each.stage.id}>
            <td>
              <Said {...each} leads={leads} />
            </td>
            <td>{sum(each.amount)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Said({ contract, stage, what, isOwn, other, leads }: Open & { leads: boolean }) {
  const { t } = useLingui();
  const { day } = useTexts();
  const { number, title, dueOn } = stage;
  const href = `/contracts/${contract.id}#stage-${number}`;
  const ours: Record<string, string> = {
    AWAITING_FUNDS: t`To be paid in`,
    FUNDED: t`To be worked on and submitted`,
    REWORK: t`To be improved and submitted again`,
    SUBMITTED: t`Work to be looked at`,
    ACCEPTED: t`To be released`,
    PARTLY_RELEASED: t`To be released`,
    REFUND_REQUESTED: t`${other} wants it back: to be answered`,
  };
  const theirs: Record<string, string> = {
    AWAITING_FUNDS: t`${other} has to pay it in`,
    FUNDED: t`${other} is at work`,
    REWORK: t`${other} is improving the work`,
    SUBMITTED: t`${other} looks at the work`,
    ACCEPTED: t`${other} has to release it`,
    PARTLY_RELEASED: t`${other} has to release the rest`,
    REFUND_REQUESTED: t`${other} has to answer whether it goes back`,
    DISPUTED: t`In dispute`,
  };
  return (
    <>
      <span>{(isOwn ? ours : theirs)[what]}</span>
      <Link href={href}>{t`Stage ${number}: ${title}`}</Link>
      <span className={styles.soft}>
        {contract.demand.title} · {contract.number}
        {dueOn && ["AWAITING_FUNDS", "FUNDED", "REWORK"].includes(what) && (
          <>
            {" "}
            · <Trans>work due on {day(dueOn)}</Trans>
          </>
        )}
      </span>
      {leads && what === "AWAITING_FUNDS" && (
        <Link href={href} aria-label={t`Pay it in: stage ${number}, ${title}`}>
          <Trans>Pay it in</Trans>
        </Link>
      )}
    </>
  );
}
