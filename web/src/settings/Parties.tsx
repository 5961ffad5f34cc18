import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { graphql, useLazyLoadQuery } from "react-relay";
import { Link, useLocation } from "wouter";
import type { PartiesCreateMutation, PartyKind } from "../__generated__/PartiesCreateMutation.graphql";
import type { PartiesQuery } from "../__generated__/PartiesQuery.graphql";
import { endWelcome } from "../account/welcome";
import { Verified } from "../market/Awarder";
import { useAct, useKeyOfDecision } from "../network/acting";
import { useNews } from "../network/news";
import type { Refusal } from "../network/refusals";
import { Button } from "../parts/Button";
import { memberRoles, nameOf, partyKind } from "../parts/enums";
import { NothingHere, useTry } from "../parts/Failure";
import { Field } from "../parts/Field";
import { Form } from "../parts/Form";
import { RefusalNotice } from "../parts/Notice";
import { Select } from "../parts/Select";
import { Tag } from "../parts/Tag";
import styles from "./Settings.module.css";
import Unanswered from "./Unanswered";

/** Where the way back from a party leads. */
const HERE = { from: "/settings/parties" };

/** The parties that somebody acts for, and those that invite them. */
export function Parties() {
  const { t, i18n } = useLingui();
  const { viewer } = useLazyLoadQuery<PartiesQuery>(
    graphql`
      query PartiesQuery {
        viewer {
          id
          parties {
            id
            name
            kind
            verifiedAt
            closedAt
            myRole
          }
        }
      }
    `,
    {},
    { fetchPolicy: "store-and-network", fetchKey: `${useTry()} ${useNews()}` },
  );
  if (!viewer) return <NothingHere />;
  return (
    <>
      <h1>{t`You and your companies`}</h1>
      <Unanswered />
      <ul className={styles.list}>
        {viewer.parties.map(({ id, name, kind, verifiedAt, closedAt, myRole }) => (
          <li key={id} className={styles.item}>
            <p className={styles.what}>
              <Link href={`/settings/parties/${id}`} state={HERE}>
                {name}
              </Link>{" "}
              {verifiedAt ? (
                <Verified />
              ) : (
                !closedAt && (
                  <Link
                    className={styles.soft}
                    href={`/settings/parties/${id}#verification`}
                    state={HERE}
                  >{t`not verified yet`}</Link>
                )
              )}
              <span className={styles.soft}>{nameOf(i18n, partyKind, kind)}</span>
            </p>
            {closedAt ? <Tag>{t`closed`}</Tag> : myRole && <Tag>{nameOf(i18n, memberRoles, myRole)}</Tag>}
          </li>
        ))}
      </ul>
      <NewParty />
    </>
  );
}

function NewParty() {
  const { t } = useLingui();
  const [, go] = useLocation();
  const [name, setName] = useState("");
  const [kind, setKind] = useState<PartyKind>("ENTERPRISE");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const decision = useKeyOfDecision();
  const [act, isActing] = useAct<PartiesCreateMutation>(graphql`
    mutation PartiesCreateMutation($input: CreatePartyInput!) {
      createParty(input: $input) {
        __typename
        ... on Party {
          id
          name
          kind
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const create = async (event: FormEvent) => {
    event.preventDefault();
    const { result, refusal } = await act({ name, kind, idempotencyKey: decision.key() });
    decision.renew(refusal);
    setRefusal(refusal);
    if (!result?.id) return;
    endWelcome();
    go(`/settings/parties/${result.id}`);
  };
  return (
    <section className={styles.section}>
      <h2>{t`A new team or enterprise`}</h2>
      <Form refusal={refusal} className={styles.form} onSubmit={create}>
        <Field label={t`Name`} value={name} onChange={setName} isRequired problem={refusal?.fields.name} />
        <Select label={t`Kind`} value={kind} onChange={(kind) => setKind(kind as PartyKind)}>
          <option value="ENTERPRISE">{t`Enterprise`}</option>
          <option value="TEAM">{t`Team`}</option>
        </Select>
        <RefusalNotice refusal={refusal} shown={["name"]} />
        <div className={styles.buttons}>
          <Button type="submit" isPending={isActing} isDisabled={!name.trim()}>
            <Trans>Create it</Trans>
          </Button>
        </div>
      </Form>
    </section>
  );
}
