/** The terms of a contract as they are written: template, parties, stages of payment, and what the template asks for. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, type ReactNode, type RefObject, useState } from "react";
import { graphql, useLazyLoadQuery } from "react-relay";
import type { TermsFormQuery } from "../__generated__/TermsFormQuery.graphql";
import type { TermsFormTemplateQuery } from "../__generated__/TermsFormTemplateQuery.graphql";
import { LANGUAGES } from "../app/languages";
import { Waiting } from "../app/Waiting";
import type { Refusal } from "../network/refusals";
import { Awaited } from "../parts/Awaited";
import { Button } from "../parts/Button";
import { nameOf } from "../parts/enums";
import { NothingHere, useTry } from "../parts/Failure";
import { Field } from "../parts/Field";
import { Notice, RefusalNotice } from "../parts/Notice";
import { Select } from "../parts/Select";
import { useFirstProblem } from "../parts/useFirstProblem";
import { aboutParty, hintsAboutParty, sideNames } from "./names";
import { Stages } from "./Stages";
import { TemplateFields } from "./TemplateFields";
import styles from "./TermsForm.module.css";
import {
  aboutIn,
  fitting,
  inputOf,
  isWanted,
  type PartyOf,
  SIDES,
  type Side,
  type TemplateField,
  type TemplateVersion,
  type TermsText,
  valueAt,
} from "./terms";
import { useNaming } from "./useNaming";

export type TermsInput = ReturnType<typeof inputOf>;

/** What the terms stand on and nobody can choose. */
export interface Ground {
  readonly kind: "B2B" | "B2C";
  readonly price: { readonly amount: string; readonly currency: string };
  readonly partyKinds: Readonly<Record<PartyOf, string>>;
  readonly partyNames: Readonly<Record<PartyOf, string>>;
  /** That of whoever writes them. */
  readonly mySide: PartyOf;
}

interface TermsFormProps {
  ground: Ground;
  /** The template that the terms were made with so far. */
  known?: TemplateVersion;
  terms: TermsText;
  onChange: (change: (before: TermsText) => TermsText) => void;
  button: string;
  isSending: boolean;
  refusal: Refusal | null;
  onSend: (input: TermsInput) => void;
  /** Beside the button. */
  children?: ReactNode;
}

export function TermsForm({ ground, known, terms, ...rest }: TermsFormProps) {
  const { t } = useLingui();
  const { templates } = useLazyLoadQuery<TermsFormQuery>(
    graphql`
      query TermsFormQuery($kind: ContractKind!) {
        templates(kind: $kind, purposes: [AGREEMENT], first: 100) {
          edges {
            node {
              id
              name
              party {
                id
                name
              }
              latestVersion {
                id
                number
              }
            }
          }
        }
      }
    `,
    { kind: ground.kind },
    { fetchPolicy: "store-and-network", fetchKey: useTry() },
  );
  const all = templates.edges.map(({ node }) => node);
  const isListed = all.some(({ latestVersion }) => latestVersion.id === terms.templateVersionId);
  const choose = (templateVersionId: string) => rest.onChange((before) => ({ ...before, templateVersionId }));
  const choice = (
    <Select
      label={t`Template`}
      value={terms.templateVersionId}
      onChange={choose}
      problem={rest.refusal?.fields.templateVersionId}
    >
      {terms.templateVersionId === "" && <option value="">{t`Choose one …`}</option>}
      {terms.templateVersionId !== "" && !isListed && <option value={terms.templateVersionId}>{t`As before`}</option>}
      {all.map(({ name, party, latestVersion }) => (
        <option key={latestVersion.id} value={latestVersion.id}>
          {party ? `${name} · ${party.name}` : name}
        </option>
      ))}
    </Select>
  );
  return (
    <div className={styles.form}>
      {choice}
      {terms.templateVersionId !== "" && (
        <Awaited fallback={<Waiting />}>
          {known?.id === terms.templateVersionId ? (
            <Filled key={known.id} ground={ground} fields={known.fields} terms={terms} {...rest} />
          ) : (
            <Loaded key={terms.templateVersionId} ground={ground} terms={terms} {...rest} />
          )}
        </Awaited>
      )}
    </div>
  );
}

