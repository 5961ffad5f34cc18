/** One's own bid as it was submitted, to be read again. It is asked for when it is opened. */
import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useLazyLoadQuery } from "react-relay";
import type { WholeBidQuery } from "../__generated__/WholeBidQuery.graphql";
import { Waiting } from "../app/Waiting";
import { Awaited } from "../parts/Awaited";
import { useTry } from "../parts/Failure";
import { BidText } from "./BidText";
import styles from "./WholeBid.module.css";

export interface WholeBidProps {
  applicantId: string;
  /** The number of the version that counts. */
  number: number;
}

export function WholeBid(props: WholeBidProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className={styles.whole} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Trans>What you have bid</Trans>
      </summary>
      {isOpen && (
        <Awaited fallback={<Waiting />}>
          <Loaded {...props} />
        </Awaited>
      )}
    </details>
  );
}

function Loaded({ applicantId, number }: WholeBidProps) {
  const { node } = useLazyLoadQuery<WholeBidQuery>(
    graphql`
      query WholeBidQuery($id: ID!) {
        node(id: $id) {
          __typename
          ... on Applicant {
            bid {
              ...BidText_bid
            }
          }
        }
      }
    `,
    { id: applicantId },
    // A newer version was submitted, perhaps.
    { fetchPolicy: "store-and-network", fetchKey: `${useTry()} ${number}` },
  );
  if (node?.__typename !== "Applicant" || !node.bid) return null;
  return (
    <div className={styles.text}>
      <BidText applicantId={applicantId} bid={node.bid} />
    </div>
  );
}
