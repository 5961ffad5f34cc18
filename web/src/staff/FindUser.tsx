/** Finding a user by their mail address. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { graphql, useRelayEnvironment } from "react-relay";
import type { FindUserQuery } from "../__generated__/FindUserQuery.graphql";
import { readNow } from "../network/readings";
import { Button } from "../parts/Button";
import { Field } from "../parts/Field";
import { Form } from "../parts/Form";
import { Notice } from "../parts/Notice";
import { Tag } from "../parts/Tag";
import { useTexts } from "../parts/texts";
import styles from "./Staff.module.css";

type Found = NonNullable<FindUserQuery["response"]["viewer"]>["usersWithAddress"];

/** By the whole mail address: there is no list of users. */
export function FindUser() {
  const { t } = useLingui();
  const { moment } = useTexts();
  const environment = useRelayEnvironment();
  const [email, setEmail] = useState("");
  const [found, setFound] = useState<Found | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const find = async (event: FormEvent) => {
    event.preventDefault();
    try {
      const answer = await readNow<FindUserQuery>(
        environment,
        graphql`
          query FindUserQuery($email: String!) {
            viewer {
              id
              usersWithAddress(email: $email) {
                id
                name
                email
                emailVerifiedAt
              }
            }
          }
        `,
        { email },
      );
      setFound(answer?.viewer?.usersWithAddress ?? []);
      setProblem(null);
    } catch (error) {
      setProblem((error as Error).message);
    }
  };
  return (
    <section className={styles.section}>
      <h2>{t`Find a user`}</h2>
      <Form refusal={null} className={styles.finding} onSubmit={find}>
        <Field label={t`The full email address`} type="email" value={email} onChange={setEmail} isRequired />
        <Button type="submit" isDisabled={!email.trim()}>
          <Trans>Find</Trans>
        </Button>
      </Form>
      {problem && <Notice tone="bad">{problem}</Notice>}
      {found?.length === 0 && <Notice>{t`Nobody has this address.`}</Notice>}
      {found && found.length > 0 && (
        <ul className={styles.list}>
          {found.map(({ id, name, email, emailVerifiedAt }) => (
            <li key={id} className={styles.item}>
              <p className={styles.what}>
                {name}
                <span className={styles.soft}>{email}</span>
              </p>
              {emailVerifiedAt ? (
                <Tag tone="good">
                  <Trans>confirmed {moment(emailVerifiedAt)}</Trans>
                </Tag>
              ) : (
                <Tag tone="warn">{t`not confirmed yet`}</Tag>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
