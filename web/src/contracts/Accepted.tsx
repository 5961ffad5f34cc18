import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useLazyLoadQuery } from "react-relay";
import { Link } from "wouter";
import type { AcceptedDemandsQuery } from "../__generated__/AcceptedDemandsQuery.graphql";
import type { AcceptedQuery } from "../__generated__/AcceptedQuery.graphql";
import { useTry } from "../parts/Failure";
import styles from "./Contract.module.css";

interface Award {
  readonly id: string;
  readonly state: string;
  readonly contract: { readonly id: string } | null | undefined;
}

/** Offers that were accepted and have no contract yet, on either side: whoever leads a party can draft it. */
export function Accepted() {
  const { viewer } = useLazyLoadQuery<AcceptedQuery>(
    graphql`
      query AcceptedQuery {
        viewer {
          id
          parties {
            id
            name
            myRole
          }
          applications(filter: { states: [SUBMITTED] }, first: 100) {
            edges {
              node {
                id
                party {
                  id
                  name
                  myRole
                }
                demand {
                  id
                  title
                }
                award {
                  id
                  state
                  contract {
                    id
                  }
                }
              }
            }
          }
        }
      }
    `,
    {},
    { fetchPolicy: "store-and-network", fetchKey: useTry() },
  );
  return (
    <>
      {viewer?.applications.edges.map(({ node }) => {
        const { id, party, demand, award } = node;
        return (
          leads(party) && waits(award) && <Row key={id} title={demand.title} name={party.name} awardId={award.id} />
        );
      })}
      {viewer?.parties.filter(leads).map(({ id, name }) => (
        <Demands key={id} partyId={id} name={name} />
      ))}
    </>
  );
}

function leads({ myRole }: { readonly myRole: string | null | undefined }): boolean {
  return myRole === "OWNER" || myRole === "MANAGER";
}

function waits(award: Award | null | undefined): award is Award {
  return award?.state === "ACCEPTED" && !award.contract;
}

function Demands({ partyId, name }: { partyId: string; name: string }) {
  const { viewer } = useLazyLoadQuery<AcceptedDemandsQuery>(
    graphql`
      query AcceptedDemandsQuery($partyId: ID!) {
        viewer {
          id
          demands(partyId: $partyId, filter: { states: [CONTRACTED] }, first: 100) {
            edges {
              node {
                id
                title
                ... on BiddingDemand {
                  workbench {
                    id
                    award {
                      id
                      state
                      contract {
                        id
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
    { partyId },
    { fetchPolicy: "store-and-network", fetchKey: useTry() },
  );
  return viewer?.demands.edges.map(({ node: { id, title, workbench } }) => {
    const award = workbench?.award;
    return waits(award) && <Row key={id} title={title} name={name} awardId={award.id} />;
  });
}

function Row({ title, name, awardId }: { title: string; name: string; awardId: string }) {
  const { t } = useLingui();
  return (
    <p className={styles.between}>
      <span>
        {t`Accepted offer: ${title}`} <span className={styles.soft}>{name}</span>
      </span>
      <Link href={`/awards/${awardId}/contract`}>
        <Trans>Draft the contract</Trans>
      </Link>
    </p>
  );
}
