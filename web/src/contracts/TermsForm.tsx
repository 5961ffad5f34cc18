/** The terms of a contract as they are written: template, parties, stages of payment, and what the template asks for. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, type ReactNode, type RefObject, useEffect, useEffectEvent, useId, useRef } from "react";
import { graphql, useLazyLoadQuery } from "react-relay";
import type { TermsFormQuery } from "../__generated__/TermsFormQuery.graphql";
import type { TermsFormTemplateQuery } from "../__generated__/TermsFormTemplateQuery.graphql";
import { LANGUAGES } from "../app/languages";
import { Waiting } from "../app/Waiting";
import { RulesFor } from "../money/RulesFor";
import type { Refusal } from "../network/refusals";
import { Awaited } from "../parts/Awaited";
import { Button } from "../parts/Button";
import { nameOf } from "../parts/enums";
import { Fact } from "../parts/Fact";
import { NothingHere, useTry } from "../parts/Failure";
import { Field } from "../parts/Field";
import { Form, focusOn } from "../parts/Form";
import { RefusalNotice } from "../parts/Notice";
import { Select } from "../parts/Select";
import { useProblems } from "../parts/standing";
import { WrongFields } from "../parts/WrongFields";
import { agreements } from "../templates/names";
import { MergedTerms, type MergedTermsProps } from "./MergedTerms";
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
import { WrittenIn } from "./WrittenIn";

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
  known?: TemplateVersion & { readonly language: string };
  terms: TermsText;
  /** What others have changed while these terms were written. */
  merging?: Pick<MergedTermsProps, "writing" | "onChoose">;
  /** What somebody has come to fill in, by its paths: the first that is still empty gets the focus. */
  lacking?: readonly string[];
  onChange: (change: (before: TermsText) => TermsText) => void;
  button: string;
  isSending: boolean;
  refusal: Refusal | null;
  onSend: (input: TermsInput) => void;
  /** Beside the button. */
  children?: ReactNode;
}

