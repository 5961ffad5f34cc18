/** Values as people read them, in the language of the page. */
import { useLingui } from "@lingui/react/macro";
import { regionalTag } from "../app/languages";

interface Money {
  readonly amount: string;
  readonly currency: string;
}

export type Texts = ReturnType<typeof textsIn>;

/** Making the formats of a language takes longer than using them a hundred times. */
const known = new Map<string, Texts>();

export function useTexts(): Texts {
  const { i18n } = useLingui();
  const language = regionalTag(i18n.locale);
  const texts = known.get(language) ?? textsIn(language);
  known.set(language, texts);
  return texts;
}

/** Of 24 hours in every language. */
export const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

const MINUS = "\u2212";

export function textsIn(language: string) {
  const written = { year: "numeric", month: "short", day: "numeric", ...CLOCK } as const;
  const moment = new Intl.DateTimeFormat(language, written);
  const end = new Intl.DateTimeFormat(language, { ...written, weekday: "short" });
  const zone = new Intl.DateTimeFormat(language, { timeZoneName: "short" });
  const zoneAt = (at: Date) => zone.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value ?? "";
  const day = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" });
  const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
  const rate = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 2 });
  const number = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const list = new Intl.ListFormat(language, { type: "conjunction" });
  // Short, a byte would have no plural.
  const sizes = (["byte", "kilobyte", "megabyte", "gigabyte"] as const).map((unit) => {
    const unitDisplay = unit === "byte" ? "long" : "short";
    return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay, maximumFractionDigits: 1 });
  });
  const moneys = new Map<string, Intl.NumberFormat>();
  const inMoney = ({ amount, currency }: Money, isWhole: boolean) => {
    const key = `${currency} ${isWhole}`;
    const digits = isWhole ? { maximumFractionDigits: 0 } : {};
    const format = moneys.get(key) ?? new Intl.NumberFormat(language, { style: "currency", currency, ...digits });
    moneys.set(key, format);
    // A decimal as it is: a float could not hold all of it. Many languages write a hyphen for the minus.
    return format.format(amount as Intl.StringNumericLiteral).replace("-", MINUS);
  };
  return {
    /** `1,250.00` without its decimals where they are zero. */
    money: (money: Money) => inMoney(money, !/\.\d*[1-9]/.test(money.amount)),
    /** With all decimals of its currency, for amounts that stand in a column. */
    sum: (money: Money) => inMoney(money, false),
    /** `4,200.00 euros`. */
    moneyInWords: ({ amount, currency }: Money) =>
      new Intl.NumberFormat(language, { style: "currency", currency, currencyDisplay: "name" }).format(
        amount as Intl.StringNumericLiteral,
      ),
    moment: (at: string) => moment.format(new Date(at)),
    /**
     * Until when something can be done, with the time zone. Midnight is the end of the day before, of which the last
     * minute is said: the day after could be taken for the last.
     */
    deadline: (at: string) => {
      const until = new Date(at);
      if (until.getHours() === 0 && until.getMinutes() === 0) until.setMinutes(-1);
      return `${end.format(until)} ${zoneAt(until)}`;
    },
    /** A day such as `2030-01-31`, which is the same in every time zone. */
    day: (on: string) => day.format(new Date(`${on}T00:00Z`)),
    percent: (share: number) => percent.format(share),
    /** A rate in hundredths of a percent. */
    rate: (basisPoints: number) => rate.format(basisPoints / 10_000),
    /** A size in the largest unit that it reaches. */
    bytes: (size: number) => {
      const step = Math.min(sizes.length - 1, size > 0 ? Math.floor(Math.log10(size) / 3) : 0);
      return sizes[step]?.format(size / 1_000 ** step) ?? "";
    },
    /** With one decimal. */
    number: (value: number) => number.format(value),
    list: (items: readonly string[]) => list.format(items),
  };
}
