/** What was done, as an entry of the selection record has it, in words: from what to what, and what that means. */
import type { I18n } from "@lingui/core";
import { msg, plural } from "@lingui/core/macro";
import { fields } from "../demand/Changes";
import { criteria as criteriaNames, nameOf, recordActions } from "../parts/enums";
import type { Texts } from "../parts/texts";
import { whatBecameOf } from "./deeds";
import { choiceIn } from "./useChoiceText";

export interface Act {
  readonly name: string;
  /** Sentences; none where the name says it all. */
  readonly said: readonly string[];
  /** Whether they say the reason, too, which the platform gives. */
  readonly saysCause: boolean;
}

type Facts = Readonly<Record<string, unknown>>;
type Writing = Pick<Texts, "deadline" | "money" | "list" | "percent">;

/** The names of the columns that an amendment changes. */
const CHANGED: Record<string, keyof typeof fields> = {
  budget_low: "budget.low",
  budget_high: "budget.high",
  duration_days: "durationDays",
  is_bid_count_public: "isBidCountPublic",
};

export function actIn(i18n: I18n, writing: Writing, { action, canonical }: { action: string; canonical: string }): Act {
  const { facts, isByClock } = read(canonical);
  const became = action === "DROPPED" && typeof facts.became === "string" ? facts.became : null;
  const isMove = action === "PLACED" && facts.source === "ALTERNATIVE";
  const said = became
    ? [i18n._(whatBecameOf(became)), before(i18n, facts)]
    : sentences(i18n, writing, { action, facts, isByClock });
  return {
    name: isMove ? i18n._(msg`Moved among the choices`) : nameOf(i18n, recordActions, action),
    said: said.filter((each) => each !== null),
    saysCause: became !== null,
  };
}

interface Entry {
  readonly action: string;
  readonly facts: Facts;
  /** Nobody did it. */
  readonly isByClock: boolean;
}

function sentences(i18n: I18n, writing: Writing, { action, facts, isByClock }: Entry): (string | null)[] {
  const bids = typeof facts.bids === "number" ? facts.bids : 0;
  switch (action) {
    case "PUBLISHED":
      return [ranking(i18n, writing, facts)];
    case "AMENDED":
      return [changes(i18n, writing, facts), ranking(i18n, writing, facts), until(i18n, writing, facts.deadline)];
    case "DEADLINE_MOVED":
      return [until(i18n, writing, facts.to)];
    case "REOPENED":
      return [until(i18n, writing, facts.deadline)];
    case "CLOSED":
      return [
        isByClock
          ? i18n._(msg`The deadline had come. ${plural(bids, { one: "# bid stood.", other: "# bids stood." })}`)
          : i18n._(
              msg`It was ended before its deadline. ${plural(bids, { one: "# bid stood.", other: "# bids stood." })}`,
            ),
      ];
    case "OPENED":
      return [
        i18n._(
          msg`${plural(bids, { one: "# bid could be read from then on.", other: "# bids could be read from then on." })}`,
        ),
      ];
    case "SUSPENDED":
      return [
        facts.source === "OPEN"
          ? i18n._(msg`No bids were taken from then on, and the time until the deadline stood still.`)
          : i18n._(msg`Nothing could be awarded from then on.`),
      ];
    case "RESUMED":
      return [facts.target === "OPEN" ? i18n._(msg`Bids were taken again.`) : i18n._(msg`The selection went on.`)];
    case "CANCELLED":
      return [i18n._(msg`The demand ended, and with it its bids.`)];
    case "CONCLUDED":
      return [i18n._(msg`Nobody was selected.`)];
    case "MANAGER_ASSIGNED":
      return [i18n._(msg`Somebody of the platform’s staff looks after the demand.`)];
    case "PLACED":
      return [placed(i18n, facts)];
    case "DROPPED":
      return [before(i18n, facts), i18n._(msg`Undecided since then.`)];
    case "ELIMINATED":
      return [before(i18n, facts)];
    case "RESTORED":
      return [i18n._(msg`Undecided since then.`)];
    case "AWARDED":
      return [offered(i18n, writing, facts), before(i18n, facts)];
    case "RETURNED":
      return [placed(i18n, facts)];
    case "AWARD_ACCEPTED":
      return [i18n._(msg`The contract could be drafted from then on.`)];
    case "AWARD_DECLINED":
      return [i18n._(msg`The bidder did not take the demand.`)];
    case "AWARD_LAPSED":
      return [i18n._(msg`It was not answered in time.`)];
    case "AWARD_REVOKED":
      return [i18n._(msg`It was taken back before it was answered.`)];
    case "AWARD_VOIDED":
      return [i18n._(msg`It was accepted, but no contract came of it.`)];
    case "CONTRACT_EFFECTIVE":
      return [i18n._(msg`Only the contract could end the demand from then on.`)];
    case "WORK_BEGAN":
      return [i18n._(msg`The money for the first stage was there.`)];
    case "COMPLETED":
      return [i18n._(msg`Every stage of the contract was settled.`)];
    default:
      return [];
  }
}

