/** The terms of a contract: as they are signed, as they are written in a form, and as they are sent. */
import { graphql } from "react-relay";

/** What a form asks of a field of a template without columns, as `...terms_column @relay(mask: false)`. */
graphql`
  fragment terms_column on TemplateField {
    key
    label
    type
    isRequired
    hint
    maxLength
    decimals
    options {
      value
      label
    }
  }
`;

/** The same of any field, which costs too much of many templates at once. */
graphql`
  fragment terms_field on TemplateField {
    ...terms_column @relay(mask: false)
    columns {
      ...terms_column @relay(mask: false)
    }
  }
`;

export type Side = "AWARDER" | "RECEIVER";
export const SIDES = ["awarder", "receiver"] as const;
export type PartyOf = (typeof SIDES)[number];

/** What a contract says of a party, in the order in which it is asked for. */
export const ABOUT_ORGANISATION = ["name", "address", "registration", "representative", "seal", "taxNumber", "email"];
export const ABOUT_PERSON = ["name", "address", "identity", "taxNumber", "email"];

/** A value of a field in its canonical form. */
export type Value = string | null | readonly Value[] | { readonly [key: string]: Value };

export interface Terms {
  readonly template: { readonly name: string; readonly version: number; readonly language?: string };
  readonly contract: { readonly number: string; readonly version: number };
  readonly subject: string;
  readonly kind: string;
  /** That of dates and amounts; that of the text is the template's. */
  readonly language: string;
  readonly signsFirst: Side;
  readonly parties: Readonly<Record<PartyOf, Readonly<Record<string, string>>>>;
  readonly total: { readonly amount: string; readonly currency: string };
  readonly stages: readonly {
    readonly number: number;
    readonly title: string;
    readonly amount: string;
    readonly acceptanceTerms: string | null;
    readonly dueOn: string | null;
  }[];
  readonly fields: Readonly<Record<string, Value>>;
}

/** What a template asks for. */
export interface TemplateField {
  readonly key: string;
  readonly label: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly hint?: string;
  readonly maxLength?: number;
  readonly decimals?: number;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly columns?: readonly TemplateField[];
  /** What a form begins with. */
  readonly suggestion?: string | null | undefined;
}

export interface TemplateVersion {
  readonly id: string;
  readonly fields: readonly TemplateField[];
}

export interface StageText {
  /** Stable while the form is open. */
  key: number;
  title: string;
  amount: string;
  acceptanceTerms: string;
  dueOn: string;
}

export interface RowText {
  /** Stable while the form is open. */
  key: number;
  cells: Readonly<Record<string, FieldText>>;
}

/** A text, the values that are chosen, or rows, by the type of the field. An amount of money is `1200.00 EUR`. */
export type FieldText = string | readonly string[] | readonly RowText[];

export interface TermsText {
  templateVersionId: string;
  language: string;
  signsFirst: Side;
  parties: Readonly<Record<PartyOf, Readonly<Record<string, string>>>>;
  stages: readonly StageText[];
  fields: Readonly<Record<string, FieldText>>;
}

export function termsIn(json: string): Terms {
  return JSON.parse(json) as Terms;
}

/** In which language terms are written; old ones do not name that of their template. */
export function languageOf({ template, language }: Pick<Terms, "template" | "language">): string {
  return template.language ?? language;
}

/** `template` is the version of the template that the terms were made with. */
export function textOf(terms: Terms, template: TemplateVersion): TermsText {
  return {
    templateVersionId: template.id,
    language: terms.language,
    signsFirst: terms.signsFirst,
    parties: terms.parties,
    stages: terms.stages.map(({ title, amount, acceptanceTerms, dueOn }, key) => ({
      key,
      title,
      amount,
      acceptanceTerms: acceptanceTerms ?? "",
      dueOn: dueOn ?? "",
    })),
    fields: fieldTextsOf(template.fields, terms.fields),
  };
}

type Values = Readonly<Record<string, Value>>;

export function fieldTextsOf(fields: readonly TemplateField[], values: Values): Record<string, FieldText> {
  return Object.fromEntries(fields.map((field) => [field.key, fieldTextOf(field, values[field.key] ?? null)]));
}

function fieldTextOf({ type, columns = [] }: TemplateField, value: Value): FieldText {
  const said = (value ?? {}) as Readonly<Record<string, string | undefined>>;
  switch (type) {
    case "SELECTION":
      return listOf(value).map((each) => (each as { value: string }).value);
    case "ROWS":
      return listOf(value).map((row, key) => ({ key, cells: fieldTextsOf(columns, row as Values) }));
    case "MONEY":
      return value === null ? "" : `${said.amount} ${said.currency}`;
    case "TEXT":
      return (value ?? "") as string;
    default:
      return said.number ?? said.date ?? said.party ?? said.value ?? "";
  }
}

export function listOf(value: Value): readonly Value[] {
  return Array.isArray(value) ? value : [];
}

