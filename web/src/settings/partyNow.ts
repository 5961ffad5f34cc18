/** A party as it stands now, for whoever has decided about what it was before. */
import { useLingui } from "@lingui/react/macro";
import { graphql, useRelayEnvironment } from "react-relay";
import type { partyNowQuery } from "../__generated__/partyNowQuery.graphql";
import { readNow } from "../network/readings";
import type { Fact } from "../parts/States";

/** Reads it again; a failure leaves what is shown. */
export function usePartyNow(id: string): () => Promise<unknown> {
  const environment = useRelayEnvironment();
  return () =>
    readNow<partyNowQuery>(
      environment,
      graphql`
        query partyNowQuery($id: ID!) {
          node(id: $id) {
            __typename
            ... on Party {
              id
              name
              skills
              summary
              verifiedAt
              verificationRefusal
              closedAt
              version
            }
          }
        }
      `,
      { id },
    ).catch(() => {});
}

interface Described {
  readonly name: string;
  readonly skills: readonly string[];
  readonly summary?: string | null;
}

/** What differs between two states of a party, and what was wanted of it. */
export function useFactsOfParty(): (was: Described, now: Described, wanted?: Described) => Fact[] {
  const { t } = useLingui();
  return (was, now, wanted) => {
    const fact = (title: string, read: (party: Described) => string): Fact => ({
      ...{ title, was: read(was), now: read(now) },
      ...(wanted && { wanted: read(wanted) }),
    });
    return [
      fact(t`Name`, ({ name }) => name),
      fact(t`Skills`, ({ skills }) => skills.join(", ")),
      fact(t`About it`, ({ summary }) => summary ?? ""),
    ];
  };
}
