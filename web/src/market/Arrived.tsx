/** What somebody reads who has just made an account: what they can do first. */
import { Trans } from "@lingui/react/macro";
import { Link } from "wouter";
import { routes } from "../app/routes";
import { Notice } from "../parts/Notice";

export default function Arrived() {
  return (
    <Notice>
      <p>
        <strong>
          <Trans>Welcome to Bidhall.</Trans>
        </strong>
      </p>
      <p>
        <Trans>
          Look below for work to bid on, or <Link href={routes.newDemand}>publish what you need</Link>. If you act for
          others, <Link href="/settings/parties">create a team or an enterprise</Link> first.
        </Trans>
      </p>
    </Notice>
  );
}
