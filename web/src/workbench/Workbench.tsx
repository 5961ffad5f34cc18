/** The workbench of a demand: where its awarder's team reads the bids and chooses one. */
import { startTransition, useState } from "react";
import { graphql, useLazyLoadQuery } from "react-relay";
import type { WorkbenchQuery } from "../__generated__/WorkbenchQuery.graphql";
import { NothingHere, useTry } from "../parts/Failure";
import { Bench } from "./Bench";
import { FIRST } from "./first";

interface WorkbenchProps {
  id: string;
  candidate: string | null;
}

export default function Workbench({ id, candidate }: WorkbenchProps) {
  const [synced, setSynced] = useState(0);
  const { demand } = useLazyLoadQuery<WorkbenchQuery>(
    graphql`
      query WorkbenchQuery($id: ID!, $count: Int!) {
        demand(id: $id) {
          __typename
          id
          ... on BiddingDemand {
            workbench {
              id
            }
            ...Bench_demand @arguments(count: $count)
          }
        }
      }
    `,
    { id, count: FIRST },
    { fetchPolicy: "network-only", fetchKey: `${useTry()}.${synced}` },
  );
  if (demand?.__typename !== "BiddingDemand" || !demand.workbench) return <NothingHere />;
  // What is shown stays until all has been read again, and what is typed stays, too.
  const resync = () => startTransition(() => setSynced((count) => count + 1));
  return <Bench demand={demand} candidate={candidate} onResync={resync} />;
}
