/** A demand as it is written in a form, and as it is sent. */
import { yearOf } from "../network/far";
import type { ZonedTime } from "../parts/DateTimeField";
import { decimalOf, wholeOf } from "../parts/numbers";
import { skillsIn } from "../parts/skills";
import { clockTime, instantOf, ownZone } from "../parts/zones";

export type PartyKind = "ENTERPRISE" | "INDIVIDUAL" | "TEAM";
export const KINDS: readonly PartyKind[] = ["INDIVIDUAL", "TEAM", "ENTERPRISE"];

export interface BriefText {
  title: string;
  description: string;
  /** Separated by commas or lines. */
  skills: string;
  audience: readonly PartyKind[];
  /** A decimal, or what cannot be read as one; so is the other bound. */
  low: string;
  high: string;
  currency: string;
  durationDays: string;
  deadline: ZonedTime;
  bidding: "OPEN" | "SEALED";
  isBidCountPublic: boolean;
  /** In percent, by the key of the criterion; empty for one that does not count. */
  weights: Readonly<Record<string, string>>;
}

interface Weighed {
  readonly key: string;
  readonly weight: number;
}

interface Given {
  readonly title: string;
  readonly description: string;
  readonly skills: readonly string[];
  readonly audience: readonly string[];
  readonly budget:
    | {
        readonly low: { readonly amount: string } | null | undefined;
        readonly high: { readonly amount: string } | null | undefined;
      }
    | null
    | undefined;
  readonly currency: string;
  readonly durationDays: number | null | undefined;
  readonly deadlineAt: string | null | undefined;
  readonly bidding: string;
  readonly isBidCountPublic: boolean;
  readonly criteria: readonly Weighed[];
}

export function newBrief(criteria: readonly Weighed[]): BriefText {
  return {
    title: "",
    description: "",
    skills: "",
    audience: KINDS,
    low: "",
    high: "",
    currency: "EUR",
    durationDays: "",
    deadline: { clock: "", zone: ownZone() },
    bidding: "OPEN",
    isBidCountPublic: true,
    weights: weightsOf(criteria),
  };
}

export function textOf(demand: Given, zone = ownZone()): BriefText {
  return {
    title: demand.title,
    description: demand.description,
    skills: demand.skills.join(", "),
    audience: KINDS.filter((kind) => demand.audience.includes(kind)),
    low: demand.budget?.low?.amount ?? "",
    high: demand.budget?.high?.amount ?? "",
    currency: demand.currency,
    durationDays: demand.durationDays?.toString() ?? "",
    deadline: { clock: demand.deadlineAt ? clockTime(demand.deadlineAt, zone) : "", zone },
    bidding: demand.bidding === "SEALED" ? "SEALED" : "OPEN",
    isBidCountPublic: demand.isBidCountPublic,
    weights: weightsOf(demand.criteria),
  };
}

/** What `draftDemand` and `amendDemand` both take. */
export function inputOf(brief: BriefText) {
  return {
    title: brief.title,
    description: brief.description,
    skills: skillsIn(brief.skills),
    audience: brief.audience,
    budget: {
      low: brief.low || null,
      high: brief.high || null,
      currency: brief.currency.trim().toUpperCase(),
    },
    durationDays: wholeOf(brief.durationDays),
    isBidCountPublic: brief.isBidCountPublic,
    criteria: Object.entries(brief.weights)
      .filter(([, percent]) => percent.trim())
      .map(([key, percent]) => ({ key, weight: basisPoints(percent) ?? -1 })),
  };
}

/** Until a demand is published, how bids are taken can be changed, too. */
export function draftOf(brief: BriefText) {
  return { ...inputOf(brief), bidding: brief.bidding };
}

/** The deadline as it is sent, also one that is too far away to be an instant; null if none is written. */
export function deadlineOf({ deadline: { clock, zone } }: Pick<BriefText, "deadline">): string | null {
  return instantOf(clock, zone) ?? (yearOf(clock) === null ? null : clock);
}

/** What is written at a path of the input; what is wrong with one bound of a budget may be mended by the other. */
export function writtenAt(brief: BriefText, path: string): unknown {
  const [field = ""] = path.split(".");
  switch (field) {
    case "budget":
      return [brief.low, brief.high, brief.currency];
    case "criteria":
      return brief.weights;
    case "deadlineAt":
      return brief.deadline;
    default:
      return brief[field as keyof BriefText];
  }
}

/** Why no demand can be published with its deadline, which leaves bidders more than so many seconds from now. */
export function wrongWithDeadline(
  brief: BriefText,
  leastSeconds: number,
  now = Date.now(),
): "MISSING" | "PAST" | "NEAR" | null {
  const at = deadlineOf(brief);
  if (at === null) return "MISSING";
  const left = Date.parse(at) - now;
  return left <= 0 ? "PAST" : left <= leastSeconds * 1000 ? "NEAR" : null;
}

/** A time in the largest unit in which it is a whole number, such as "2 days". */
export function timeIn(seconds: number, language: string): string {
  const [unit, size] = UNITS.find(([, size]) => seconds % size === 0) ?? ["second", 1];
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(seconds / size);
}

const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/** What the weights lack of 100 percent, in basis points; null if one is no number. */
export function missing({ weights }: BriefText): number | null {
  const points = Object.values(weights).map((percent) => (percent.trim() ? basisPoints(percent) : 0));
  if (points.some((each) => each === null)) return null;
  return (points as number[]).reduce((left, each) => left - each, 10_000);
}

function basisPoints(percent: string): number | null {
  const number = Number(decimalOf(percent).replace("%", ""));
  return Number.isFinite(number) ? Math.round(number * 100) : null;
}

function weightsOf(criteria: readonly Weighed[]): Record<string, string> {
  return Object.fromEntries(criteria.map(({ key, weight }) => [key, weight ? String(weight / 100) : ""]));
}
