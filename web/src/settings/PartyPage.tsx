/** A party: what everybody may read of it; from within, its members and what they may do, and its end. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, type MouseEvent, type ReactNode, type RefObject, useRef, useState } from "react";
import { graphql, useFragment, useLazyLoadQuery } from "react-relay";
import { Link, useLocation } from "wouter";
import type { PartyPage_party$data, PartyPage_party$key } from "../__generated__/PartyPage_party.graphql";
import type { PartyPageCloseMutation } from "../__generated__/PartyPageCloseMutation.graphql";
import type { PartyPageDescribeMutation } from "../__generated__/PartyPageDescribeMutation.graphql";
import type { PartyPageQuery } from "../__generated__/PartyPageQuery.graphql";
import { routes } from "../app/routes";
import { withTexts } from "../contracts/texts";
import { keyOfTry, useAct } from "../network/acting";
import { type Refusal, wrongWith } from "../network/refusals";
import { Asking } from "../parts/Asking";
import { Awaited, lazily } from "../parts/Awaited";
import { Button } from "../parts/Button";
import { memberRoles, nameOf, partyKind } from "../parts/enums";
import { NothingHere, useTry } from "../parts/Failure";
import { Field } from "../parts/Field";
import { Form } from "../parts/Form";
import { Notice, RefusalNotice } from "../parts/Notice";
import { States } from "../parts/States";
import { namingSkills, skillsIn } from "../parts/skills";
import { Tag } from "../parts/Tag";
import { useTexts } from "../parts/texts";
import { useTitle } from "../parts/title";
import { useFrom } from "../parts/useFrom";
import { Invitations } from "./Invitations";
import { Members } from "./Members";
import { useFactsOfParty, usePartyNow } from "./partyNow";
import { Around } from "./Settings";
import styles from "./Settings.module.css";
import { Verification } from "./Verification";

const PartyReviews = lazily(() => withTexts(import("../reviews/PartyReviews")));

export default function PartyPage({ id }: { id: string }) {
  const { viewer, node } = useLazyLoadQuery<PartyPageQuery>(
    graphql`
      query PartyPageQuery($id: ID!) {
        viewer {
          id
          roles
          user {
            id
          }
        }
        node(id: $id) {
          __typename
          ... on Party {
            myRole
            ...PartyPage_party
          }
        }
      }
    `,
    { id },
    { fetchPolicy: "store-and-network", fetchKey: useTry() },
  );
  if (node?.__typename !== "Party") return <NothingHere />;
  const shown = <Shown party={node} userId={viewer?.user.id ?? null} staff={viewer?.roles ?? []} />;
  if (!node.myRole) return <FromWithout>{shown}</FromWithout>;
  return (
    <Around here="parties">
      <Back />
      {shown}
    </Around>
  );
}

/** What is read of a party that is not one's own. */
function FromWithout({ children }: { children: ReactNode }) {
  return (
    <div className={styles.without}>
      <Back otherwise={routes.market} />
      <div className={styles.content}>{children}</div>
    </div>
  );
}

/** The way back to the page that has led here, where one was on it; or to another, if none has. */
function Back({ otherwise = null }: { otherwise?: string | null }) {
  const from = useFrom();
  const to = from ?? otherwise;
  if (to === null) return null;
  const goBack = (event: MouseEvent) => {
    if (from === null) return;
    // A step to its address would show it from its beginning.
    event.preventDefault();
    history.back();
  };
  return (
    <p>
      <Link href={to} onClick={goBack}>
        <Trans>Back</Trans>
      </Link>
    </p>
  );
}

interface ShownProps {
  party: PartyPage_party$key;
  userId: string | null;
  /** The viewer's roles on the platform's staff. */
  staff: readonly string[];
}

function Shown({ userId, staff, ...given }: ShownProps) {
  const { t, i18n } = useLingui();
  const { moment } = useTexts();
  const party = useFragment(
    graphql`
      fragment PartyPage_party on Party {
        id
        name
        kind
        verifiedAt
        closedAt
        version
        skills
        summary
        myRole
        ...Verification_party
        ...Members_party
        ...Invitations_party
      }
    `,
    given.party,
  );
  const { name, kind, verifiedAt, closedAt, myRole } = party;
  const profile = useRef<HTMLFormElement>(null);
  useTitle(name);
  const isOwner = myRole === "OWNER";
  return (
    <>
      <header>
        <h1>{name}</h1>
        <p className={styles.buttons}>
          <span className={styles.soft}>{nameOf(i18n, partyKind, kind)}</span>
          {verifiedAt ? <Tag tone="good">{t`verified`}</Tag> : <Tag>{t`not verified yet`}</Tag>}
          {myRole && <Tag>{nameOf(i18n, memberRoles, myRole)}</Tag>}
        </p>
      </header>
      {closedAt && (
        <Notice>
          <Trans>Closed on {moment(closedAt)}: everything of it can be read, and nothing new begins.</Trans>
        </Notice>
      )}
      {(isOwner || myRole === "MANAGER") && !closedAt ? (
        <Profile key={party.id} party={party} form={profile} />
      ) : (
        <>
          {party.skills.length > 0 && <p className={styles.soft}>{party.skills.join(" · ")}</p>}
          {party.summary && <p>{party.summary}</p>}
        </>
      )}
      <Verification party={party} staff={staff} profile={profile} />
      {userId && myRole && kind !== "INDIVIDUAL" && <Members party={party} userId={userId} />}
      {isOwner && kind !== "INDIVIDUAL" && !closedAt && <Invitations party={party} />}
      <Awaited>
        <PartyReviews id={party.id} />
      </Awaited>
      {isOwner && kind !== "INDIVIDUAL" && !closedAt && <Close party={party} />}
    </>
  );
}

