/** A bid that ended while it was being revised: what is written here is kept, and begins another only deliberately. */
import { Trans } from "@lingui/react/macro";
import { graphql, useRelayEnvironment } from "react-relay";
import type { EndedNowQuery } from "../__generated__/EndedNowQuery.graphql";
import { useOnNews } from "../network/news";
import { readNow } from "../network/readings";
import { Button } from "../parts/Button";
import { Notice } from "../parts/Notice";
import { useTexts } from "../parts/texts";
import type { Application } from "./draft";

interface EndedProps {
  application: Application;
  hasFiles: boolean;
  /** Begins another bid; null where none can be. */
  begin: (() => void) | null;
}

export function Ended({ application: { state, withdrawnAt }, hasFiles, begin }: EndedProps) {
  const { moment } = useTexts();
  return (
    <Notice tone="bad">
      <p>
        {state === "WITHDRAWN" && withdrawnAt ? (
          <Trans>This bid was withdrawn on {moment(withdrawnAt)}, perhaps in another window.</Trans>
        ) : (
          <Trans>This bid no longer stands.</Trans>
        )}{" "}
        <Trans>What you have written is still here, but it is not saved.</Trans>
      </p>
      {begin && (
        <>
          {hasFiles && (
            <p>
              <Trans>A new bid does not have the files of this one: add them again.</Trans>
            </p>
          )}
          <Button onPress={begin}>
            <Trans>Begin a new bid with it</Trans>
          </Button>
        </>
      )}
    </Notice>
  );
}

/** Reads again what has become of a demand and of one's bids for it: with each news, and when it is called. */
export function useBidsNow(id: string): () => Promise<unknown> {
  const environment = useRelayEnvironment();
  const read = () =>
    readNow<EndedNowQuery>(
      environment,
      graphql`
        query EndedNowQuery($id: ID!) {
          demand(id: $id) {
            __typename
            ... on BiddingDemand {
              ...BidEditor_demand
            }
          }
        }
      `,
      { id },
    ).catch(() => {});
  useOnNews(() => void read());
  return read;
}
