import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { graphql, useLazyLoadQuery } from "react-relay";
import { Link } from "wouter";
import type { ProfileChangeEmailMutation } from "../__generated__/ProfileChangeEmailMutation.graphql";
import type { ProfileLocaleMutation } from "../__generated__/ProfileLocaleMutation.graphql";
import type { ProfileQuery } from "../__generated__/ProfileQuery.graphql";
import type { ProfileRenameMutation } from "../__generated__/ProfileRenameMutation.graphql";
import type { ProfileVerifyMutation } from "../__generated__/ProfileVerifyMutation.graphql";
import { isLanguage, LANGUAGES } from "../app/languages";
import { keyOfTry, useAct } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { Button } from "../parts/Button";
import { NothingHere, useTry } from "../parts/Failure";
import { Field } from "../parts/Field";
import { Form } from "../parts/Form";
import { Notice, RefusalNotice } from "../parts/Notice";
import { Select } from "../parts/Select";
import { Tag } from "../parts/Tag";
import { ZoneSelect } from "../parts/ZoneSelect";
import styles from "./Settings.module.css";

export function Profile() {
  const { t } = useLingui();
  const { viewer } = useLazyLoadQuery<ProfileQuery>(
    graphql`
      query ProfileQuery {
        viewer {
          id
          language
          timeZone
          user {
            id
            name
            email
            emailVerifiedAt
          }
        }
      }
    `,
    {},
    { fetchPolicy: "store-and-network", fetchKey: useTry() },
  );
  if (!viewer) return <NothingHere />;
  const { user, language, timeZone } = viewer;
  return (
    <>
      <h1>{t`Profile`}</h1>
      <Name name={user.name} />
      <Address email={user.email ?? ""} isVerified={Boolean(user.emailVerifiedAt)} />
      <Locale language={language} timeZone={timeZone} />
    </>
  );
}

function Name(given: { name: string }) {
  const { t } = useLingui();
  const [name, setName] = useState(given.name);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [act, isActing] = useAct<ProfileRenameMutation>(graphql`
    mutation ProfileRenameMutation($input: RenameUserInput!) {
      renameUser(input: $input) {
        __typename
        ... on User {
          id
          name
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const rename = async (event: FormEvent) => {
    event.preventDefault();
    setRefusal((await act({ name, idempotencyKey: keyOfTry() })).refusal);
  };
  return (
    <Form refusal={refusal} className={`${styles.section} ${styles.form}`} onSubmit={rename}>
      <Field
        label={t`Your name`}
        autoComplete="name"
        value={name}
        onChange={setName}
        isRequired
        problem={refusal?.fields.name}
      />
      <RefusalNotice refusal={refusal} shown={["name"]} />
      <div className={styles.buttons}>
        <Button type="submit" isPending={isActing} isDisabled={name === given.name}>
          <Trans>Save</Trans>
        </Button>
      </div>
    </Form>
  );
}

function Address({ email, isVerified }: { email: string; isVerified: boolean }) {
  const { t } = useLingui();
  const [next, setNext] = useState("");
  const [password, setPassword] = useState("");
  const [sentTo, setSentTo] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [verify, isVerifying] = useAct<ProfileVerifyMutation>(graphql`
    mutation ProfileVerifyMutation {
      sendVerification {
        __typename
        ... on User {
          id
          emailVerifiedAt
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const [act, isActing] = useAct<ProfileChangeEmailMutation>(graphql`
    mutation ProfileChangeEmailMutation($input: ChangeEmailInput!) {
      changeEmail(input: $input) {
        __typename
        ... on User {
          id
          email
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async () => {
    const { refusal } = await verify(undefined as never);
    setRefusal(refusal);
    if (!refusal) setSentTo(email);
  };
  const change = async (event: FormEvent) => {
    event.preventDefault();
    const { refusal } = await act({ email: next, password });
    setRefusal(refusal);
    setPassword("");
    if (refusal) return;
    setSentTo(next);
    setNext("");
  };
  return (
    <section className={styles.section}>
      <h2>{t`Email address`}</h2>
      <p className={styles.buttons}>
        {email} {isVerified ? <Tag tone="good">{t`confirmed`}</Tag> : <Tag tone="warn">{t`not confirmed yet`}</Tag>}
        {!isVerified && (
          <Button isPending={isVerifying} onPress={send}>
            <Trans>Send the email again</Trans>
          </Button>
        )}
      </p>
      {sentTo && (
        <Notice>
          <Trans>An email with a link was sent to {sentTo}.</Trans>
        </Notice>
      )}
      <Form refusal={refusal} className={styles.form} onSubmit={change}>
        <Field
          label={t`Another email address`}
          hint={t`It takes effect once you open the link that is sent there.`}
          type="email"
          autoComplete="email"
          value={next}
          onChange={setNext}
          isRequired
          problem={refusal?.fields.email}
        />
        <Field
          label={t`Password`}
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          isRequired
          problem={refusal?.fields.password}
        />
        <RefusalNotice refusal={refusal} shown={["email", "password"]} />
        <div className={styles.buttons}>
          <Button type="submit" isPending={isActing} isDisabled={!next.trim() || !password}>
            <Trans>Change the address</Trans>
          </Button>
        </div>
      </Form>
    </section>
  );
}

/** The languages that the server writes in: those of the pages, and others. */
const OF_PAGES = { ...LANGUAGES, zh: "简体中文" };
const OF_EMAILS = { pt: "Português", "zh-Hant": "繁體中文" };

function Locale({ language, timeZone }: { language: string; timeZone: string }) {
  const { t, i18n } = useLingui();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [act] = useAct<ProfileLocaleMutation>(graphql`
    mutation ProfileLocaleMutation($input: ChooseLocaleInput!) {
      chooseLocale(input: $input) {
        __typename
        ... on Viewer {
          id
          language
          timeZone
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const choose = async (given: { language?: string; timeZone?: string }) =>
    setRefusal((await act({ ...given, idempotencyKey: keyOfTry() })).refusal);
  // A language may come with a region, which stays unless another language is chosen.
  const isRegional = !Object.hasOwn({ ...OF_PAGES, ...OF_EMAILS }, language);
  const ofPage = isLanguage(i18n.locale) ? OF_PAGES[i18n.locale] : "";
  return (
    <section className={styles.section}>
      <h2>{t`Emails and notifications`}</h2>
      <p className={styles.soft}>
        <Trans>
          This is the language of emails and notifications alone. The pages themselves are in {ofPage}:{" "}
          <Link href="/settings/appearance">choose another language for both</Link>.
        </Trans>
      </p>
      <div className={styles.pair}>
        <Select label={t`Language`} value={language} onChange={(language) => choose({ language })}>
          {isRegional && <option value={language}>{languageName(language)}</option>}
          <Options title={t`Pages are there in these, too`} languages={OF_PAGES} />
          <Options title={t`Emails and notifications only`} languages={OF_EMAILS} />
        </Select>
        <ZoneSelect label={t`Time zone`} value={timeZone} onChange={(timeZone) => choose({ timeZone })} />
      </div>
      <RefusalNotice refusal={refusal} />
    </section>
  );
}

function Options({ title, languages }: { title: string; languages: Record<string, string> }) {
  return (
    <optgroup label={title}>
      {Object.entries(languages).map(([tag, name]) => (
        <option key={tag} value={tag} lang={tag}>
          {name}
        </option>
      ))}
    </optgroup>
  );
}

function languageName(tag: string): string {
  return new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;
}
