/** Values as people read them, in the language of the page. */
import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import { regionalTag } from "../app/languages";

interface Money {
  readonly amount: string;
  readonly currency: string;
}

/** `1,250.00` without its decimals where they are zero. */
export function moneyText({ amount, currency }: Money, language: string): string {
  const isWhole = !/\.\d*[1-9]/.test(amount);
  return new Intl.NumberFormat(language, {
    style: "currency",
    currency,
    ...(isWhole && { maximumFractionDigits: 0 }),
    // A decimal as it is: a float could not hold all of it.
  }).format(amount as unknown as number);
}

export function useTexts() {
  const { i18n } = useLingui();
  const language = regionalTag(i18n.locale);
  return useMemo(() => {
    const moment = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
    const day = new Intl.DateTimeFormat(language, { dateStyle: "medium" });
    const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
    const number = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    const list = new Intl.ListFormat(language, { type: "conjunction" });
    return {
      money: (money: Money) => moneyText(money, language),
      moment: (at: string) => moment.format(new Date(at)),
      day: (at: string) => day.format(new Date(at)),
      percent: (share: number) => percent.format(share),
      /** With one decimal. */
      number: (value: number) => number.format(value),
      list: (items: readonly string[]) => list.format(items),
    };
  }, [language]);
}
