import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { graphql, useLazyLoadQuery } from "react-relay";
import type { SecurityPasswordMutation } from "../__generated__/SecurityPasswordMutation.graphql";
import type { SecurityQuery } from "../__generated__/SecurityQuery.graphql";
import type { SecurityRevokeMutation } from "../__generated__/SecurityRevokeMutation.graphql";
import { keyOfTry, useAct } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { Button } from "../parts/Button";
import { NothingHere, useTry } from "../parts/Failure";
import { Field } from "../parts/Field";
import { Form } from "../parts/Form";
import { Notice, RefusalNotice } from "../parts/Notice";
import { Tag } from "../parts/Tag";
import { useTexts } from "../parts/texts";
import styles from "./Settings.module.css";

export function Security() {
  const { t } = useLingui();
  const [changes, setChanges] = useState(0);
  const { viewer } = useLazyLoadQuery<SecurityQuery>(
    graphql`
      query SecurityQuery {
        viewer {
          id
          sessions {
            id
            isCurrent
            createdAt
            lastUsedAt
            userAgent
          }
        }
      }
    `,
    {},
    { fetchPolicy: "store-and-network", fetchKey: `${useTry()} ${changes}` },
  );
  if (!viewer) return <NothingHere />;
  const change = () => setChanges((count) => count + 1);
  return (
    <>
      <h1>{t`Password and sessions`}</h1>
      <Password onChange={change} />
      <section className={styles.section}>
        <h2>{t`Where you are signed in`}</h2>
        <ul className={styles.list}>
          {viewer.sessions.map((session) => (
            <Session key={session.id} {...session} onEnd={change} />
          ))}
        </ul>
      </section>
    </>
  );
}

function Password({ onChange }: { onChange: () => void }) {
  const { t } = useLingui();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isDone, setDone] = useState(false);
  const [act, isActing] = useAct<SecurityPasswordMutation>(graphql`
    mutation SecurityPasswordMutation($input: ChangePasswordInput!) {
      changePassword(input: $input) {
        __typename
        ... on Session {
          id
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const change = async (event: FormEvent) => {
    event.preventDefault();
    const { refusal } = await act({ current, next });
    setRefusal(refusal);
    setDone(!refusal);
    setCurrent("");
    if (refusal) return;
    setNext("");
    onChange();
  };
  return (
    <Form refusal={refusal} className={`${styles.section} ${styles.form}`} onSubmit={change}>
      <Field
        label={t`Present password`}
        type="password"
        autoComplete="current-password"
        value={current}
        onChange={setCurrent}
        isRequired
        problem={refusal?.fields.current}
      />
      <Field
        label={t`New password`}
        hint={t`At least 10 characters.`}
        type="password"
        autoComplete="new-password"
        value={next}
        onChange={setNext}
        isRequired
        problem={refusal?.fields.next}
      />
      <RefusalNotice refusal={refusal} shown={["current", "next"]} />
      {isDone && (
        <Notice>
          <Trans>Your password was changed. All other sessions have ended.</Trans>
        </Notice>
      )}
      <div className={styles.buttons}>
        <Button type="submit" isPending={isActing} isDisabled={!current || !next}>
          <Trans>Change the password</Trans>
        </Button>
      </div>
    </Form>
  );
}

interface SessionProps {
  id: string;
  isCurrent: boolean;
  createdAt: string;
  lastUsedAt: string | null | undefined;
  userAgent: string | null | undefined;
  onEnd: () => void;
}

function Session({ id, isCurrent, createdAt, lastUsedAt, userAgent, onEnd }: SessionProps) {
  const { t } = useLingui();
  const { moment } = useTexts();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [act, isActing] = useAct<SecurityRevokeMutation>(graphql`
    mutation SecurityRevokeMutation($input: RevokeSessionInput!) {
      revokeSession(input: $input) {
        __typename
        ... on Session {
          id
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const name = programIn(userAgent ?? "") ?? t`An unknown program`;
  const end = async () => {
    const { refusal } = await act({ sessionId: id, idempotencyKey: keyOfTry() });
    setRefusal(refusal);
    if (!refusal) onEnd();
  };
  return (
    <li className={styles.item}>
      <p className={styles.what}>
        <span>
          {name} {isCurrent && <Tag tone="good">{t`this one`}</Tag>}
        </span>
        <span className={styles.soft}>
          {lastUsedAt ? (
            <Trans>
              since {moment(createdAt)}, last used {moment(lastUsedAt)}
            </Trans>
          ) : (
            <Trans context="session">since {moment(createdAt)}</Trans>
          )}
        </span>
      </p>
      {!isCurrent && (
        <Button isPending={isActing} onPress={end} aria-label={t`End the session: ${name}`}>
          <Trans>End</Trans>
        </Button>
      )}
      <RefusalNotice refusal={refusal} />
    </li>
  );
}

/** What a session is used with, as far as its header says so. */
function programIn(userAgent: string): string | null {
  const browsers = [
    ["Edg/", "Edge"],
    ["Firefox/", "Firefox"],
    ["Chrome/", "Chrome"],
    ["Safari/", "Safari"],
  ];
  const systems = ["Android", "iPhone", "iPad", "Windows", "Mac OS X", "Linux"];
  const browser = browsers.find(([mark]) => mark && userAgent.includes(mark))?.[1];
  const system = systems.find((each) => userAgent.includes(each))?.replace("Mac OS X", "macOS");
  return browser ? [browser, system].filter(Boolean).join(" · ") : userAgent.slice(0, 60) || null;
}
