import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useRef, useState } from "react";
import { graphql, useFragment } from "react-relay";
import type { Remarks_candidate$key } from "../__generated__/Remarks_candidate.graphql";
import type { Remarks_remark$key } from "../__generated__/Remarks_remark.graphql";
import type { RemarkScope, RemarksAddMutation } from "../__generated__/RemarksAddMutation.graphql";
import { useAct, useKeyOfDecision } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { Button } from "../parts/Button";
import { Field } from "../parts/Field";
import { Form } from "../parts/Form";
import { RefusalNotice } from "../parts/Notice";
import { Tag } from "../parts/Tag";
import { useTexts } from "../parts/texts";
import { useWriting } from "../parts/useWriting";
import { useGoingOn } from "./goingOn";
import { RemarkDeeds } from "./RemarkDeeds";
import styles from "./Remarks.module.css";
import { appendRemark } from "./remarksInStore";

const NOTHING = { body: "", scope: "TEAM" } as const;

/** The id of the field, which a key leads to. */
export const REMARK_FIELD = "remark-field";

interface RemarksProps {
  /** Whoever reads: the id by which what they write is kept, and that of the user who has written. */
  viewer: { readonly id: string; readonly user: { readonly id: string } } | null | undefined;
  candidate: Remarks_candidate$key;
}

export function Remarks({ viewer, candidate }: RemarksProps) {
  const { t } = useLingui();
  const { id, actions, remarks } = useFragment(
    graphql`
      fragment Remarks_candidate on Candidate {
        id
        actions
        remarks(first: 200) @connection(key: "Remarks_remarks", filters: []) {
          edges {
            node {
              id
              ...Remarks_remark
            }
          }
        }
      }
    `,
    candidate,
  );
  const place = useRef<HTMLElement>(null);
  useGoingOn(place);
  return (
    <section ref={place} className={styles.remarks}>
      <h3>{t`Remarks`}</h3>
      <ul>
        {remarks.edges.map(({ node }) => (
          <Remark key={node.id} remark={node} candidateId={id} me={viewer?.user.id} />
        ))}
      </ul>
      {actions.includes("REMARK") && <Add key={id} viewerId={viewer?.id ?? null} candidateId={id} />}
    </section>
  );
}

interface RemarkProps {
  remark: Remarks_remark$key;
  candidateId: string;
  /** The id of the user who reads. */
  me: string | undefined;
}

function Remark({ candidateId, me, ...given }: RemarkProps) {
  const { t } = useLingui();
  const { moment } = useTexts();
  const remark = useFragment(
    graphql`
      fragment Remarks_remark on Remark {
        id
        body
        scope
        createdAt
        editedAt
        author {
          id
          name
        }
        ...RemarkDeeds_remark
      }
    `,
    given.remark,
  );
  const { body, scope, author, createdAt, editedAt } = remark;
  return (
    <li className={styles.remark}>
      <p className={styles.by}>
        <span>{author.name}</span> <time dateTime={createdAt}>{moment(createdAt)}</time> {editedAt && t`edited`}{" "}
        {scope === "PRIVATE" && <Tag>{t`only you`}</Tag>}
        {author.id === me && <RemarkDeeds remark={remark} candidateId={candidateId} />}
      </p>
      <p className={styles.body}>{body}</p>
    </li>
  );
}

interface Written {
  body: string;
  scope: RemarkScope;
}

/** What is half written is still there when the page is loaded anew, or after signing in again. */
function Add({ viewerId, candidateId }: { viewerId: string | null; candidateId: string }) {
  const { t } = useLingui();
  const { terms, change, forget } = useWriting<Written>(`remark.${candidateId}`, () => NOTHING, viewerId);
  const { body, scope } = terms;
  const write = (part: Partial<Written>) => change((before) => ({ ...before, ...part }));
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const decision = useKeyOfDecision();
  const [act, isActing] = useAct<RemarksAddMutation>(graphql`
    mutation RemarksAddMutation($input: AddRemarkInput!) {
      addRemark(input: $input) {
        __typename
        ... on Remark {
          id
          candidate {
            id
            remarkCount
          }
          ...Remarks_remark
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const add = async () => {
    if (!body.trim()) return;
    const { refusal } = await act(
      { candidateId, body, scope, idempotencyKey: decision.key() },
      { updater: (store) => appendRemark(store, store.getRootField("addRemark")) },
    );
    decision.renew(refusal);
    setRefusal(refusal);
    if (refusal) return;
    write({ body: "" });
    forget();
    // The button that was pressed has nothing more to add; whoever has gone elsewhere meanwhile stays there.
    if (form.current?.contains(document.activeElement)) document.getElementById(REMARK_FIELD)?.focus();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void add();
  };
  return (
    <Form ref={form} refusal={refusal} className={styles.add} onSubmit={submit}>
      <Field
        id={REMARK_FIELD}
        label={t`Add a remark`}
        hint={
          <>
            <Trans>Bidders never see it.</Trans> <span className={styles.keys}>{t`Ctrl+Enter adds it.`}</span>
          </>
        }
        lines={2}
        value={body}
        onChange={(body) => write({ body })}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void add();
          else event.continuePropagation();
        }}
        problem={refusal?.fields.body}
      />
      <RefusalNotice refusal={refusal} shown={["body"]} />
      <div className={styles.adding}>
        <label>
          <span className="visually-hidden">{t`Who may read it`}</span>
          <select value={scope} onChange={(event) => write({ scope: event.target.value as RemarkScope })}>
            <option value="TEAM">{t`for the team`}</option>
            <option value="PRIVATE">{t`for you alone`}</option>
          </select>
        </label>
        <Button type="submit" isPending={isActing} isDisabled={!body.trim()}>
          <Trans>Add</Trans>
        </Button>
      </div>
    </Form>
  );
}
