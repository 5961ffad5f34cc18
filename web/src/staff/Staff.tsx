/** What waits for the staff: parties to verify, demands that one manages, hidden questions, and finding a user. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, lazy, Suspense, useState } from "react";
import { graphql, useLazyLoadQuery, useRelayEnvironment } from "react-relay";
import { fetchQuery } from "relay-runtime";
import { Link } from "wouter";
import type { StaffFindQuery } from "../__generated__/StaffFindQuery.graphql";
import type { StaffQuery } from "../__generated__/StaffQuery.graphql";
import type { StaffRefuseMutation } from "../__generated__/StaffRefuseMutation.graphql";
import type { StaffRestoreMutation } from "../__generated__/StaffRestoreMutation.graphql";
import type { StaffVerifyMutation } from "../__generated__/StaffVerifyMutation.graphql";
import { withTexts } from "../contracts/texts";
import { StateTag } from "../market/StateTag";
import { useAct, useKeyOfDecision } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { Asking } from "../parts/Asking";
import { Button } from "../parts/Button";
import { Countdown } from "../parts/Countdown";
import { nameOf, partyKind, staffRoles } from "../parts/enums";
import { NothingHere, useTry } from "../parts/Failure";
import { Field } from "../parts/Field";
import { Notice, RefusalNotice } from "../parts/Notice";
import { Tag } from "../parts/Tag";
import { useTexts } from "../parts/texts";
import { useTitle } from "../parts/title";
import styles from "./Staff.module.css";

const Queue = lazy(() => withTexts(import("../templates/Queue")));

type Viewer = NonNullable<StaffQuery["response"]["viewer"]>;
type Party = Viewer["partiesToVerify"]["edges"][number]["node"];
type Question = Viewer["hiddenQuestions"]["edges"][number]["node"];

export default function Staff() {
  const { t, i18n } = useLingui();
  useTitle(t`Staff`);
  const [changes, setChanges] = useState(0);
  const { viewer } = useLazyLoadQuery<StaffQuery>(
    graphql`
      query StaffQuery {
        viewer {
          id
          roles
          partiesToVerify(first: 200) {
            totalCount
            edges {
              node {
                id
                name
                kind
                version
                summary
                skills
              }
            }
          }
          managedDemands(first: 200) {
            edges {
              node {
                id
                title
                state
                deadlineAt
              }
            }
          }
          hiddenQuestions(first: 200) {
            totalCount
            edges {
              node {
                id
                body
                answer
                hiddenReason
                version
                actions
                demand {
                  id
                  title
                }
              }
            }
          }
        }
      }
    `,
    {},
    { fetchPolicy: "store-and-network", fetchKey: `${useTry()} ${changes}` },
  );
  if (!viewer || viewer.roles.length === 0) return <NothingHere />;
  const { roles, partiesToVerify, managedDemands, hiddenQuestions } = viewer;
  const leads = roles.includes("ADMINISTRATOR") || roles.includes("RESOURCE_MANAGER");
  const renew = () => setChanges((count) => count + 1);
  return (
    <div className={styles.staff}>
      <header>
        <h1>{t`Staff`}</h1>
        <p className={styles.roles}>
          {roles.map((role) => (
            <Tag key={role}>{nameOf(i18n, staffRoles, role)}</Tag>
          ))}
        </p>
      </header>
      {(roles.includes("PROFESSIONAL") || roles.includes("ADMINISTRATOR")) && (
        <Suspense fallback={null}>
          <Queue />
        </Suspense>
      )}
      {leads && (
        <section className={styles.section}>
          <h2>{t`Parties to verify`}</h2>
          <p className={styles.soft}>
            <Plural value={partiesToVerify.totalCount} one="# party" other="# parties" />
          </p>
          <ul className={styles.list}>
            {partiesToVerify.edges.map(({ node }) => (
              <PartyToVerify key={node.id} party={node} onDone={renew} />
            ))}
          </ul>
        </section>
      )}
      {roles.includes("RESOURCE_MANAGER") && (
        <section className={styles.section}>
          <h2>{t`Demands that you manage`}</h2>
          {managedDemands.edges.length === 0 && <p className={styles.soft}>{t`No demands.`}</p>}
          <ul className={styles.list}>
            {managedDemands.edges.map(({ node }) => (
              <li key={node.id} className={styles.item}>
                <p className={styles.what}>
                  <Link href={`/demands/${node.id}`}>{node.title}</Link>
                </p>
                <StateTag state={node.state} />
                {node.state === "OPEN" && node.deadlineAt && (
                  <span className={styles.soft}>
                    <Trans>
                      <Countdown until={node.deadlineAt} /> left
                    </Trans>
                  </span>
                )}
                <Link href={`/demands/${node.id}/workbench`}>
                  <Trans>Workbench</Trans>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      {leads && (
        <section className={styles.section}>
          <h2>{t`Hidden questions`}</h2>
          {hiddenQuestions.edges.length === 0 && <p className={styles.soft}>{t`None.`}</p>}
          <ul className={styles.list}>
            {hiddenQuestions.edges.map(({ node }) => (
              <HiddenQuestion key={node.id} question={node} onDone={renew} />
            ))}
          </ul>
        </section>
      )}
      {roles.includes("ADMINISTRATOR") && <FindUser />}
    </div>
  );
}

function PartyToVerify({ party, onDone }: { party: Party; onDone: () => void }) {
  const { t, i18n } = useLingui();
  const [asking, setAsking] = useState<"verify" | "refuse" | null>(null);
  const [note, setNote] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [act, isActing] = useAct<StaffVerifyMutation>(graphql`
    mutation StaffVerifyMutation($input: VerifyPartyInput!) {
      verifyParty(input: $input) {
        __typename
        ... on Party {
          id
          verifiedAt
          version
        }
        ... on Refusal {
          code
          message
        }
        ... on InvalidInput {
          fields {
            path
            message
          }
        }
        ... on Conflict {
          currentVersion
        }
      }
    }
  `);
  const { id, name, kind, version, skills, summary } = party;
  const send = async (idempotencyKey: string) => {
    const given = { partyId: id, note: note.trim() || null, expectedVersion: version, idempotencyKey };
    const { refusal } = await act(given);
    if (!refusal) onDone();
    return refusal;
  };
  return (
    <li className={styles.item}>
      <p className={styles.what}>
        {name}
        <span className={styles.soft}>{[nameOf(i18n, partyKind, kind), ...skills].join(" · ")}</span>
        {summary && <span className={styles.soft}>{summary}</span>}
      </p>
      <Button onPress={() => setAsking("verify")} aria-label={t`Verify ${name}`}>
        <Trans>Verify</Trans> …
      </Button>
      <Button look="quiet" onPress={() => setAsking("refuse")} aria-label={t`Do not verify ${name}`}>
        <Trans>Do not verify</Trans> …
      </Button>
      {asking === "refuse" && <Refuse party={party} onDone={onDone} onClose={() => setAsking(null)} />}
      {asking === "verify" && (
        <Asking
          title={t`Verify ${name}`}
          button={t`Verify`}
          isActing={isActing}
          shown={["note"]}
          act={send}
          onRefusal={setRefusal}
          onClose={() => setAsking(null)}
        >
          <Field
            label={t`What it rests on`}
            hint={t`It is kept on record, for the staff.`}
            lines={3}
            value={note}
            onChange={setNote}
            autoFocus
            problem={refusal?.fields.note}
          />
        </Asking>
      )}
    </li>
  );
}

function Refuse({ party, onDone, onClose }: { party: Party; onDone: () => void; onClose: () => void }) {
  const { t } = useLingui();
  const [reason, setReason] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [act, isActing] = useAct<StaffRefuseMutation>(graphql`
    mutation StaffRefuseMutation($input: RefuseVerificationInput!) {
      refuseVerification(input: $input) {
        __typename
        ... on Party {
          id
          version
        }
        ... on Refusal {
          code
          message
        }
        ... on InvalidInput {
          fields {
            path
            message
          }
        }
        ... on Conflict {
          currentVersion
        }
      }
    }
  `);
  const { id, name, version } = party;
  const send = async (idempotencyKey: string) => {
    const { refusal } = await act({ partyId: id, reason, expectedVersion: version, idempotencyKey });
    if (!refusal) onDone();
    return refusal;
  };
  return (
    <Asking
      title={t`Do not verify ${name}`}
      button={t`Do not verify`}
      look="danger"
      isActing={isActing}
      shown={["reason"]}
      act={send}
      onRefusal={setRefusal}
      onClose={onClose}
    >
      <Field
        label={t`Reason`}
        hint={t`Its owners are told.`}
        lines={3}
        value={reason}
        onChange={setReason}
        isRequired
        autoFocus
        problem={refusal?.fields.reason}
      />
    </Asking>
  );
}

function HiddenQuestion({ question, onDone }: { question: Question; onDone: () => void }) {
  const { t } = useLingui();
  const decision = useKeyOfDecision();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [act, isActing] = useAct<StaffRestoreMutation>(graphql`
    mutation StaffRestoreMutation($input: RestoreQuestionInput!) {
      restoreQuestion(input: $input) {
        __typename
        ... on Question {
          id
          state
          version
        }
        ... on Refusal {
          code
          message
        }
        ... on Conflict {
          currentVersion
        }
      }
    }
  `);
  const { id, body, answer, hiddenReason, version, actions, demand } = question;
  const restore = async () => {
    const { refusal } = await act({ questionId: id, expectedVersion: version, idempotencyKey: decision.key() });
    setRefusal(refusal);
    if (refusal) decision.renew();
    else onDone();
  };
  return (
    <li className={styles.item}>
      <p className={styles.what}>
        <span className={styles.question}>{body}</span>
        {answer && <span className={styles.soft}>{answer}</span>}
        <span className={styles.soft}>
          <Link href={`/demands/${demand.id}`}>{demand.title}</Link> · <Trans>hidden: {hiddenReason ?? ""}</Trans>
        </span>
      </p>
      {actions.includes("RESTORE") && (
        <Button isPending={isActing} onPress={restore} aria-label={t`Show again: ${body}`}>
          <Trans>Show it again</Trans>
        </Button>
      )}
      <RefusalNotice refusal={refusal} />
    </li>
  );
}

type Found = NonNullable<StaffFindQuery["response"]["viewer"]>["usersWithAddress"];

/** By the whole mail address: there is no list of users. */
function FindUser() {
  const { t } = useLingui();
  const { moment } = useTexts();
  const environment = useRelayEnvironment();
  const [email, setEmail] = useState("");
  const [found, setFound] = useState<Found | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const find = async (event: FormEvent) => {
    event.preventDefault();
    try {
      const answer = await fetchQuery<StaffFindQuery>(
        environment,
        graphql`
          query StaffFindQuery($email: String!) {
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
      ).toPromise();
      setFound(answer?.viewer?.usersWithAddress ?? []);
      setProblem(null);
    } catch (error) {
      setProblem((error as Error).message);
    }
  };
  return (
    <section className={styles.section}>
      <h2>{t`Find a user`}</h2>
      <form className={styles.finding} onSubmit={find}>
        <Field label={t`The whole mail address`} type="email" value={email} onChange={setEmail} isRequired />
        <Button type="submit" isDisabled={!email.trim()}>
          <Trans>Find</Trans>
        </Button>
      </form>
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