/** With the fields of the template that was chosen. */
function Loaded(props: TermsFormProps) {
  const { node } = useLazyLoadQuery<TermsFormTemplateQuery>(
    graphql`
      query TermsFormTemplateQuery($id: ID!) {
        node(id: $id) {
          __typename
          ... on TemplateVersion {
            id
            fields {
              key
              label
              type
              isRequired
              hint
              maxLength
              options {
                value
                label
              }
              columns {
                key
                label
                type
                isRequired
                hint
                maxLength
                options {
                  value
                  label
                }
              }
            }
          }
        }
      }
    `,
    { id: props.terms.templateVersionId },
    { fetchPolicy: "store-or-network", fetchKey: useTry() },
  );
  return node?.__typename === "TemplateVersion" ? <Filled {...props} fields={node.fields} /> : <NothingHere />;
}

function Filled({ ground, terms, fields, ...rest }: TermsFormProps & { fields: readonly TemplateField[] }) {
  const { t } = useLingui();
  const { refusal, isSending, onChange } = rest;
  const problems = useProblems(refusal, terms);
  const form = useFirstProblem(refusal);
  const texts = fitting(fields, terms.fields);
  const send = (event: FormEvent) => {
    event.preventDefault();
    rest.onSend(inputOf({ ...terms, fields: texts }, fields, ground.partyKinds));
  };
  return (
    <form ref={form} className={styles.form} onSubmit={send}>
      <section className={styles.section}>
        <div className={styles.pair}>
          <Select
            label={t`Language of dates and amounts`}
            value={terms.language}
            onChange={(language) => onChange((before) => ({ ...before, language }))}
            problem={problems.language}
          >
            {!(terms.language in LANGUAGES) && <option>{terms.language}</option>}
            {Object.entries(LANGUAGES).map(([tag, name]) => (
              <option key={tag} value={tag}>
                {name}
              </option>
            ))}
          </Select>
          <SignsFirst value={terms.signsFirst} onChange={onChange} />
        </div>
      </section>
      <section className={styles.section}>
        <h2>{t`Parties`}</h2>
        <div className={styles.columns}>
          {SIDES.map((side) => (
            <About
              key={side}
              side={side}
              kind={ground.partyKinds[side]}
              other={ground.mySide === side ? null : ground.partyNames[side]}
              terms={terms}
              problems={problems}
              onChange={onChange}
            />
          ))}
        </div>
      </section>
      <section className={styles.section}>
        <h2>{t`Payment`}</h2>
        <div data-path="stages">
          <Stages
            stages={terms.stages}
            price={ground.price}
            problems={problems}
            onChange={(stages) => onChange((before) => ({ ...before, stages }))}
          />
        </div>
      </section>
      {fields.length > 0 && (
        <section className={styles.section}>
          <h2>{t`What the template asks for`}</h2>
          <TemplateFields
            fields={fields}
            texts={texts}
            currency={ground.price.currency}
            problems={problems}
            path="fields"
            onChange={(key, text) => onChange((before) => ({ ...before, fields: { ...before.fields, [key]: text } }))}
          />
        </section>
      )}
      <Wrong refusal={refusal} problems={problems} terms={terms} fields={fields} form={form} />
      <footer className={styles.foot}>
        <div className={styles.hint} role="status">
          {isSending ? <Trans>The document is being made, which takes a moment …</Trans> : rest.children}
        </div>
        <Button type="submit" look="main" isPending={isSending}>
          {rest.button}
        </Button>
      </footer>
    </form>
  );
}

interface SignsFirstProps {
  value: Side;
  onChange: TermsFormProps["onChange"];
}

function SignsFirst({ value, onChange }: SignsFirstProps) {
  const { t, i18n } = useLingui();
  return (
    <Select
      label={t`Who signs first`}
      value={value}
      onChange={(side) => onChange((before) => ({ ...before, signsFirst: side as Side }))}
    >
      {["RECEIVER", "AWARDER"].map((side) => (
        <option key={side} value={side}>
          {nameOf(i18n, sideNames, side)}
        </option>
      ))}
    </Select>
  );
}

interface AboutProps {
  side: PartyOf;
  kind: string;
  /** The name of the party, if it is not that of whoever writes this. */
  other: string | null;
  terms: TermsText;
  problems: Readonly<Record<string, string>>;
  onChange: TermsFormProps["onChange"];
}

