/** Where links in mails lead to that prove an address: confirming it, and choosing a new password. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { graphql } from "react-relay";
import { Link } from "wouter";
import type { ProvingAskMutation } from "../__generated__/ProvingAskMutation.graphql";
import type { ProvingResetMutation } from "../__generated__/ProvingResetMutation.graphql";
import type { ProvingVerifyMutation } from "../__generated__/ProvingVerifyMutation.graphql";
import { routes } from "../app/routes";
import { useAct } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { useSession } from "../network/session";
import { Awaited, lazily } from "../parts/Awaited";
import { Button } from "../parts/Button";
import { Field } from "../parts/Field";
import { Notice, RefusalNotice } from "../parts/Notice";
import { withSettingsTexts } from "../settings/texts";
import { Entrance, text } from "./Entering";

const Unanswered = lazily(() => withSettingsTexts(import("../settings/Unanswered")));

/** The token of the link, which stays in no address that is shown, kept or passed on. */
function useToken(): string | null {
  const [token, setToken] = useState(tokenHere);
  useEffect(() => {
    const take = () => {
      setToken((before) => tokenHere() ?? before);
      if (location.hash) history.replaceState(history.state, "", `${location.pathname}${location.search}`);
    };
    take();
    // A link that is opened in the same window changes nothing else of the address.
    window.addEventListener("hashchange", take);
    return () => window.removeEventListener("hashchange", take);
  }, []);
  return token;
}

function tokenHere(): string | null {
  return new URLSearchParams(location.hash.slice(1)).get("token");
}

/** The link was used for something that is done once, is too old, or was never sent. */
const BAD_TOKEN = "BAD_TOKEN";

/** Confirming takes a press: a program that looks at the links of a mail proves nothing. */
export function VerifyEmail() {
  const { t } = useLingui();
  const token = useToken();
  const isSignedIn = useSession() !== null;
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isConfirmed, setConfirmed] = useState(false);
  const [act, isActing] = useAct<ProvingVerifyMutation>(graphql`
    mutation ProvingVerifyMutation($input: VerifyEmailInput!) {
      verifyEmail(input: $input) {
        __typename
        ... on User {
          id
          email
          emailVerifiedAt
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const verify = async () => {
    const { result, refusal } = await act({ token: token ?? "" });
    setRefusal(refusal);
    if (result) setConfirmed(true);
  };
  return (
    <Entrance title={t`Confirm your email address`} refusal={refusal} onSubmit={verify}>
      {!isConfirmed && <RefusalNotice refusal={refusal} />}
      {isConfirmed ? (
        <>
          <Notice>
            <Trans>Your email address is confirmed.</Trans>
          </Notice>
          {isSignedIn && (
            <Awaited>
              <Unanswered />
            </Awaited>
          )}
          <Link href={isSignedIn ? routes.market : routes.signIn}>
            {isSignedIn ? <Trans>To the market</Trans> : <Trans>Sign in</Trans>}
          </Link>
        </>
      ) : token ? (
        <>
          <p>
            <Trans>Confirm that the address to which this link was sent is yours.</Trans>
          </p>
          <Button type="submit" look="main" isPending={isActing} autoFocus>
            <Trans>Confirm</Trans>
          </Button>
          {refusal?.code === BAD_TOKEN && (
            <Link href="/settings/profile">
              <Trans>To your settings, which send another email</Trans>
            </Link>
          )}
        </>
      ) : (
        <Notice tone="warn">
          <Trans>This link is not complete. Your settings can send another one.</Trans>
        </Notice>
      )}
    </Entrance>
  );
}

/** Without a token it asks for a mail, with one it takes the new password. */
export function ResetPassword() {
  const token = useToken();
  const [isAsking, setAsking] = useState(false);
  return token && !isAsking ? <Choose key={token} token={token} onAsk={() => setAsking(true)} /> : <AskForLink />;
}

function AskForLink() {
  const { t } = useLingui();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [email, setEmail] = useState<string | null>(null);
  const [act, isActing] = useAct<ProvingAskMutation>(graphql`
    mutation ProvingAskMutation($input: RequestPasswordResetInput!) {
      requestPasswordReset(input: $input) {
        __typename
        ... on ResetRequest {
          email
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const ask = async (given: FormData) => {
    const { result, refusal } = await act({ email: text(given, "email") });
    setRefusal(refusal);
    if (result?.email) setEmail(result.email);
  };
  return (
    <Entrance title={t`Forgot your password?`} refusal={refusal} onSubmit={ask}>
      <RefusalNotice refusal={refusal} shown={["email"]} />
      {email === null ? (
        <>
          <p>
            <Trans>An email with a link lets you choose another one.</Trans>
          </p>
          <Field
            label={t`Email address`}
            name="email"
            type="email"
            autoComplete="username"
            isRequired
            problem={refusal?.fields.email}
          />
          <Button type="submit" look="main" isPending={isActing}>
            <Trans>Send me the email</Trans>
          </Button>
        </>
      ) : (
        <Notice>
          <Trans>If there is an account with the address {email}, an email with a link is on its way.</Trans>
        </Notice>
      )}
      <Link href={routes.signIn}>
        <Trans>Back to signing in</Trans>
      </Link>
    </Entrance>
  );
}

interface ChooseProps {
  token: string;
  /** For another link, where this one is no good any more. */
  onAsk: () => void;
}

function Choose({ token, onAsk }: ChooseProps) {
  const { t } = useLingui();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isDone, setDone] = useState(false);
  const [act, isActing] = useAct<ProvingResetMutation>(graphql`
    mutation ProvingResetMutation($input: ResetPasswordInput!) {
      resetPassword(input: $input) {
        __typename
        ... on PasswordReset {
          endedSessionCount
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const reset = async (given: FormData) => {
    const { result, refusal } = await act({ token, password: text(given, "password") });
    setRefusal(refusal);
    if (result) setDone(true);
  };
  return (
    <Entrance title={t`Choose a new password`} refusal={refusal} onSubmit={reset}>
      {!isDone && <RefusalNotice refusal={refusal} shown={["password"]} />}
      {isDone ? (
        <>
          <Notice>
            <Trans>Your password was changed.</Trans>
          </Notice>
          <Link href={routes.signIn}>
            <Trans>Sign in</Trans>
          </Link>
        </>
      ) : (
        <>
          <p>
            <Trans>It replaces your present password, and you are signed out everywhere.</Trans>
          </p>
          <Field
            label={t`New password`}
            hint={t`At least 10 characters.`}
            name="password"
            type="password"
            autoComplete="new-password"
            isRequired
            autoFocus
            problem={refusal?.fields.password}
          />
          <Button type="submit" look="main" isPending={isActing}>
            <Trans>Set the password</Trans>
          </Button>
          {refusal?.code === BAD_TOKEN && (
            <Button look="quiet" onPress={onAsk}>
              <Trans>Get another link</Trans>
            </Button>
          )}
        </>
      )}
    </Entrance>
  );
}
