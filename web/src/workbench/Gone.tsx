/** The bidders whose bids no longer stand, each with what became of it: they are not in the list, but can be read. */
import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useLazyLoadQuery } from "react-relay";
import { Link } from "wouter";
import type { GoneQuery } from "../__generated__/GoneQuery.graphql";
import { Button } from "../parts/Button";
import { Dialog, DialogButtons } from "../parts/Dialog";
import { Tag } from "../parts/Tag";
import { wordFor } from "./deeds";
import styles from "./dialogs.module.css";

export default function Gone({ demandId, onClose }: { demandId: string; onClose: () => void }) {
  const { t, i18n } = useLingui();
  const { demand } = useLazyLoadQuery<GoneQuery>(
    graphql`
      query GoneQuery($id: ID!) {
        demand(id: $id) {
          __typename
          id
          ... on BiddingDemand {
            workbench {
              id
              gone {
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
    `,
    { id: demandId },
    { fetchPolicy: "network-only" },
  );
  const gone = (demand?.__typename === "BiddingDemand" && demand.workbench?.gone) || [];
  return (
    <Dialog title={t`Bids that no longer stand`} onClose={onClose}>
      {gone.length === 0 && (
        <p>
          <Trans>No bid was withdrawn, has lapsed or was struck out.</Trans>
        </p>
      )}
      <ul className={styles.gone}>
        {gone.map(({ id, applicant }) => (
          <li key={id}>
            <Link href={`/demands/${demandId}/workbench/${id}`} onClick={onClose}>
              {applicant.party.name}
            </Link>{" "}
            <Tag>{i18n._(wordFor(applicant.state))}</Tag>
          </li>
        ))}
      </ul>
      <DialogButtons>
        <Button onPress={onClose}>{t`Close`}</Button>
      </DialogButtons>
    </Dialog>
  );
}
