/** What another window or member has stored of a bid while it was written here. */
import { useLingui } from "@lingui/react/macro";
import { isAmount } from "../parts/decimals";
import { Merging } from "../parts/Merging";
import type { Choice, Writing } from "../parts/merging";
import { useTexts } from "../parts/texts";
import { FILES } from "./draft";
import type { OfferText } from "./offer";

interface MergedOfferProps {
  writing: Writing<OfferText>;
  currency: string;
  isConflict: boolean;
  onChoose: (place: string, choice: Choice) => void;
}

export function MergedOffer({ writing, currency, isConflict, onChoose }: MergedOfferProps) {
  const { t } = useLingui();
  const { money, list } = useTexts();
  const names: Readonly<Record<string, string>> = {
    price: t`Price`,
    durationDays: t`Duration in days`,
    proposal: t`Proposal`,
    stages: t`Stages of payment`,
    [FILES]: t`Files`,
  };
  const naming = (place: string) => names[place] ?? null;
  const amountOf = (amount: string) => (isAmount(amount, currency) ? money({ amount, currency }) : amount);
  const saying = (place: string, value: unknown) => {
    const { price, stages, ...rest } = { ...writing.text, [place]: value };
    switch (place) {
      case "price":
        return amountOf(price);
      case "stages":
        return list(stages.map(({ title, amount }) => `${title} ${amountOf(amount)}`.trim()));
      default:
        return String(rest[place as keyof typeof rest] ?? "");
    }
  };
  return <Merging writing={writing} isConflict={isConflict} naming={naming} saying={saying} onChoose={onChoose} />;
}
