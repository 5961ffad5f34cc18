/** A supplement: as it is written in a form, and as it is sent. */
import { amountText, missing } from "../bids/offer";
import type { Amount } from "../money/amounts";
import { type FieldText, fieldAt, inputsOf, type StageText, stageInputOf, type TemplateField } from "./terms";

/** A stage of payment that can change. */
export interface Stage {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly amount: { readonly amount: string };
  readonly acceptanceTerms: string | null | undefined;
  readonly dueOn: string | null | undefined;
}

export interface SupplementText {
  rationale: string;
  /** What is written of the stages, by their numbers. */
  stages: Readonly<Record<number, StageText>>;
  /** The numbers of those that are dropped. */
  dropped: readonly number[];
  added: readonly StageText[];
  /** The keys of the fields of the contract that change. */
  changed: readonly string[];
  fields: Readonly<Record<string, FieldText>>;
  /** What the template for supplements asks for. */
  more: Readonly<Record<string, FieldText>>;
}

export const NOTHING: SupplementText = {
  rationale: "",
  stages: {},
  dropped: [],
  added: [],
  changed: [],
  fields: {},
  more: {},
};

/** A stage as it is written: what was changed of it, or what stands. */
export function stageTextOf(stage: Stage, text: SupplementText): StageText {
  const { number: key, title, amount, acceptanceTerms, dueOn } = stage;
  const stands = { key, title, amount: amount.amount, acceptanceTerms: acceptanceTerms ?? "", dueOn: dueOn ?? "" };
  return text.stages[key] ?? stands;
}

/** The numbers of the stages that are sent, in the order in which refusals name them. */
export function touched(stages: readonly Stage[], text: SupplementText): readonly number[] {
  return stages.filter((stage) => changeOf(stage, text) !== null).map(({ number }) => number);
}

/** What is written at a path of the input, in which stages were sent with these numbers. */
export function valueIn(text: SupplementText, path: string, sent: readonly number[]): unknown {
  const [first = "", second = "", third = "", fourth = ""] = path.split(".");
  if (first === "fields") return fieldAt(text.more, path.slice("fields.".length));
  if (first !== "changes") return text.rationale;
  switch (second) {
    case "fields":
      return text.changed.includes(third) ? fieldAt(text.fields, path.slice("changes.fields.".length)) : undefined;
    case "addStages": {
      const stage = text.added[Number(third)];
      return third === "" ? text.added : fourth === "" ? stage : stage?.[fourth as keyof StageText];
    }
    case "stages": {
      const number = sent[Number(third)] ?? 0;
      if (third === "") return [text.stages, text.dropped];
      if (text.dropped.includes(number)) return null;
      return text.stages[number]?.[fourth as keyof StageText] ?? text.stages[number];
    }
    default:
      return [text.stages, text.dropped, text.added, text.changed, text.fields];
  }
}

/** What `proposeSupplement` takes, beside the id of the contract: no more than what changes. */
export function supplementInputOf(
  text: SupplementText,
  stages: readonly Stage[],
  fields: readonly TemplateField[],
  more: readonly TemplateField[],
) {
  return {
    rationale: text.rationale,
    changes: {
      stages: stages.flatMap((stage) => changeOf(stage, text) ?? []),
      addStages: text.added.map(stageInputOf),
      fields: inputsOf(
        fields.filter(({ key }) => text.changed.includes(key)),
        text.fields,
      ),
    },
    fields: inputsOf(more, text.more),
  };
}

/**
 * What is paid in all from then on; null if something is no amount.
 *
 * `total` is what is paid until now, with the stages that cannot change any more: they count in both.
 */
export function totalOf(stages: readonly Stage[], text: SupplementText, total: Amount): string | null {
  const kept = stages.filter(({ number }) => !text.dropped.includes(number)).map((each) => stageTextOf(each, text));
  const changing = missing({ price: "0", stages: [...kept, ...text.added] });
  const staying = missing({ price: total.amount, stages: stages.map(({ amount }) => amount) });
  return changing === null || staying === null ? null : amountText(staying - changing, total.currency);
}

function changeOf(stage: Stage, text: SupplementText) {
  if (text.dropped.includes(stage.number)) return { stageId: stage.id, remove: true };
  const written = stageTextOf(stage, text);
  const { title, acceptanceTerms, dueOn } = written;
  const amount = written.amount || "0";
  const change = {
    ...(title !== stage.title && { title }),
    ...(Number(amount) !== Number(stage.amount.amount) && { amount }),
    ...(acceptanceTerms !== (stage.acceptanceTerms ?? "") && { acceptanceTerms }),
    // A day can be moved, and not be taken away.
    ...(dueOn !== "" && dueOn !== stage.dueOn && { dueOn }),
  };
  return Object.keys(change).length > 0 ? { stageId: stage.id, ...change } : null;
}
