/** Confirming a bid after the demand has changed: whoever does has read what has changed. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useRelayEnvironment } from "react-relay";
import type { ConfirmingMutation } from "../__generated__/ConfirmingMutation.graphql";
import type { ConfirmingQuery } from "../__generated__/ConfirmingQuery.graphql";
import type { Standing_applicant$data } from "../__generated__/Standing_applicant.graphql";
import { useAct } from "../network/acting";
import { readNow } from "../network/readings";
import { tellWindows } from "../network/windows";
import { Asking } from "../parts/Asking";
import { Button } from "../parts/Button";
import { Fact } from "../parts/Fact";
import { Notice } from "../parts/Notice";
import { useTexts } from "../parts/texts";
import { Amended } from "./Amended";
import styles from "./BidEditor.module.css";
import { type Change, changesBetween, latestOf, writtenFor } from "./terms";
import { useCollision } from "./useCollision";

type Applied = Standing_applicant$data;

/** What is shown of the demand before it is asked for. */
interface Read {
  readonly number: number;
  readonly changes: readonly Change[];
}

export function Confirming({ applicant }: { applicant: Applied }) {
  const { t } = useLingui();
  const [shown, setShown] = useState<Read | null>(null);
  const [isReading, setReading] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const readTerms = useReadTerms(applicant.id);
  const read = async () => {
    setReading(true);
    const terms = await readTerms();
    setReading(false);
    setFailed(terms === null);
    if (terms) setShown(terms);
  };
  return (
    <>
      <Button look="main" isPending={isReading && !shown} onPress={read}>
        <Trans>Confirm</Trans> …
      </Button>
      {hasFailed && !shown && (
        <Notice tone="bad">{t`The server does not answer. Try it again once the network is there.`}</Notice>
      )}
      {shown && <Asked applicant={applicant} read={shown} readAgain={read} onClose={() => setShown(null)} />}
    </>
  );
}

interface AskedProps {
  applicant: Applied;
  read: Read;
  readAgain: () => Promise<unknown>;
  onClose: () => void;
}

function Asked({ applicant, read, readAgain, onClose }: AskedProps) {
  const { t } = useLingui();
  const { money } = useTexts();
  const { collide, states } = useCollision(applicant);
  const [act, isActing] = useAct<ConfirmingMutation>(graphql`
    mutation ConfirmingMutation($input: ConfirmBidInput!) {
      confirmBid(input: $input) {
        __typename
        ... on Applicant {
          ...Standing_applicant
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const { id, version, demand, bid } = applicant;
  const send = async (idempotencyKey: string) => {
    const given = { applicantId: id, expectedVersion: version, demandVersion: read.number, idempotencyKey };
    const { refusal } = await act(given);
    await collide(refusal);
    if (refusal) await readAgain();
    else tellWindows();
    return refusal;
  };
  return (
    <Asking title={t`Confirm this bid?`} button={t`Confirm it`} isActing={isActing} act={send} onClose={onClose}>
      <p>
        <strong>{demand.title}</strong>
      </p>
      <Amended changes={read.changes} />
      {states}
      {bid && (
        <dl className={styles.summary}>
          <Fact name={t`Version`}>{bid.number}</Fact>
          <Fact name={t`Price`}>
            <strong>{money(bid.price)}</strong>
          </Fact>
        </dl>
      )}
      <p>
        <Trans>Your bid counts again, unchanged.</Trans>
      </p>
    </Asking>
  );
}

/** Reads what holds now, and what has changed since the bid was submitted; null if that could not be read. */
function useReadTerms(id: string): () => Promise<Read | null> {
  const environment = useRelayEnvironment();
  return async () => {
    const { node } = await readNow<ConfirmingQuery>(
      environment,
      graphql`
        query ConfirmingQuery($id: ID!) {
          node(id: $id) {
            __typename
            ... on Applicant {
              state
              appliedAt
              bid {
                submittedAt
              }
              demand {
                __typename
                ... on BiddingDemand {
                  ...terms_demand @relay(mask: false)
                }
              }
            }
          }
        }
      `,
      { id },
    ).catch(() => ({ node: null }));
    if (node?.__typename !== "Applicant" || node.demand.__typename !== "BiddingDemand") return null;
    const versions = node.demand.history.edges.map((edge) => edge.node);
    const number = latestOf(versions);
    return { number, changes: changesBetween(versions, writtenFor(versions, node, null), number) };
  };
}
