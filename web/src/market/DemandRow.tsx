import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay";
import { Link } from "wouter";
import type { DemandRow_demand$key } from "../__generated__/DemandRow_demand.graphql";
import { Countdown } from "../parts/Countdown";
import { nameOf, partyKinds } from "../parts/enums";
import { Tag } from "../parts/Tag";
import { useTexts } from "../parts/texts";
import { Awarder } from "./Awarder";
import { BudgetText } from "./BudgetText";
import styles from "./DemandRow.module.css";
import { StateTag } from "./StateTag";

interface DemandRowProps {
  demand: DemandRow_demand$key;
  /** The parties of the reader. */
  own: ReadonlySet<string>;
}

export function DemandRow({ demand, own }: DemandRowProps) {
  const { id, title, skills, state, deadlineAt, awarder, budget, bidCount, bidding, audience } = useFragment(
    graphql`
      fragment DemandRow_demand on Demand {
        id
        title
        skills
        state
        deadlineAt
        awarder {
          id
          ...Awarder_party
        }
        ... on BiddingDemand {
          bidding
          audience
          budget {
            ...BudgetText_budget
          }
          bidCount
        }
      }
    `,
    demand,
  );
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <h2 className={styles.title}>
          <Link href={`/demands/${id}`}>{title}</Link>
        </h2>
        <p className={styles.by}>
          <Awarder party={awarder} />
          {own.has(awarder.id) && (
            <>
              {" "}
              <Tag>
                <Trans>Your demand</Trans>
              </Tag>
            </>
          )}
          {skills.length > 0 && <span className={styles.skills}>{skills.join(" · ")}</span>}
          {audience && audience.length < KINDS && <Audience kinds={audience} />}
        </p>
      </div>
      <p className={styles.budget}>{budget && <BudgetText budget={budget} />}</p>
      <p className={styles.bids}>
        <BidCount bidCount={bidCount} isSealed={bidding === "SEALED"} />
      </p>
      <p className={styles.deadline}>
        {state === "OPEN" && deadlineAt ? (
          <Trans>
            <Countdown until={deadlineAt} /> left
          </Trans>
        ) : (
          <StateTag state={state} />
        )}
      </p>
    </li>
  );
}

/** How many kinds of bidders there are: what is open to all of them says nothing. */
const KINDS = 3;

function Audience({ kinds }: { kinds: readonly string[] }) {
  const { i18n } = useLingui();
  const { list } = useTexts();
  const names = list(kinds.map((kind) => nameOf(i18n, partyKinds, kind)));
  return (
    <span className={styles.skills}>
      <Trans>Only for {names}</Trans>
    </span>
  );
}

/** The number is told to everyone, or only to some; sealed, to nobody who bids. */
function BidCount({ bidCount, isSealed }: { bidCount: number | null | undefined; isSealed: boolean }) {
  if (bidCount === 0) return <Trans>no bids yet</Trans>;
  if (typeof bidCount === "number") return <Plural value={bidCount} one="# bid" other="# bids" />;
  return isSealed ? <Trans>sealed bids</Trans> : <Trans>number not shown</Trans>;
}
