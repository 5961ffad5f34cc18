/** The question before bidding ends early: what it means, whose bids lapse, or until when it has to wait and why. */
import { Plural, Trans } from "@lingui/react/macro";
import { graphql, useLazyLoadQuery } from "react-relay";
import type { ClosingDialogQuery } from "../__generated__/ClosingDialogQuery.graphql";
import type { Refusal } from "../network/refusals";
import { Asking } from "../parts/Asking";
import { useTexts } from "../parts/texts";

interface ClosingDialogProps {
  demandId: string;
  title: string;
  isActing: boolean;
  /** Ends bidding on the demand as it is in this version. */
  send: (expectedVersion: number, key: string) => Promise<Refusal | null>;
  onClose: () => void;
}

export function ClosingDialog({ demandId, title, isActing, send, onClose }: ClosingDialogProps) {
  const { deadline } = useTexts();
  // As it is now: bids are confirmed while the page is open.
  const { demand } = useLazyLoadQuery<ClosingDialogQuery>(
    graphql`
      query ClosingDialogQuery($id: ID!) {
        demand(id: $id) {
          __typename
          id
          version
          actions
          deadlineAt
          ... on BiddingDemand {
            bidCount
            closableAt
            workbench {
              id
              candidates(order: ARRIVAL, first: 200) {
                edges {
                  node {
                    id
                    applicant {
                      id
                      state
                      party {
                        id
                        name
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    `,
    { id: demandId },
    { fetchPolicy: "network-only" },
  );
  if (demand?.__typename !== "BiddingDemand") return null;
  const { version, actions, deadlineAt, closableAt } = demand;
  const found = demand.workbench?.candidates.edges.map(({ node }) => node.applicant) ?? [];
  const unconfirmed = found.filter(({ state }) => state === "NEEDS_CONFIRMATION").map(({ party }) => party.name);
  const mayClose = actions.includes("CLOSE_BIDDING");
  const why = mayClose ? null : closableAt && isAhead(closableAt) ? (
    <Trans>
      You have changed the demand, and bidders have until {deadline(closableAt)} to confirm their bids. Bidding can end
      early after that, or as soon as no bid waits for its confirmation.
    </Trans>
  ) : (
    <Trans>No bid is confirmed, so there is nothing to select from: wait for one, or cancel the demand.</Trans>
  );
  return (
    <Asking
      title={title}
      button={title}
      isActing={isActing}
      act={(key) => send(version, key)}
      {...(why && { why })}
      onClose={onClose}
    >
      {mayClose && <Meaning deadlineAt={deadlineAt} />}
      {unconfirmed.length > 0 && <Unconfirmed names={unconfirmed} mayClose={mayClose} />}
    </Asking>
  );
}

function isAhead(at: string): boolean {
  return Date.parse(at) > Date.now();
}

function Meaning({ deadlineAt }: { deadlineAt: string | null | undefined }) {
  const { deadline } = useTexts();
  return (
    <>
      <p>
        <Trans>No more bids are taken, and the selection begins.</Trans>
      </p>
      {deadlineAt && (
        <p>
          <Trans>
            Bids could come until {deadline(deadlineAt)}: nobody can send or change one any more. You can reopen bidding
            as long as nothing is awarded.
          </Trans>
        </p>
      )}
    </>
  );
}

function Unconfirmed({ names, mayClose }: { names: readonly string[]; mayClose: boolean }) {
  return (
    <>
      <p>
        {mayClose ? (
          <Plural
            value={names.length}
            one="This bid is not confirmed since the demand has changed. It lapses, and reopening bidding does not bring it back:"
            other="These # bids are not confirmed since the demand has changed. They lapse, and reopening bidding does not bring them back:"
          />
        ) : (
          <Plural
            value={names.length}
            one="This bid waits for its confirmation:"
            other="These # bids wait for their confirmation:"
          />
        )}
      </p>
      <ul>
        {names.map((name, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two parties can have the same name
          <li key={place}>{name}</li>
        ))}
      </ul>
    </>
  );
}
