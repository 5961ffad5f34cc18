/** What stands in the way of an invoice: all of it, who has to remove it, and links to where that is done. */

import { Trans } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay";
import { Link } from "wouter";
import type { Obstacles_obstacles$key } from "../__generated__/Obstacles_obstacles.graphql";
import { routes } from "../app/routes";
import styles from "./Money.module.css";
import { INVOICES } from "./placesOfContract";

/** What an address ends with that leads to the invoices on a contract. */

/** The two sides of a contract, as the viewer sees them. */
export interface Sides {
  contractId: string;
  /** The viewer's. */
  side: "AWARDER" | "RECEIVER";
  /** The viewer's party. */
  partyId: string;
  /** The name of the other party. */
  other: string;
}

interface ObstaclesProps {
  sides: Sides;
  obstacles: Obstacles_obstacles$key;
}

export function Obstacles({ sides, ...given }: ObstaclesProps) {
  const obstacles = useFragment(
    graphql`
      fragment Obstacles_obstacles on Obstacle @relay(plural: true) {
        code
        message
        side
        place
      }
    `,
    given.obstacles,
  );
  const { side, other } = sides;
  return (
    <>
      <p>
        <Trans>Before an invoice can be issued:</Trans>
      </p>
      <ul className={styles.obstacles}>
        {obstacles.map((each) => (
          <li key={`${each.code} ${each.message}`}>
            {each.message}{" "}
            {each.side !== null && each.side !== side ? (
              <span className={styles.soft}>
                <Trans>That is up to {other}.</Trans>
              </span>
            ) : (
              <Way place={each.place} sides={sides} />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Way({ place, sides }: { place: string | null | undefined; sides: Sides }) {
  if (place === "TAX_DETAILS") {
    return (
      <Link href={pathToTaxes(sides)}>
        <Trans>To your tax details</Trans>
      </Link>
    );
  }
  if (place === "STAGES") {
    return (
      <a href="#stages">
        <Trans>To the stages</Trans>
      </a>
    );
  }
  return null;
}

/** Where the viewer's party describes its taxes; from there a link leads back to the invoices on the contract. */
export function pathToTaxes({ contractId, partyId }: Sides): string {
  const next = encodeURIComponent(`/contracts/${contractId}#${INVOICES}`);
  return `${routes.money}?next=${next}#${placeOfTaxes(partyId)}`;
}

/** What an address ends with that leads to the tax details of a party. */
export function placeOfTaxes(partyId: string): string {
  return `tax-details-${partyId}`;
}