/** What the contract says of a party. */
function About({ side, kind, other, terms, problems, onChange }: AboutProps) {
  const { t, i18n } = useLingui();
  const about = terms.parties[side];
  const change = (name: string, text: string) =>
    onChange((before) => ({
      ...before,
      parties: { ...before.parties, [side]: { ...before.parties[side], [name]: text } },
    }));
  return (
    <fieldset className={styles.party}>
      <legend className={styles.legend}>{nameOf(i18n, sideNames, side.toUpperCase())}</legend>
      <p className={styles.hint}>
        {other ? (
          <Trans>
            What you do not know you can leave to {other}: both sides can fill it in, and it has to be there before
            anybody can approve.
          </Trans>
        ) : (
          <Trans>It has to be complete before anybody can approve.</Trans>
        )}
      </p>
      {aboutIn(kind).map((name) => {
        const label = nameOf(i18n, aboutParty, name);
        return (
          <div key={name} data-path={`${side}.${name}`}>
            <Field
              label={isWanted(name) ? label : t`${label} (optional)`}
              {...(hintsAboutParty[name] && { hint: nameOf(i18n, hintsAboutParty, name) })}
              lines={name === "address" ? 3 : 0}
              value={about[name] ?? ""}
              onChange={(text) => change(name, text)}
              problem={problems[`${side}.${name}`]}
            />
          </div>
        );
      })}
    </fieldset>
  );
}

interface WrongProps {
  refusal: Refusal | null;
  /** What is still wrong. */
  problems: Readonly<Record<string, string>>;
  terms: TermsText;
  fields: readonly TemplateField[];
  form: RefObject<HTMLFormElement | null>;
}

/** Why it was refused: what is still wrong with which field, and all that stands beside none. */
function Wrong({ refusal, problems, terms, fields, form }: WrongProps) {
  const naming = useNaming(fields);
  if (refusal?.code === "CONFLICT") {
    return (
      <Notice tone="warn">
        <Trans>
          Somebody has changed the terms meanwhile. What you have written is still here, and replaces theirs if you send
          it again.
        </Trans>
      </Notice>
    );
  }
  const isShown = (path: string) => {
    const [first = "", second = "", third = ""] = path.split(".");
    if (first === "fields") return fields.some(({ key }) => key === second);
    if (first === "stages") return second === "" || (Number(second) < terms.stages.length && third !== "");
    return ["language", "templateVersionId"].includes(first) || second in aboutParty;
  };
  const shown = Object.keys(refusal?.fields ?? {}).filter(isShown);
  const wrong = Object.entries(problems).filter(([path]) => isShown(path));
  return (
    <>
      {wrong.length > 0 && (
        <Notice tone="bad">
          <p>
            <Trans>Something is missing or wrong:</Trans>
          </p>
          <ul className={styles.wrong}>
            {wrong.map(([path, problem]) => (
              <li key={path}>
                <button type="button" onClick={() => focusOn(form.current, path)}>
                  {naming(path)}
                </button>{" "}
                {problem}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <RefusalNotice refusal={refusal} shown={shown} />
    </>
  );
}

/** Of what was refused, that which was not changed since: what is written now may be right. */
function useProblems(refusal: Refusal | null, terms: TermsText): Readonly<Record<string, string>> {
  const [refused, setRefused] = useState({ refusal, terms });
  if (refused.refusal !== refusal) setRefused({ refusal, terms });
  const found = Object.entries(refusal?.fields ?? {});
  return Object.fromEntries(found.filter(([path]) => valueAt(terms, path) === valueAt(refused.terms, path)));
}

/** The input of a path, or the first one in the smallest part of the form that has it. */
function focusOn(form: HTMLFormElement | null, path: string) {
  const steps = path.split(".");
  for (let length = steps.length; length > 0; length--) {
    const place = form?.querySelector(`[data-path="${CSS.escape(steps.slice(0, length).join("."))}"]`);
    const input =
      place?.querySelector<HTMLElement>(":is(input, select, textarea)[aria-invalid=true]") ??
      place?.querySelector<HTMLElement>("input, select, textarea");
    if (input) return input.focus();
  }
}
