/** A bid as it is written in a form, and as it is sent. */
import { type Shares, sharesOf, sharesOfAll } from "../money/fees";
import { decimalsOf, isAmount, isReadable } from "../parts/decimals";
import { wholeOf } from "../parts/numbers";

export interface StageText {
  /** Stable while the form is open. */
  key: number;
  title: string;
  amount: string;
  dueAfterDays: string;
}

/** Amounts are decimals, or what cannot be read as one. */
export interface OfferText {
  price: string;
  durationDays: string;
  proposal: string;
  stages: StageText[];
}

interface Given {
  readonly price: { readonly amount: string } | null | undefined;
  readonly durationDays: number | null | undefined;
  readonly proposal: string | null | undefined;
  readonly stages: readonly {
    readonly title: string;
    readonly amount: { readonly amount: string };
    readonly dueAfterDays: number | null | undefined;
  }[];
}

export function textOf(given: Given | null | undefined): OfferText {
  return {
    price: given?.price?.amount ?? "",
    durationDays: given?.durationDays?.toString() ?? "",
    proposal: given?.proposal ?? "",
    stages: (given?.stages ?? []).map(({ title, amount, dueAfterDays }, key) => ({
      key,
      title,
      amount: amount.amount,
      dueAfterDays: dueAfterDays?.toString() ?? "",
    })),
  };
}

/** The fields of `saveBid`: what is not written yet is null, and an empty amount of a stage is zero. */
export function inputOf({ price, durationDays, proposal, stages }: OfferText, currency: string) {
  return {
    price: price.trim() ? { amount: price, currency } : null,
    durationDays: wholeOf(durationDays),
    proposal: proposal.trim() ? proposal : null,
    stages: stages.map(({ title, amount, dueAfterDays }) => ({
      title,
      amount: amount || "0",
      dueAfterDays: wholeOf(dueAfterDays),
    })),
  };
}

/** The parts with an amount that cannot be read, which is not sent. */
export function unreadableIn({ price, stages }: Amounts): (keyof OfferText)[] {
  const areStagesReadable = stages.every(({ amount }) => isReadable(amount));
  return [...(isReadable(price) ? [] : (["price"] as const)), ...(areStagesReadable ? [] : (["stages"] as const))];
}

/** Whether a stage is due after the days that the bid itself names, which no rule forbids. */
export function isLate({ dueAfterDays }: Pick<StageText, "dueAfterDays">, { durationDays }: Days): boolean {
  const [due, days] = [wholeOf(dueAfterDays), wholeOf(durationDays)];
  return due !== null && days !== null && days > 0 && due > days;
}

/** The stages that are due too late, by their numbers from 1 on. */
export function lateStages({ stages, durationDays }: Pick<OfferText, "stages" | "durationDays">) {
  return stages
    .map(({ dueAfterDays }, index) => ({ number: index + 1, dueAfterDays: dueAfterDays.trim() }))
    .filter((stage) => isLate(stage, { durationDays }));
}

/** The first stage that comes before a stage and is due after it, by its number; null if all follow in order. */
export function dueLater(stages: readonly Pick<StageText, "dueAfterDays">[], index: number): number | null {
  const due = wholeOf(stages[index]?.dueAfterDays ?? "");
  const later = stages.slice(0, index).findIndex(({ dueAfterDays }) => (wholeOf(dueAfterDays) ?? 0) > (due ?? 0));
  return due === null || later < 0 ? null : later + 1;
}

type Days = Pick<OfferText, "durationDays">;

interface Bounds {
  readonly low: { readonly amount: string } | null | undefined;
  readonly high: { readonly amount: string } | null | undefined;
}

/** Less than a tenth of the budget, or more than ten times it: perhaps a mark was written in the wrong place. */
export function isFar(price: string, { low, high }: Bounds): boolean {
  const least = Number((low ?? high)?.amount ?? price);
  const most = Number((high ?? low)?.amount ?? price);
  return Number(price) * 10 < least || Number(price) > most * 10;
}

interface Amounts {
  readonly price: string;
  readonly stages: readonly { readonly amount: string }[];
}

/** What is missing of the price in the stages, in hundred-thousandths of it; null if something is no number. */
export function missing({ price, stages }: Amounts): number | null {
  const amounts = [price, ...stages.map(({ amount }) => amount || "0")].map((text) => scaled(text));
  if (amounts.some((amount) => amount === null)) return null;
  const [whole = 0, ...parts] = amounts as number[];
  return parts.reduce((left, part) => left - part, whole);
}

/**
 * What of the price the platform keeps and what the bidder gets: each stage has a fee of its own, once they add up to
 * the price. Null for what cannot be paid here.
 */
export function sharesIn({ price, stages }: Amounts, currency: string, basisPoints: number): Shares | null {
  if (!isAmount(price, currency)) return null;
  const parts = stages.map(({ amount }) => ({ amount, currency }));
  const byStages = parts.length > 0 && missing({ price, stages }) === 0 ? sharesOfAll(parts, basisPoints) : null;
  return byStages ?? sharesOf({ amount: price, currency }, basisPoints);
}

/** The amount in major units as text, from hundred-thousandths. */
export function amountText(scaled: number, currency: string): string {
  return (scaled / SCALE).toFixed(decimalsOf(currency));
}

const SCALE = 100_000;

function scaled(decimal: string): number | null {
  return /^\d+(\.\d*)?$/.test(decimal) ? Math.round(Number(decimal) * SCALE) : null;
}
