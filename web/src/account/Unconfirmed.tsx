/** What somebody reads whose address is not confirmed: where the mail about it went, until it is. */
import { Trans } from "@lingui/react/macro";
import { graphql, useLazyLoadQuery } from "react-relay";
import { Link } from "wouter";
import type { UnconfirmedQuery } from "../__generated__/UnconfirmedQuery.graphql";
import { useNews } from "../network/news";
import { Awaited } from "../parts/Awaited";
import { Spared, useTry } from "../parts/Failure";
import { Notice } from "../parts/Notice";

export default function Unconfirmed() {
  return (
    <Spared place="unconfirmed" fallback={null}>
      <Awaited>
        <Unproved />
      </Awaited>
    </Spared>
  );
}

function Unproved() {
  const { viewer } = useLazyLoadQuery<UnconfirmedQuery>(
    graphql`
      query UnconfirmedQuery {
        viewer {
          id
          user {
            id
            email
            emailVerifiedAt
          }
        }
      }
    `,
    {},
    { fetchPolicy: "store-and-network", fetchKey: `${useTry()} ${useNews()}` },
  );
  if (!viewer || viewer.user.emailVerifiedAt) return null;
  const { email } = viewer.user;
  return (
    <Notice>
      <Trans>
        We have sent an email to {email}. Please confirm your address with the link in it, or{" "}
        <Link href="/settings/profile">have it sent again</Link>.
      </Trans>
    </Notice>
  );
}