interface ProfileProps {
  party: PartyPage_party$data;
  form: RefObject<HTMLFormElement | null>;
}

function Profile({ party, form }: ProfileProps) {
  const { t } = useLingui();
  const [name, setName] = useState(party.name);
  const [skills, setSkills] = useState(party.skills.join(", "));
  const [summary, setSummary] = useState(party.summary ?? "");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isSaved, setSaved] = useState(false);
  const [before, setBefore] = useState<PartyPage_party$data | null>(null);
  const factsOf = useFactsOfParty();
  const readAgain = usePartyNow(party.id);
  const [act, isActing] = useAct<PartyPageDescribeMutation>(graphql`
    mutation PartyPageDescribeMutation($input: DescribePartyInput!) {
      describeParty(input: $input) {
        __typename
        ... on Party {
          id
          name
          skills
          summary
          verificationRefusal
          version
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const wanted = { name, summary, skills: skillsIn(skills) };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const { refusal } = await act({
      partyId: party.id,
      ...wanted,
      expectedVersion: party.version,
      idempotencyKey: keyOfTry(),
    });
    setRefusal(namingSkills(refusal, wanted.skills));
    setSaved(!refusal);
    setBefore(refusal?.code === "CONFLICT" ? party : null);
    if (refusal?.code === "CONFLICT") await readAgain();
  };
  const ofSkills = wrongWith(refusal, "skills");
  return (
    <Form ref={form} refusal={refusal} className={styles.section} onSubmit={save}>
      <Field label={t`Name`} value={name} onChange={setName} isRequired problem={refusal?.fields.name} />
      <Field
        label={t`Skills`}
        hint={t`Separated by commas.`}
        value={skills}
        onChange={setSkills}
        problem={ofSkills.problem}
      />
      <Field
        label={t`About it`}
        hint={t`Everybody may read it.`}
        lines={4}
        value={summary}
        onChange={setSummary}
        problem={refusal?.fields.summary}
      />
      <RefusalNotice refusal={refusal} shown={["name", "summary", ...ofSkills.shown]} />
      {before && <States facts={factsOf(before, party, wanted)} />}
      <div className={styles.buttons}>
        <Button type="submit" isPending={isActing}>
          <Trans>Save</Trans>
        </Button>
        <span role="status" className={styles.soft}>
          {isSaved && t`Saved.`}
        </span>
      </div>
    </Form>
  );
}

function Close({ party }: { party: PartyPage_party$data }) {
  const { t } = useLingui();
  const [, go] = useLocation();
  const [isAsking, setAsking] = useState(false);
  const [password, setPassword] = useState("");
  const [reason, setReason] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [act, isActing] = useAct<PartyPageCloseMutation>(graphql`
    mutation PartyPageCloseMutation($input: ClosePartyInput!) {
      closeParty(input: $input) {
        __typename
        ... on Party {
          ...PartyPage_party
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async () => {
    const given = { partyId: party.id, password, reason: reason.trim() || null, expectedVersion: party.version };
    const { refusal } = await act(given);
    if (!refusal) go("/settings/parties");
    return refusal;
  };
  return (
    <section className={styles.section}>
      <div className={styles.buttons}>
        <Button look="danger" onPress={() => setAsking(true)}>
          <Trans>Close the party</Trans> …
        </Button>
      </div>
      {isAsking && (
        <Asking
          about={party.id}
          title={t`Close ${party.name}`}
          button={t`Close the party`}
          look="danger"
          isActing={isActing}
          shown={["password", "reason"]}
          act={send}
          onRefusal={setRefusal}
          onClose={() => setAsking(false)}
        >
          <p>
            <Trans>It ends for good. What it has written stays readable.</Trans>
          </p>
          <Field label={t`Reason`} lines={2} value={reason} onChange={setReason} problem={refusal?.fields.reason} />
          <Field
            label={t`Your password`}
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={setPassword}
            isRequired
            problem={refusal?.fields.password}
          />
        </Asking>
      )}
    </section>
  );
}
