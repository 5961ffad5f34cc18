/** What somebody reads who has made an account: what they can do first. */
import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import { Link } from "wouter";
import { endWelcome, isWelcome } from "../account/welcome";
import { routes } from "../app/routes";
import { Button } from "../parts/Button";
import { Notice } from "../parts/Notice";
import styles from "./Market.module.css";

export default function Arrived() {
  const [isShown, setShown] = useState(isWelcome);
  if (!isShown) return null;
  const dismiss = () => {
    endWelcome();
    setShown(false);
  };
  return (
    <Notice>
      <div className={styles.arrived}>
        <div>
          <p>
            <strong>
              <Trans>Welcome to Bidhall.</Trans>
            </strong>
          </p>
          <p>
            <Trans>
              Look below for work to bid on, or <Link href={routes.newDemand}>publish what you need</Link>. If you act
              for others, <Link href="/settings/parties">create a team or an enterprise</Link> first.
            </Trans>
          </p>
        </div>
        <Button look="quiet" onPress={dismiss}>
          <Trans>Dismiss</Trans>
        </Button>
      </div>
    </Notice>
  );
}
