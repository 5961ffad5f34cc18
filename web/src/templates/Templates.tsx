/** The templates that one may use, and what one's parties have asked to be made of documents of their own. */
import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useLazyLoadQuery } from "react-relay";
import { Link } from "wouter";
import type { TemplatesQuery } from "../__generated__/TemplatesQuery.graphql";
import type { TemplatesRequestsQuery } from "../__generated__/TemplatesRequestsQuery.graphql";
import { routes } from "../app/routes";
import styles from "../contracts/Contract.module.css";
import { nameOf } from "../parts/enums";
import { NothingHere, useTry } from "../parts/Failure";
import { useTexts } from "../parts/texts";
import { useTitle } from "../parts/title";
import { contractKinds, purposes } from "./names";
import { RequestTag } from "./RequestTag";

export default function Templates() {
  const { t, i18n } = useLingui();
  useTitle(t`Templates`);
  const { viewer, templates } = useLazyLoadQuery<TemplatesQuery>(
    graphql`
      query TemplatesQuery {
        viewer {
          id
          parties {
            id
            name
            myRole
          }
        }
        templates(first: 200) {
          edges {
            node {
              id
              name
              kind
              purpose
              party {
                id
                name
              }
              latestVersion {
                id
                number
              }
            }
          }
        }
      }
    `,
    {},
    { fetchPolicy: "store-and-network", fetchKey: useTry() },
  );
  if (!viewer) return <NothingHere />;
  const may = viewer.parties.some(({ myRole }) => myRole === "OWNER" || myRole === "MANAGER");
  return (
    <div className={styles.writing}>
      <header className={styles.head}>
        <h1>{t`Templates`}</h1>
        {may && (
          <p className={styles.by}>
            <Link href={routes.requestTemplate}>
              <Trans>Have a template made of your own document</Trans>
            </Link>
          </p>
        )}
      </header>
      {viewer.parties.map(({ id, name }) => (
        <Requests key={id} partyId={id} name={name} />
      ))}
      <section className={styles.section}>
        <h2>{t`Library`}</h2>
        <ul className={styles.list}>
          {templates.edges.map(({ node }) => (
            <li key={node.id} className={styles.item}>
              <div>
                <h3>{node.name}</h3>
                <p className={styles.soft}>
                  {[nameOf(i18n, purposes, node.purpose), node.kind && nameOf(i18n, contractKinds, node.kind)]
                    .filter(Boolean)
                    .join(" · ")}
                </p>
              </div>
              <p className={styles.soft}>{node.party ? node.party.name : t`of the platform`}</p>
              <p className={styles.soft}>{t`Version ${node.latestVersion.number}`}</p>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

/** What a party has asked for; nothing where it has not asked for anything. */
function Requests({ partyId, name }: { partyId: string; name: string }) {
  const { t } = useLingui();
  const { deadline, moment } = useTexts();
  const { templateRequests } = useLazyLoadQuery<TemplatesRequestsQuery>(
    graphql`
      query TemplatesRequestsQuery($partyId: ID!) {
        templateRequests(partyId: $partyId, first: 50) {
          edges {
            node {
              id
              name
              state
              submittedAt
              dueAt
            }
          }
        }
      }
    `,
    { partyId },
    { fetchPolicy: "store-and-network", fetchKey: useTry() },
  );
  if (templateRequests.edges.length === 0) return null;
  return (
    <section className={styles.section}>
      <h2>{t`Requested by ${name}`}</h2>
      <ul className={styles.list}>
        {templateRequests.edges.map(({ node }) => (
          <li key={node.id} className={styles.item}>
            <div>
              <h3>
                <Link href={`/templates/requests/${node.id}`}>{node.name}</Link>
              </h3>
              <p className={styles.soft}>{moment(node.submittedAt)}</p>
            </div>
            <p>
              <RequestTag state={node.state} />
            </p>
            <p className={styles.soft}>{node.dueAt && <Trans>due {deadline(node.dueAt)}</Trans>}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
