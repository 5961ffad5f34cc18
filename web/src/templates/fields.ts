/** The fields of a template: as the professional writes them, and as they are sent. */
import type { TemplateFieldInput } from "../__generated__/DeliveringMutation.graphql";
import { isReadable } from "../parts/decimals";
import { wholeOf } from "../parts/numbers";

export type FieldType = NonNullable<TemplateFieldInput["type"]>;

export interface OptionDraft {
  /** Stable while the form is open. */
  id: number;
  value: string;
  label: string;
}

export interface FieldDraft {
  /** Stable while the form is open. */
  id: number;
  key: string;
  label: string;
  type: FieldType;
  isRequired: boolean;
  hint: string;
  maxLength: string;
  decimals: string;
  least: string;
  most: string;
  mostRows: string;
  options: readonly OptionDraft[];
  columns: readonly FieldDraft[];
}

/** What limits the values of a field, as decimals. */
export const LIMITS = ["maxLength", "decimals", "mostRows", "least", "most"] as const;

/** How many decimals a number can have at most. */
export const MOST_DECIMALS = 9;

interface Known {
  readonly key: string;
  readonly label: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly hint?: string;
  readonly maxLength: number;
  readonly decimals: number;
  readonly least?: string | null | undefined;
  readonly most?: string | null | undefined;
  readonly mostRows?: number;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly columns?: readonly Known[];
}

export function draftsOf(fields: readonly Known[]): FieldDraft[] {
  return fields.map((field, id) => ({
    id,
    key: field.key,
    label: field.label,
    type: field.type as FieldType,
    isRequired: field.isRequired,
    hint: field.hint ?? "",
    maxLength: `${field.maxLength}`,
    decimals: `${field.decimals}`,
    least: field.least ?? "",
    most: field.most ?? "",
    mostRows: `${field.mostRows ?? 50}`,
    options: field.options.map(({ value, label }, id) => ({ id, value, label })),
    columns: draftsOf(field.columns ?? []),
  }));
}

/** A field that nothing is written of yet. */
export function newField(id: number): FieldDraft {
  const [known] = draftsOf([
    { key: "", label: "", type: "TEXT", isRequired: true, maxLength: 2000, decimals: 0, options: [] },
  ]);
  return { ...(known as FieldDraft), id };
}

export function nextId(drafts: readonly { readonly id: number }[]): number {
  return Math.max(-1, ...drafts.map(({ id }) => id)) + 1;
}

/** One of its limits, or of its columns, is no number. */
export function isUnread(field: FieldDraft): boolean {
  return LIMITS.some((name) => !isReadable(field[name])) || field.columns.some(isUnread);
}

/** With one of them a place further up or down. */
export function moved<Each>(list: readonly Each[], place: number, by: -1 | 1): readonly Each[] {
  const others = list.toSpliced(place, 1);
  return others.toSpliced(place + by, 0, list[place] as Each);
}

/** What `deliverTemplate` takes: of each field no more than its type has. */
export function fieldInputsOf(drafts: readonly FieldDraft[]): TemplateFieldInput[] {
  return drafts.map((draft) => ({
    ...columnInputOf(draft),
    hint: draft.hint.trim(),
    ...(isBounded(draft.type) && { least: draft.least.trim() || null, most: draft.most.trim() || null }),
    ...(draft.type === "ROWS" && {
      columns: draft.columns.map(columnInputOf),
      mostRows: wholeOf(draft.mostRows) ?? 50,
    }),
  }));
}

function columnInputOf({ key, label, type, isRequired, maxLength, decimals, options }: FieldDraft) {
  return {
    key: key.trim(),
    label: label.trim(),
    type,
    isRequired,
    ...(type === "TEXT" && { maxLength: wholeOf(maxLength) ?? 2000 }),
    ...(type === "NUMBER" && { decimals: wholeOf(decimals) ?? 0 }),
    ...(hasOptions(type) && {
      options: options.map(({ value, label }) => ({ value: value.trim(), label: label.trim() })),
    }),
  };
}

export function hasOptions(type: FieldType): boolean {
  return type === "CHOICE" || type === "SELECTION";
}

export function isBounded(type: FieldType): boolean {
  return type === "NUMBER" || type === "MONEY";
}
