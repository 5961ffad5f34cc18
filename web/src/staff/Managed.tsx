/** The demands that a resource manager manages. */
import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, usePaginationFragment } from "react-relay";
import { Link } from "wouter";
import type { Managed_viewer$key } from "../__generated__/Managed_viewer.graphql";
import type { ManagedListQuery } from "../__generated__/ManagedListQuery.graphql";
import { StateTag } from "../market/StateTag";
import { Countdown } from "../parts/Countdown";
import { More } from "./More";
import styles from "./Staff.module.css";

export function Managed(given: { viewer: Managed_viewer$key }) {
  const { t } = useLingui();
  const { data, ...paging } = usePaginationFragment<ManagedListQuery, Managed_viewer$key>(
    graphql`
      fragment Managed_viewer on Viewer
      @refetchable(queryName: "ManagedListQuery")
      @argumentDefinitions(count: { type: "Int" }, cursor: { type: "String" }) {
        managedDemands(first: $count, after: $cursor) @connection(key: "Managed_managedDemands") {
          edges {
            node {
              id
              title
              state
              deadlineAt
            }
          }
        }
      }
    `,
    given.viewer,
  );
  const { edges } = data.managedDemands;
  return (
    <section className={styles.section}>
      <h2>{t`Demands that you manage`}</h2>
      {edges.length === 0 && <p className={styles.soft}>{t`No demands.`}</p>}
      <ul className={styles.list}>
        {edges.map(({ node }) => (
          <li key={node.id} className={styles.item}>
            <p className={styles.what}>
              <Link href={`/demands/${node.id}`}>{node.title}</Link>
            </p>
            <StateTag state={node.state} />
            {node.state === "OPEN" && node.deadlineAt && (
              <span className={styles.soft}>
                <Trans>
                  <Countdown until={node.deadlineAt} /> left
                </Trans>
              </span>
            )}
            <Link href={`/demands/${node.id}/workbench`}>
              <Trans>Workbench</Trans>
            </Link>
          </li>
        ))}
      </ul>
      <More {...paging} />
    </section>
  );
}
