/** Proposes to change an effective contract: its stages of payment, what its template asks for, or anything else. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { graphql, useLazyLoadQuery } from "react-relay";
import { Link, useLocation } from "wouter";
import type { NewSupplementProposeMutation } from "../__generated__/NewSupplementProposeMutation.graphql";
import type { NewSupplementQuery } from "../__generated__/NewSupplementQuery.graphql";
import { useAct, useKeyOfDecision } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { Button } from "../parts/Button";
import { NothingHere, useTry } from "../parts/Failure";
import { Field } from "../parts/Field";
import { Form } from "../parts/Form";
import { Notice, RefusalNotice } from "../parts/Notice";
import { useProblems } from "../parts/standing";
import { useTitle } from "../parts/title";
import { useWriting } from "../parts/useWriting";
import styles from "./Contract.module.css";
import { FieldChanges } from "./FieldChanges";
import { StageChanges } from "./StageChanges";
import { mayPropose } from "./Supplements";
import { NOTHING, type SupplementText, supplementInputOf, touched, valueIn } from "./supplements";
import { TemplateFields } from "./TemplateFields";
import form from "./TermsForm.module.css";
import { languageOf, termsIn } from "./terms";
import { mySideOf } from "./WaitsFor";

export default function NewSupplement({ id }: { id: string }) {
  const { viewer, contract, templates } = useLazyLoadQuery<NewSupplementQuery>(
    graphql`
      query NewSupplementQuery($id: ID!) {
        viewer {
          id
        }
        contract(id: $id) {
          id
          number
          state
          total {
            amount
            currency
          }
          demand {
            id
            title
          }
          awarder {
            id
            name
            myRole
          }
          receiver {
            id
            name
            myRole
          }
          stages {
            id
            number
            title
            state
            amount {
              amount
            }
            acceptanceTerms
            dueOn
          }
          effectiveTerms {
            terms
          }
          supplements {
            id
            side
            state
          }
          present: versions(first: 1) {
            templateVersion {
              id
              fields {
                ...terms_field @relay(mask: false)
              }
            }
          }
        }
        templates(purposes: [SUPPLEMENT], first: 50) {
          edges {
            node {
              id
              language
              party {
                id
              }
              latestVersion {
                id
                fields {
                  ...terms_column @relay(mask: false)
                }
              }
            }
          }
        }
      }
    `,
    { id },
    { fetchPolicy: "network-only", fetchKey: useTry() },
  );
  if (!contract) return <NothingHere />;
  // Supplements are made with the platform's own template.
  const template = templates.edges.find(({ node }) => node.party === null)?.node;
  return <Written viewerId={viewer?.id ?? null} contract={contract} template={template} />;
}

type Contract = NonNullable<NewSupplementQuery["response"]["contract"]>;
type Template = NewSupplementQuery["response"]["templates"]["edges"][number]["node"];

interface WrittenProps {
  viewerId: string | null;
  contract: Contract;
  /** That of the supplement. */
  template: Template | undefined;
}

function Written({ viewerId, contract, template }: WrittenProps) {
  const { t } = useLingui();
  useTitle(t`Propose a change`);
  const { id, number, demand } = contract;
  const terms = contract.effectiveTerms?.terms;
  return (
    <div className={styles.writing}>
      <header className={styles.head}>
        <p className={styles.by}>
          <Link href={`/contracts/${id}`}>{number}</Link>
          <span>{demand.title}</span>
        </p>
        <h1>{t`Propose a change`}</h1>
        <p className={styles.soft}>
          <Trans>
            What both sides have signed stays as it is. A supplement says what is different from then on, once both have
            signed that, too.
          </Trans>
        </p>
      </header>
      {terms && mayPropose(contract) ? (
        <Proposal viewerId={viewerId} contract={contract} terms={terms} template={template} />
      ) : (
        <Notice>{t`No change can be proposed now: another supplement waits, or the contract binds nobody.`}</Notice>
      )}
    </div>
  );
}

/** The states of stages that a supplement can change. */
const CHANGEABLE: ReadonlySet<string> = new Set([
  "PLANNED",
  "AWAITING_FUNDS",
  "FUNDED",
  "SUBMITTED",
  "REWORK",
  "ACCEPTED",
  "PARTLY_RELEASED",
]);

