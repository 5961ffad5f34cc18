/** Signing in and signing up: two forms that begin a session. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, type ReactNode, useState } from "react";
import { Checkbox } from "react-aria-components";
import { graphql } from "react-relay";
import { Link, useLocation, useSearch } from "wouter";
import type { EnteringSignInMutation } from "../__generated__/EnteringSignInMutation.graphql";
import type { EnteringSignUpMutation } from "../__generated__/EnteringSignUpMutation.graphql";
import { followAccount } from "../app/languages";
import { regionalTag } from "../app/preferred";
import { pathToReturnTo, routes } from "../app/routes";
import { useAct } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { formerToken, keepSession, wasSignedOutAt } from "../network/session";
import { Button } from "../parts/Button";
import { Field } from "../parts/Field";
import { Form } from "../parts/Form";
import { Notice, RefusalNotice } from "../parts/Notice";
import { useTitle } from "../parts/title";
import { ownZone } from "../parts/zones";
import styles from "./Entering.module.css";
import { beginWelcome } from "./welcome";

interface Begun {
  readonly token?: string | null;
  readonly expiresAt?: string;
}

function useEntrance({ isNew = false } = {}) {
  const search = useSearch();
  const [, go] = useLocation();
  const { i18n } = useLingui();
  const [refused, setRefused] = useState<{ refusal: Refusal | null; language: string } | null>(null);
  const enter = (begun: Begun | null, refusal: Refusal | null, given: FormData) => {
    setRefused({ refusal, language: i18n.locale });
    if (!begun?.token || !begun.expiresAt) return;
    const keeping = { email: text(given, "email"), remember: given.has("remember") };
    keepSession({ token: begun.token, expiresAt: begun.expiresAt }, keeping);
    if (isNew) beginWelcome();
    go(pathToReturnTo(search), { replace: true });
  };
  const [path = ""] = pathToReturnTo(search).split("?");
  // What was said in another language than that of the page is said no longer: the next try says it in this one.
  const refusal = refused?.language === i18n.locale ? refused.refusal : null;
  return { refusal, enter, search: search ? `?${search}` : "", wasSignedOut: wasSignedOutAt(path) };
}

export function SignIn() {
  const { t } = useLingui();
  const { refusal, enter, search, wasSignedOut } = useEntrance();
  const [act, isActing] = useAct<EnteringSignInMutation>(graphql`
    mutation EnteringSignInMutation($input: SignInInput!) {
      signIn(input: $input) {
        __typename
        ... on Session {
          token
          expiresAt
          viewer {
            id
            language
          }
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const submit = async (given: FormData) => {
    const email = text(given, "email");
    const { result, refusal } = await act({
      email,
      password: text(given, "password"),
      formerToken: formerToken(email),
    });
    if (result?.viewer) await followAccount(result.viewer.language);
    enter(result, refusal, given);
  };
  return (
    <Entrance title={t`Sign in`} refusal={refusal} onSubmit={submit}>
      {wasSignedOut && (
        <Notice>
          <Trans>You were signed out. Sign in again to go on where you were.</Trans>
        </Notice>
      )}
      <RefusalNotice refusal={refusal} shown={["email", "password"]} />
      <Field
        label={t`Email address`}
        name="email"
        type="email"
        autoComplete="username"
        autoFocus
        isRequired
        problem={refusal?.fields.email}
      />
      <Field
        label={t`Password`}
        name="password"
        type="password"
        autoComplete="current-password"
        isRequired
        problem={refusal?.fields.password}
      />
      <Remember />
      <Button type="submit" look="main" isPending={isActing}>
        <Trans>Sign in</Trans>
      </Button>
      <p>
        <Link href={routes.resetPassword}>
          <Trans>Forgot your password?</Trans>
        </Link>
      </p>
      <p>
        <Trans>
          New here? <Link href={`${routes.signUp}${search}`}>Create an account</Link>
        </Trans>
      </p>
    </Entrance>
  );
}

export function SignUp() {
  const { t, i18n } = useLingui();
  const { refusal, enter, search } = useEntrance({ isNew: true });
  const [act, isActing] = useAct<EnteringSignUpMutation>(graphql`
    mutation EnteringSignUpMutation($input: SignUpInput!) {
      signUp(input: $input) {
        __typename
        ... on Session {
          token
          expiresAt
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const submit = async (given: FormData) => {
    const { result, refusal } = await act({
      name: text(given, "name"),
      email: text(given, "email"),
      password: text(given, "password"),
      language: regionalTag(i18n.locale),
      timeZone: ownZone(),
    });
    enter(result, refusal, given);
  };
  return (
    <Entrance title={t`Create an account`} refusal={refusal} onSubmit={submit}>
      <RefusalNotice refusal={refusal} shown={["name", "email", "password"]} />
      <Field label={t`Your name`} name="name" autoComplete="name" isRequired autoFocus problem={refusal?.fields.name} />
      <Field
        label={t`Email address`}
        name="email"
        type="email"
        autoComplete="username"
        isRequired
        problem={refusal?.fields.email}
      />
      <Field
        label={t`Password`}
        hint={t`At least 10 characters.`}
        name="password"
        type="password"
        autoComplete="new-password"
        isRequired
        problem={refusal?.fields.password}
      />
      <Remember />
      <Button type="submit" look="main" isPending={isActing}>
        <Trans>Create an account</Trans>
      </Button>
      <p>
        <Trans>
          Do you have an account? <Link href={`${routes.signIn}${search}`}>Sign in</Link>
        </Trans>
      </p>
    </Entrance>
  );
}

interface EntranceProps {
  title: string;
  refusal: Refusal | null;
  onSubmit: (given: FormData) => unknown;
  children: ReactNode;
}

export function Entrance({ title, refusal, onSubmit, children }: EntranceProps) {
  useTitle(title);
  const submit = (event: FormEvent<HTMLFormElement>) => onSubmit(new FormData(event.currentTarget));
  return (
    <div className={styles.entrance}>
      <h1>{title}</h1>
      <Form refusal={refusal} className={styles.form} onSubmit={submit} noValidate>
        {children}
      </Form>
    </div>
  );
}

function Remember() {
  return (
    <Checkbox name="remember" defaultSelected className={styles.check ?? ""}>
      <span className={styles.box}>
        <svg viewBox="0 0 12 10" aria-hidden="true">
          <path d="m1.5 5 3 3 6-6.5" />
        </svg>
      </span>
      <Trans>Stay signed in on this device</Trans>
    </Checkbox>
  );
}

export function text(given: FormData, name: string): string {
  return String(given.get(name) ?? "");
}
