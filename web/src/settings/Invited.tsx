/** Where the mail of an invitation leads to: signing up or in, and then accepting it. */
import { Trans, useLingui } from "@lingui/react/macro";
import styles from "../account/Entering.module.css";
import { routes } from "../app/routes";
import { useSession } from "../network/session";
import { ButtonLink } from "../parts/Button";
import { useTitle } from "../parts/title";
import Unanswered from "./Unanswered";

export default function Invited() {
  const { t } = useLingui();
  const isSignedIn = useSession() !== null;
  useTitle(t`Invitations`);
  const next = `?next=${encodeURIComponent(routes.invitations)}`;
  return (
    <div className={styles.entrance}>
      <h1>{t`Invitations`}</h1>
      {isSignedIn ? (
        <Unanswered isPage />
      ) : (
        <>
          <p>
            <Trans>
              You were invited to act for a company here. Create an account with the email address that the invitation
              was sent to, or sign in if it has one: then you can accept.
            </Trans>
          </p>
          <p className={styles.ways}>
            <ButtonLink href={`${routes.signUp}${next}`} look="plain">
              <Trans>Create an account</Trans>
            </ButtonLink>
            <ButtonLink href={`${routes.signIn}${next}`}>
              <Trans>Sign in</Trans>
            </ButtonLink>
          </p>
        </>
      )}
    </div>
  );
}