/** What `draftContract` and `reviseContract` both take. */
export function inputOf(text: TermsText, fields: readonly TemplateField[], kinds: Readonly<Record<PartyOf, string>>) {
  return {
    templateVersionId: text.templateVersionId,
    language: text.language,
    signsFirst: text.signsFirst,
    stages: text.stages.map(stageInputOf),
    awarder: aboutOf(text, "awarder", kinds),
    receiver: aboutOf(text, "receiver", kinds),
    fields: inputsOf(fields, text.fields),
  };
}

export function stageInputOf({ title, amount, acceptanceTerms, dueOn }: StageText) {
  return {
    title,
    amount: amount || "0",
    acceptanceTerms: acceptanceTerms.trim() || null,
    dueOn: dueOn || null,
  };
}

export function inputsOf(fields: readonly TemplateField[], texts: Readonly<Record<string, FieldText>>): FieldInput[] {
  return fields.map((field) => fieldInputOf(field, texts[field.key]));
}

function aboutOf({ parties }: TermsText, side: PartyOf, kinds: Readonly<Record<PartyOf, string>>) {
  return Object.fromEntries(aboutIn(kinds[side]).map((name) => [name, parties[side][name] ?? ""]));
}

/** Whether a contract has to say it of a party that it is asked of. */
export function isWanted(about: string): boolean {
  return about !== "taxNumber" && about !== "email";
}

/** What is missing, by its paths: what one's own side is to say, and what the other one knows of itself. */
export function missingOf(missing: readonly string[], mine: Side): { own: string[]; theirs: string[] } {
  const isTheirs = (path: string) => path.startsWith(mine === "AWARDER" ? "receiver." : "awarder.");
  return { own: missing.filter((path) => !isTheirs(path)), theirs: missing.filter(isTheirs) };
}

/** What is written at a path of the input, such as `stages.0.amount`, `awarder.address` or `fields.items.1.price`. */
export function valueAt(text: TermsText, path: string): unknown {
  const [first = "", second = "", third = ""] = path.split(".");
  switch (first) {
    case "awarder":
    case "receiver":
      return text.parties[first][second];
    case "stages": {
      const stage = text.stages[Number(second)];
      return second === "" ? text.stages : third === "" ? stage : stage?.[third as keyof StageText];
    }
    case "fields":
      return fieldAt(text.fields, path.slice("fields.".length));
    default:
      return text[first as keyof TermsText];
  }
}

/** What is written in a field of a template, or in a row or a cell of it, such as `items.1.price`. */
export function fieldAt(fields: Readonly<Record<string, FieldText>>, path: string): unknown {
  const [key = "", place = "", column = ""] = path.split(".");
  const value = fields[key];
  const row = Array.isArray(value) ? value[Number(place)] : undefined;
  return place === "" ? value : typeof row === "object" && column !== "" ? row.cells[column] : row;
}

/** What is said of a party of this kind. */
export function aboutIn(kind: string): readonly string[] {
  return kind === "INDIVIDUAL" ? ABOUT_PERSON : ABOUT_ORGANISATION;
}

interface CellInput {
  key: string;
  value?: string | null;
  values?: readonly string[];
}

interface FieldInput extends CellInput {
  rows?: { cells: CellInput[] }[];
}

function fieldInputOf({ key, type, columns = [] }: TemplateField, text: FieldText | undefined): FieldInput {
  switch (type) {
    case "SELECTION":
      return { key, values: (text ?? []) as readonly string[] };
    case "ROWS":
      return {
        key,
        rows: ((text ?? []) as readonly RowText[]).map(({ cells }) => ({
          cells: columns.map((column) => fieldInputOf(column, cells[column.key])),
        })),
      };
    default:
      return { key, value: plainOf(type, (text ?? "") as string) };
  }
}

function plainOf(type: string, text: string): string | null {
  if (type !== "MONEY") return text || null;
  const { amount, currency } = moneyIn(text);
  return amount ? `${amount} ${currency}` : null;
}

/** Both parts of an amount as it is written: what is behind the last space is the currency. */
export function moneyIn(text: string): { amount: string; currency: string } {
  const end = text.lastIndexOf(" ");
  return end < 0 ? { amount: text, currency: "" } : { amount: text.slice(0, end), currency: text.slice(end + 1) };
}

/** The values that the fields of another template have in common with those that were written, else what is suggested. */
export function fitting(fields: readonly TemplateField[], text: TermsText["fields"]): TermsText["fields"] {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = text[field.key];
      if (value !== undefined && fits(field, value)) return [[field.key, value]];
      return field.suggestion ? [[field.key, field.suggestion]] : [];
    }),
  );
}

function fits({ type, options, columns = [] }: TemplateField, text: FieldText): boolean {
  if (type === "ROWS") return Array.isArray(text) && text.every((row) => typeof row === "object") && columns.length > 0;
  if (type === "SELECTION")
    return Array.isArray(text) && text.every((each) => options.some(({ value }) => value === each));
  if (typeof text !== "string") return false;
  return type !== "CHOICE" || options.some(({ value }) => value === text);
}
