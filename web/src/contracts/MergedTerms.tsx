/** What the other side, or a colleague, has changed of the terms while somebody wrote them. */
import { useLingui } from "@lingui/react/macro";
import { LANGUAGES } from "../app/languages";
import { nameOf } from "../parts/enums";
import { Merging } from "../parts/Merging";
import type { Choice, Writing } from "../parts/merging";
import { useTexts } from "../parts/texts";
import { aboutParty, sideNames } from "./names";
import { type FieldText, moneyIn, type RowText, type StageText, type TemplateField, type TermsText } from "./terms";
import { useNaming } from "./useNaming";

export interface MergedTermsProps {
  writing: Writing<TermsText>;
  isConflict: boolean;
  /** Of the template that is chosen. */
  fields: readonly TemplateField[];
  /** The names of templates by the ids of their versions. */
  templates: Readonly<Record<string, string>>;
  currency: string;
  onChoose: (place: string, choice: Choice) => void;
}

export function MergedTerms({ fields, templates, currency, ...rest }: MergedTermsProps) {
  const naming = useNaming(fields);
  const saying = useSaying(fields, templates, currency);
  const isShown = (place: string) => {
    const [first = "", second = ""] = place.split(".");
    if (first === "fields") return fields.some(({ key }) => key === second);
    return second === "" || second in aboutParty;
  };
  return <Merging {...rest} naming={(place) => (isShown(place) ? naming(place) : null)} saying={saying} />;
}

/** What stands in the form at a place, as people read it. */
function useSaying(
  fields: readonly TemplateField[],
  templates: MergedTermsProps["templates"],
  currency: string,
): (place: string, value: unknown) => string {
  const { t, i18n } = useLingui();
  const { money, day, list } = useTexts();
  const amount = (text: string, currency: string) =>
    /^\d+(\.\d+)?$/.test(text) && /^[A-Z]{3}$/.test(currency) ? money({ amount: text, currency }) : text;
  const ofStage = ({ title, amount: written, acceptanceTerms, dueOn }: StageText, index: number) => {
    const accepted = acceptanceTerms && t`Accepted when: ${acceptanceTerms}`;
    const parts = [`${index + 1}. ${title}`, amount(written, currency), dueOn && day(dueOn), accepted];
    return parts.filter(Boolean).join(" · ");
  };
  const ofField = ({ type, options, columns = [] }: TemplateField, text: FieldText | undefined): string => {
    const labelOf = (value: string) => options.find((each) => each.value === value)?.label ?? value;
    if (text === undefined || text === "") return "";
    if (typeof text !== "string") {
      if (type === "SELECTION") return list((text as readonly string[]).map(labelOf));
      const rows = text as readonly RowText[];
      return rows
        .map(({ cells }, index) =>
          [`${index + 1}.`, ...columns.map((each) => ofField(each, cells[each.key]))].join(" "),
        )
        .join("\n");
    }
    const said = moneyIn(text);
    switch (type) {
      case "MONEY":
        return amount(said.amount, said.currency);
      case "DATE":
        return day(text);
      case "PARTY":
        return nameOf(i18n, sideNames, text);
      case "CHOICE":
        return labelOf(text);
      default:
        return text;
    }
  };
  return (place, value) => {
    const [first = "", second = ""] = place.split(".");
    const field = fields.find(({ key }) => key === second);
    if (first === "fields" && field) return ofField(field, value as FieldText | undefined);
    if (first === "stages") return (value as readonly StageText[]).map(ofStage).join("\n");
    const text = typeof value === "string" ? value : "";
    if (first === "language") return LANGUAGES[text as keyof typeof LANGUAGES] ?? text;
    if (first === "signsFirst") return nameOf(i18n, sideNames, text);
    if (first === "templateVersionId") return templates[text] ?? t`As before`;
    return text;
  };
}
