/** What waits for the staff: parties to verify, demands that one manages, hidden questions, and finding a user. */
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useLazyLoadQuery } from "react-relay";
import type { StaffQuery } from "../__generated__/StaffQuery.graphql";
import { withTexts } from "../contracts/texts";
import { useNews } from "../network/news";
import { Awaited, lazily } from "../parts/Awaited";
import { nameOf, staffRoles } from "../parts/enums";
import { NothingHere, useTry } from "../parts/Failure";
import { Tag } from "../parts/Tag";
import { useTitle } from "../parts/title";
import { FindUser } from "./FindUser";
import { Hidden } from "./Hidden";
import { Managed } from "./Managed";
import styles from "./Staff.module.css";
import { Verifying } from "./Verifying";

const Queue = lazily(() => withTexts(import("../templates/Queue")));

/** Those for whom work waits in the queue, or who see all of it. */
const QUEUED: readonly string[] = ["PROFESSIONAL", "MEDIATOR", "ADMINISTRATOR"];

export default function Staff() {
  const { t, i18n } = useLingui();
  const [changes, setChanges] = useState(0);
  const { viewer } = useLazyLoadQuery<StaffQuery>(
    graphql`
      query StaffQuery($count: Int!, $cursor: String) {
        viewer {
          id
          roles
          ...Verifying_viewer @arguments(count: $count, cursor: $cursor)
          ...Managed_viewer @arguments(count: $count, cursor: $cursor)
          ...Hidden_viewer @arguments(count: $count, cursor: $cursor)
        }
      }
    `,
    { count: 50, cursor: null },
    { fetchPolicy: "store-and-network", fetchKey: `${useTry()} ${changes} ${useNews()}` },
  );
  useTitle(t`Staff`);
  if (!viewer || viewer.roles.length === 0) return <NothingHere />;
  const { roles } = viewer;
  const leads = roles.includes("ADMINISTRATOR") || roles.includes("RESOURCE_MANAGER");
  const renew = () => setChanges((count) => count + 1);
  return (
    <div className={styles.staff}>
      <header>
        <h1>{t`Staff`}</h1>
        <p className={styles.roles}>
          {roles.map((role) => (
            <Tag key={role}>{nameOf(i18n, staffRoles, role)}</Tag>
          ))}
        </p>
      </header>
      {roles.some((role) => QUEUED.includes(role)) && (
        <Awaited>
          <Queue />
        </Awaited>
      )}
      {leads && <Verifying viewer={viewer} onDone={renew} />}
      {roles.includes("RESOURCE_MANAGER") && <Managed viewer={viewer} />}
      {leads && <Hidden viewer={viewer} onDone={renew} />}
      {roles.includes("ADMINISTRATOR") && <FindUser />}
    </div>
  );
}
