import { graphql } from "react-relay";
import type { useContractFeedSubscription } from "../__generated__/useContractFeedSubscription.graphql";
import { useFollowing } from "../network/following";
import { tellNews } from "../network/news";

/** Follows a contract, with its supplements and stages, from the cursor of what was loaded; null follows nothing. */
export function useContractFeed(
  contract: { readonly id: string; readonly cursor: string } | null | undefined,
  onResync: () => void,
): void {
  useFollowing<useContractFeedSubscription>(
    graphql`
      subscription useContractFeedSubscription($id: ID!, $after: String) {
        contract(id: $id, after: $after) {
          cursor
          event {
            __typename
            ... on ContractChanged {
              contract {
                ...ContractPage_contract
                ...PaperPage_contract
              }
            }
            ... on SupplementChanged {
              supplement {
                ...SupplementPage_supplement
                ...SupplementPaper_supplement
                contract {
                  id
                  actions
                  total {
                    amount
                    currency
                  }
                  ...Supplements_contract
                }
              }
            }
            ... on StageChanged {
              stage {
                ...EscrowStage_stage
              }
            }
            ... on DisputeChanged {
              dispute {
                ...Dispute_dispute
                subject {
                  ... on Stage {
                    ...EscrowStage_stage
                  }
                }
              }
            }
            ... on InvoiceChanged {
              invoice {
                ...Invoices_invoice
              }
            }
            ... on ReviewChanged {
              reviewId
            }
            ... on ResyncRequired {
              code
            }
          }
        }
      }
    `,
    contract ? { id: contract.id, after: contract.cursor } : null,
    {
      onEvent: ({ contract }) => {
        if (contract.event.__typename === "ResyncRequired") onResync();
        // What can be invoiced, and the lists of reviews and invoices, are read again with any news. Nobody is notified
        // of what they do themselves.
        else tellNews();
      },
    },
  );
}