export function TermsForm({ ground, known, ...rest }: TermsFormProps) {
  const { t } = useLingui();
  const { templates } = useLazyLoadQuery<TermsFormQuery>(
    graphql`
      query TermsFormQuery($kind: ContractKind!) {
        templates(kind: $kind, purposes: [AGREEMENT], first: 100) {
          edges {
            node {
              id
              key
              name
              language
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
  // There is nothing to choose from one.
  const only = all.length === 1 ? all[0]?.latestVersion.id : undefined;
  const terms = { ...rest.terms, templateVersionId: rest.terms.templateVersionId || (only ?? "") };
  const names = Object.fromEntries(
    all.map(({ name, party, latestVersion }) => [latestVersion.id, party ? `${name} · ${party.name}` : name]),
  );
  const chosen = all.find(({ latestVersion }) => latestVersion.id === terms.templateVersionId);
  const isKnown = known?.id === terms.templateVersionId;
  const language = chosen?.language ?? (isKnown ? known.language : undefined);
  const given = { ...rest, ground, terms, templates: names, language };
  const choose = (templateVersionId: string) => rest.onChange((before) => ({ ...before, templateVersionId }));
  const choice = (
    <Select
      label={t`Template`}
      value={terms.templateVersionId}
      onChange={choose}
      problem={rest.refusal?.fields.templateVersionId}
    >
      {terms.templateVersionId === "" && <option value="">{t`Choose one …`}</option>}
      {terms.templateVersionId !== "" && !chosen && <option value={terms.templateVersionId}>{t`As before`}</option>}
      {Object.entries(names).map(([versionId, name]) => (
        <option key={versionId} value={versionId}>
          {name}
        </option>
      ))}
    </Select>
  );
  return (
    <div className={styles.form}>
      {choice}
      {all.length > 1 && <WhatFor templates={all} />}
      {terms.templateVersionId !== "" && (
        <Awaited fallback={<Waiting />}>
          {isKnown ? (
            <Filled key={known.id} {...given} fields={known.fields} />
          ) : (
            <Loaded key={terms.templateVersionId} {...given} />
          )}
        </Awaited>
      )}
    </div>
  );
}

/** What the templates of the platform are for. */
function WhatFor({
  templates,
}: {
  templates: readonly { readonly key: string | null | undefined; readonly name: string }[];
}) {
  const { i18n } = useLingui();
  return (
    <dl className={styles.purposes}>
      {templates.map(({ key, name }) => {
        const purpose = key && agreements[key];
        return (
          purpose && (
            <Fact key={key} name={name}>
              {i18n._(purpose)}
            </Fact>
          )
        );
      })}
    </dl>
  );
}

interface LoadedProps extends TermsFormProps {
  /** The names of those that can be chosen, by the ids of their versions. */
  templates: Readonly<Record<string, string>>;
  /** That in which the chosen one is written. */
  language: string | undefined;
}

/** With the fields of the template that was chosen. */
function Loaded(props: LoadedProps) {
  const { node } = useLazyLoadQuery<TermsFormTemplateQuery>(
    graphql`
      query TermsFormTemplateQuery($id: ID!) {
        node(id: $id) {
          __typename
          ... on TemplateVersion {
            id
            fields {
              ...terms_field @relay(mask: false)
              suggestion
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

function Filled({
  ground,
  terms,
  fields,
  templates,
  language,
  merging,
  lacking = [],
  ...rest
}: LoadedProps & { fields: readonly TemplateField[] }) {
  const { t } = useLingui();
  const { refusal, isSending, onChange } = rest;
  const problems = useProblems(refusal, (path) => valueAt(terms, path));
  const form = useRef<HTMLFormElement>(null);
  useFirstLack(form, lacking, terms);
  const texts = fitting(fields, terms.fields);
  const other = ground.partyNames[ground.mySide === "awarder" ? "receiver" : "awarder"];
  const rows = 1 + Math.max(...SIDES.map((side) => aboutIn(ground.partyKinds[side]).length));
  const send = (event: FormEvent) => {
    event.preventDefault();
    rest.onSend(inputOf({ ...terms, fields: texts }, fields, ground.partyKinds));
  };
  return (
    <Form ref={form} refusal={refusal} className={styles.form} onSubmit={send}>
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
        <h2>{t({ message: "Parties", context: "contract" })}</h2>
        <p className={styles.hint}>
          <Trans>
            What you do not know you can leave to {other}: both sides can fill it in, and it has to be there before
            anybody can approve.
          </Trans>
        </p>
        <div className={styles.columns}>
          {SIDES.map((side) => (
            <About
              key={side}
              side={side}
              kind={ground.partyKinds[side]}
              rows={rows}
              terms={terms}
              problems={problems}
              onChange={onChange}
            />
          ))}
        </div>
      </section>
      <section className={styles.section}>
        <h2>{t`Payment`}</h2>
        <p className={styles.hint}>
          <RulesFor />
        </p>
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
          {language && <WrittenIn language={language} />}
          <TemplateFields
            fields={fields}
            language={language}
            texts={texts}
            currency={ground.price.currency}
            problems={problems}
            path="fields"
            onChange={(key, text) => onChange((before) => ({ ...before, fields: { ...before.fields, [key]: text } }))}
          />
        </section>
      )}
      {merging && (
        <MergedTerms
          {...merging}
          isConflict={refusal?.code === "CONFLICT"}
          fields={fields}
          templates={templates}
          currency={ground.price.currency}
        />
      )}
      <Wrong refusal={refusal} problems={problems} terms={terms} fields={fields} language={language} form={form} />
      <footer className={styles.foot}>
        <div className={styles.hint} role="status">
          {isSending ? <Trans>The document is being made, which takes a moment …</Trans> : rest.children}
        </div>
        <Button type="submit" look="main" isPending={isSending}>
          {rest.button}
        </Button>
      </footer>
    </Form>
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
  /** That both parties share, so that their fields are level. */
  rows: number;
  terms: TermsText;
  problems: Readonly<Record<string, string>>;
  onChange: TermsFormProps["onChange"];
}

/** What the contract says of a party. */
function About({ side, kind, rows, terms, problems, onChange }: AboutProps) {
  const { t, i18n } = useLingui();
  const id = useId();
  const about = terms.parties[side];
  const change = (name: string, text: string) =>
    onChange((before) => ({
      ...before,
      parties: { ...before.parties, [side]: { ...before.parties[side], [name]: text } },
    }));
  return (
    <div role="group" aria-labelledby={id} className={styles.party} style={{ gridRowEnd: `span ${rows}` }}>
      <h3 id={id} className={styles.legend}>
        {nameOf(i18n, sideNames, side.toUpperCase())}
      </h3>
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
    </div>
  );
}

interface WrongProps {
  refusal: Refusal | null;
  /** What is still wrong. */
  problems: Readonly<Record<string, string>>;
  terms: TermsText;
  fields: readonly TemplateField[];
  language: string | undefined;
  form: RefObject<HTMLFormElement | null>;
}

/** Why it was refused: what is still wrong with which field, and all that stands beside none. */
function Wrong({ refusal, problems, terms, fields, language, form }: WrongProps) {
  const naming = useNaming(fields);
  if (refusal?.code === "CONFLICT") return null;
  const isShown = (path: string) => {
    const [first = "", second = "", third = ""] = path.split(".");
    if (first === "fields") return fields.some(({ key }) => key === second);
    if (first === "stages") return second === "" || (Number(second) < terms.stages.length && third !== "");
    return ["language", "templateVersionId"].includes(first) || second in aboutParty;
  };
  const shown = Object.keys(refusal?.fields ?? {}).filter((path) => isShown(path) || !(path in problems));
  const wrong = Object.entries(problems)
    .filter(([path]) => isShown(path))
    .map(([path, problem]) => {
      const name = naming(path);
      return { path, label: path.startsWith("fields.") ? <span lang={language}>{name}</span> : name, problem };
    });
  return (
    <>
      <WrongFields fields={wrong} form={form} />
      <RefusalNotice refusal={refusal} shown={shown} />
    </>
  );
}

/** Leads whoever has come to fill in what is missing to the first of it, once. */
function useFirstLack(form: RefObject<HTMLFormElement | null>, lacking: readonly string[], terms: TermsText) {
  const lead = useEffectEvent(() => {
    const path = lacking.find((path) => isEmpty(valueAt(terms, path))) ?? lacking[0];
    if (path) focusOn(form.current, path);
  });
  useEffect(() => lead(), []);
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    (typeof value === "string" && value.trim() === "") ||
    (Array.isArray(value) && value.length === 0)
  );
}