function Proposal({ viewerId, contract, terms, template }: WrittenProps & { terms: string }) {
  const { t } = useLingui();
  const [, go] = useLocation();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  // The numbers of the stages that were sent: what is wrong with one is named by its place among them.
  const [sent, setSent] = useState<readonly number[]>([]);
  const decision = useKeyOfDecision();
  const { id, total, present, supplements } = contract;
  const name = `${id}.supplement.${supplements.length}`;
  const { terms: text, change, forget } = useWriting<SupplementText>(name, () => NOTHING, viewerId);
  const more = template?.latestVersion.fields ?? [];
  const fields = present[0]?.templateVersion.fields ?? [];
  const stages = contract.stages.filter(({ state }) => CHANGEABLE.has(state));
  const [propose, isProposing] = useAct<NewSupplementProposeMutation>(graphql`
    mutation NewSupplementProposeMutation($input: ProposeSupplementInput!) {
      proposeSupplement(input: $input) {
        __typename
        ... on Supplement {
          id
          contract {
            id
            ...Supplements_contract
          }
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setRefusal(null);
    setSent(touched(stages, text));
    const input = supplementInputOf(text, stages, fields, more);
    const { result, refusal } = await propose({ ...input, contractId: id, idempotencyKey: decision.key() });
    decision.renew(refusal);
    setRefusal(refusal);
    if (!result?.id) return;
    forget();
    go(`/contracts/supplements/${result.id}`);
  };
  const write = (part: Partial<SupplementText>) => change((before) => ({ ...before, ...part }));
  const problems = useProblems(refusal, (path) => valueIn(text, path, sent));
  const shown = Object.keys(refusal?.fields ?? {}).filter((path) => isBeside(path, text) || !(path in problems));
  const { myRole } = mySideOf(contract) === "AWARDER" ? contract.awarder : contract.receiver;
  return (
    <Form refusal={refusal} className={form.form} onSubmit={send}>
      <Field
        label={t`Why the change is needed`}
        hint={t`The document says it.`}
        lines={3}
        value={text.rationale}
        onChange={(rationale) => write({ rationale })}
        problem={problems.rationale}
      />
      <section className={form.section}>
        <h2>{t`Payment`}</h2>
        <StageChanges stages={stages} text={text} total={total} sent={sent} problems={problems} onChange={write} />
      </section>
      <section className={form.section}>
        <h2>{t`Terms that change`}</h2>
        <FieldChanges
          fields={fields}
          language={languageOf(termsIn(terms))}
          values={termsIn(terms).fields}
          text={text}
          currency={total.currency}
          problems={problems}
          onChange={write}
        />
      </section>
      {more.length > 0 && (
        <section className={form.section}>
          <h2>{t`Anything else`}</h2>
          <TemplateFields
            fields={more}
            language={template?.language}
            texts={text.more}
            currency={total.currency}
            problems={problems}
            path="fields"
            onChange={(key, value) => change((before) => ({ ...before, more: { ...before.more, [key]: value } }))}
          />
        </section>
      )}
      <RefusalNotice refusal={refusal} shown={shown} />
      <footer className={form.foot}>
        <div className={form.hint} role="status">
          {isProposing ? (
            <Trans>The document is being made, which takes a moment …</Trans>
          ) : myRole === "MEMBER" ? (
            <Trans>It is a draft of your side first: an owner or a manager proposes it to the other side.</Trans>
          ) : (
            <Trans>The other side is told, and can approve or reject it.</Trans>
          )}
        </div>
        <Button type="submit" look="main" isPending={isProposing}>
          {myRole === "MEMBER" ? t`Draft the supplement` : t`Propose the supplement`}
        </Button>
      </footer>
    </Form>
  );
}

/** Whether what is wrong stands beside its field. */
function isBeside(path: string, { changed, added }: SupplementText): boolean {
  const [first = "", second = "", third = "", fourth = ""] = path.split(".");
  if (first === "fields") return second !== "";
  if (first !== "changes") return first === "rationale";
  if (second === "fields") return changed.includes(third);
  if (second === "addStages") return Number(third) < added.length && fourth !== "";
  return second === "stages" && !["", "stageId"].includes(fourth);
}
