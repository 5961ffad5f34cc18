/** What is read again after decisions. */
import { useCallback } from "react";
import { graphql, useRelayEnvironment } from "react-relay";
import type { recountingActionsQuery } from "../__generated__/recountingActionsQuery.graphql";
import type { recountingTallyQuery } from "../__generated__/recountingTallyQuery.graphql";
import { readNow } from "../network/readings";

/** Reads what a decision moves elsewhere: the ranks of alternatives, the award, the version of the demand. */
export function useRecounting(demandId: string): () => void {
  const environment = useRelayEnvironment();
  return useCallback(() => {
    readNow<recountingTallyQuery>(
      environment,
      graphql`
        query recountingTallyQuery($demandId: ID!) {
          demand(id: $demandId) {
            id
            state
            version
            deadlineAt
            actions
            ... on BiddingDemand {
              bidCount
              workbench {
                id
                standings {
                  standing
                  count
                }
                alternatives {
                  id
                  standing
                  alternativeRank
                  version
                  actions
                }
                award {
                  id
                  state
                  lapsesAt
                  ...TakingBack_award
                  candidate {
                    id
                    standing
                    version
                    actions
                  }
                }
              }
            }
          }
        }
      `,
      { demandId },
      // A failure is no news: the next event or decision counts again.
    ).catch(() => {});
  }, [environment, demandId]);
}

/** Reads again what every candidate and the offer allow: another state of the demand changes it for all of them. */
export function useRereading(demandId: string): () => Promise<void> {
  const environment = useRelayEnvironment();
  return useCallback(async () => {
    let after: string | null = null;
    do {
      const answer: recountingActionsQuery["response"] | undefined = await readNow<recountingActionsQuery>(
        environment,
        graphql`
          query recountingActionsQuery($demandId: ID!, $after: String) {
            demand(id: $demandId) {
              id
              ... on BiddingDemand {
                version
                actions
                ...Head_demand
                workbench {
                  id
                  award {
                    ...TakingBack_award
                  }
                  candidates(first: 200, after: $after) {
                    edges {
                      node {
                        id
                        standing
                        alternativeRank
                        version
                        actions
                      }
                    }
                    pageInfo {
                      hasNextPage
                      endCursor
                    }
                  }
                }
              }
            }
          }
        `,
        { demandId, after },
      );
      const page: { readonly hasNextPage: boolean; readonly endCursor?: string | null } | undefined =
        answer?.demand?.workbench?.candidates.pageInfo;
      after = page?.hasNextPage ? (page.endCursor ?? null) : null;
    } while (after !== null);
  }, [environment, demandId]);
}
