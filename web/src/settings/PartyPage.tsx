/** A party from within: its profile, its members and what they may do, and its end. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { graphql, useFragment, useLazyLoadQuery } from "react-relay";
import { useLocation } from "wouter";
import type { PartyPage_party$data, PartyPage_party$key } from "../__generated__/PartyPage_party.graphql";
import type { PartyPageCloseMutation } from "../__generated__/PartyPageCloseMutation.graphql";
import type { PartyPageDescribeMutation } from "../__generated__/PartyPageDescribeMutation.graphql";
import type { PartyPageQuery } from "../__generated__/PartyPageQuery.graphql";
import { withTexts } from "../contracts/texts";
import { keyOfTry, useAct } from "../network/acting";
import { type Refusal, wrongWith } from "../network/refusals";
import { Asking } from "../parts/Asking";
import { Awaited, lazily } from "../parts/Awaited";
import { Button } from "../parts/Button";
import { memberRoles, nameOf, partyKind } from "../parts/enums";
import { NothingHere, useTry } from "../parts/Failure";
import { Field } from "../parts/Field";
import { Notice, RefusalNotice } from "../parts/Notice";
import { States } from "../parts/States";
import { Tag } from "../parts/Tag";
import { useTexts } from "../parts/texts";
import { useTitle } from "../parts/title";
import { Invitations } from "./Invitations";
import { Members } from "./Members";
import { useFactsOfParty, usePartyNow } from "./partyNow";
import { Around } from "./Settings";
import styles from "./Settings.module.css";

const PartyReviews = lazily(() => withTexts(import("../reviews/PartyReviews")));

export default function PartyPage({ id }: { id: string }) {
  const { viewer, node } = useLazyLoadQuery<PartyPageQuery>(
    graphql`
      query PartyPageQuery($id: ID!) {
        viewer {
          id
          user {
            id
          }
        }
        node(id: $id) {
          __typename
          ... on Party {
            ...PartyPage_party
          }
        }
      }
    `,
    { id },
    { fetchPolicy: "store-and-network", fetchKey: useTry() },
  );
  return (
    <Around here="parties">
      {viewer && node?.__typename === "Party" ? <Shown party={node} userId={viewer.user.id} /> : <NothingHere />}
    </Around>
  );
}

function Shown({ userId, ...given }: { party: PartyPage_party$key; userId: string }) {
  const { t, i18n } = useLingui();
  const { moment } = useTexts();
  const party = useFragment(
    graphql`
      fragment PartyPage_party on Party {
        id
        name
        kind
        verifiedAt
        verificationRefusal
        closedAt
        version
        skills
        summary
        myRole
        ...Members_party
        ...Invitations_party
      }
    `,
    given.party,
  );
  const { name, kind, verifiedAt, closedAt, myRole } = party;
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
      {party.verificationRefusal && !closedAt && (
        <Notice tone="warn">
          <p>{party.verificationRefusal}</p>
          <p>
            <Trans>That is why it was not verified. It is looked at again once the profile has changed.</Trans>
          </p>
        </Notice>
      )}
      {closedAt && (
        <Notice>
          <Trans>Closed on {moment(closedAt)}: everything of it can be read, and nothing new begins.</Trans>
        </Notice>
      )}
      {(isOwner || myRole === "MANAGER") && !closedAt ? (
        <Profile key={party.id} party={party} />
      ) : (
        party.summary && <p>{party.summary}</p>
      )}
      {myRole && kind !== "INDIVIDUAL" && <Members party={party} userId={userId} />}
      {isOwner && kind !== "INDIVIDUAL" && !closedAt && <Invitations party={party} />}
      <Awaited>
        <PartyReviews id={party.id} />
      </Awaited>
      {isOwner && kind !== "INDIVIDUAL" && !closedAt && <Close party={party} />}
    </>
  );
}

function Profile({ party }: { party: PartyPage_party$data }) {
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
  const wanted = { name, summary, skills: wordsIn(skills) };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const { refusal } = await act({
      partyId: party.id,
      ...wanted,
      expectedVersion: party.version,
      idempotencyKey: keyOfTry(),
    });
    setRefusal(refusal);
    setSaved(!refusal);
    setBefore(refusal?.code === "CONFLICT" ? party : null);
    if (refusal?.code === "CONFLICT") await readAgain();
  };
  const ofSkills = wrongWith(refusal, "skills");
  return (
    <form className={styles.section} onSubmit={save}>
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
    </form>
  );
}

function wordsIn(text: string): string[] {
  return text
    .split(",")
    .map((word) => word.trim())
    .filter(Boolean);
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
