import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useRelayEnvironment } from "react-relay";
import type { Standing_applicant$data } from "../__generated__/Standing_applicant.graphql";
import type { useCollisionQuery } from "../__generated__/useCollisionQuery.graphql";
import { readNow } from "../network/readings";
import type { Refusal } from "../network/refusals";
import { States } from "../parts/States";
import { useTexts } from "../parts/texts";

type Applied = Standing_applicant$data;

/** What has changed of a bid since a decision about it that another window, or somebody else, was quicker than. */
export function useCollision(applicant: Applied) {
  const { t } = useLingui();
  const { money } = useTexts();
  const [before, setBefore] = useState<Applied | null>(null);
  const readAgain = useApplicantNow(applicant.id);
  const collide = async (refusal: Refusal | null) => {
    const isStale = refusal !== null && ["CONFLICT", "WRONG_STATE"].includes(refusal.code);
    if (isStale) await readAgain();
    setBefore(isStale ? applicant : null);
  };
  const fact = (title: string, read: (bid: NonNullable<Applied["bid"]>) => string) => {
    const [was = "", now = ""] = [before?.bid, applicant.bid].map((bid) => (bid ? read(bid) : ""));
    return { title, was, now };
  };
  const facts = [
    fact(t`Version`, ({ number }) => String(number)),
    fact(t`Price`, ({ price }) => money(price)),
    fact(t`Duration in days`, ({ durationDays }) => String(durationDays)),
  ];
  return { collide, states: before && <States facts={facts} /> };
}

/** Reads an application again, with all that a list or a page shows of it. */
function useApplicantNow(id: string): () => Promise<unknown> {
  const environment = useRelayEnvironment();
  return () =>
    readNow<useCollisionQuery>(
      environment,
      graphql`
        query useCollisionQuery($id: ID!) {
          node(id: $id) {
            __typename
            ... on Applicant {
              ...Bids_applicant
              ...OwnBid_applicant
            }
          }
        }
      `,
      { id },
    ).catch(() => {});
}