/** Among which choices a candidate is, and was if that is known: older entries do not have it. */
function placed(i18n: I18n, { source, rank, former }: Facts): string | null {
  if (typeof rank !== "number") return null;
  const now = choiceIn(i18n, rank);
  if (source !== "ALTERNATIVE" || typeof former !== "number") return i18n._(msg`Since then: ${now}.`);
  const was = choiceIn(i18n, former);
  return former === rank ? i18n._(msg`Still: ${now}.`) : i18n._(msg`From ${was} to ${now}.`);
}

/** What a candidate was before, if it was among the choices. */
function before(i18n: I18n, { source, former }: Facts): string | null {
  if (typeof former === "number") {
    const was = choiceIn(i18n, former);
    return i18n._(msg`Before: ${was}.`);
  }
  return source === "ALTERNATIVE" ? i18n._(msg`Before: among the choices.`) : null;
}

function offered(i18n: I18n, { money }: Writing, { price, currency, merit }: Facts): string | null {
  if (typeof price !== "number" || typeof currency !== "string" || typeof merit !== "number") return null;
  const amount = money({ amount: major(price, currency), currency });
  return i18n._(msg`For ${amount}, at rank ${merit} by score.`);
}

function major(minor: number, currency: string): string {
  const { maximumFractionDigits: digits = 2 } = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
  }).resolvedOptions();
  return (minor / 10 ** digits).toFixed(digits);
}

function changes(i18n: I18n, { list }: Writing, { changed }: Facts): string | null {
  if (!Array.isArray(changed)) return null;
  const what = list([...new Set(changed.map((each) => nameOf(i18n, fields, CHANGED[each] ?? each)))]);
  return i18n._(msg`Changed: ${what}.`);
}

function ranking(i18n: I18n, { list, percent }: Writing, { criteria }: Facts): string | null {
  if (!Array.isArray(criteria)) return null;
  const weights = list(
    criteria
      .filter((each): each is [string, number] => Array.isArray(each) && each[1] > 0)
      .map(([key, weight]) => `${nameOf(i18n, criteriaNames, key)} ${percent(weight / 10_000)}`),
  );
  return i18n._(msg`Bids are ranked by ${weights}.`);
}

function until(i18n: I18n, { deadline }: Writing, at: unknown): string | null {
  if (typeof at !== "string" || Number.isNaN(Date.parse(at))) return null;
  const end = deadline(at);
  return i18n._(msg`Bids were taken until ${end}.`);
}

function read(canonical: string): Pick<Entry, "facts" | "isByClock"> {
  try {
    const { facts, actor } = JSON.parse(canonical);
    return { facts: facts && typeof facts === "object" ? facts : {}, isByClock: actor === null };
  } catch {
    return { facts: {}, isByClock: false };
  }
}
