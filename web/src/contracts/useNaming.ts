import { useLingui } from "@lingui/react/macro";
import { nameOf } from "../parts/enums";
import { aboutParty, sideNames } from "./names";
import type { TemplateField } from "./terms";

/**
 * Names the places of terms, such as `stages.0.amount`, `fields.start` or `parties.awarder.address`.
 *
 * A supplement names stages by their numbers, which begin with 1.
 */
export function useNaming(fields: readonly Named[], { first = 0 } = {}): (path: string) => string {
  const { t, i18n } = useLingui();
  const ofParty = (side: string, name: string) =>
    `${nameOf(i18n, sideNames, side.toUpperCase())} · ${nameOf(i18n, aboutParty, name)}`;
  const ofStage = (place: string, name: string) => {
    const number = Number(place) + 1 - first;
    const names: Record<string, string> = {
      title: t`Title`,
      amount: t`Amount`,
      acceptanceTerms: t`Accepted when`,
      dueOn: t`Due on`,
    };
    return [t`Stage ${number}`, names[name]].filter(Boolean).join(" · ");
  };
  return (path) => {
    const [first = "", second = "", third = ""] = path.split(".");
    switch (first) {
      case "parties":
        return ofParty(second, third);
      case "awarder":
      case "receiver":
        return ofParty(first, second);
      case "stages":
        return second ? ofStage(second, third) : t`Stages of payment`;
      case "fields":
        return ofField(fields, path.split(".").slice(1));
      case "total":
        return t`Total`;
      case "language":
        return t`Language of dates and amounts`;
      case "signsFirst":
        return t`Who signs first`;
      case "template":
      case "templateVersionId":
        return t`Template`;
      default:
        return path;
    }
  };
}

export type Named = Pick<TemplateField, "key" | "label"> & { readonly columns?: readonly Named[] };

function ofField(fields: readonly Named[], [key = "", place, column]: readonly string[]): string {
  const field = fields.find((each) => each.key === key);
  const name = field?.label ?? key;
  const inside = field?.columns?.find((each) => each.key === column)?.label;
  return [name, place !== undefined && `${Number(place) + 1}`, inside].filter(Boolean).join(" · ");
}
