/** The places at which the terms of a contract are merged, by their paths; stages and rows each as a whole. */
import type { Places } from "../parts/merging";
import { type FieldText, SIDES, type StageText, stageInputOf, type TermsText, valueAt } from "./terms";

const ALONE = ["templateVersionId", "language", "signsFirst", "stages"];

export const termsPlaces: Places<TermsText> = {
  of: ({ parties, fields }) => [
    ...ALONE,
    ...SIDES.flatMap((side) => Object.keys(parties[side]).map((name) => `${side}.${name}`)),
    ...Object.keys(fields).map((key) => `fields.${key}`),
  ],
  at: valueAt,
  put: (text, place, value) => {
    const [first = "", second = ""] = place.split(".");
    switch (first) {
      case "awarder":
      case "receiver":
        return { ...text, parties: { ...text.parties, [first]: { ...text.parties[first], [second]: value ?? "" } } };
      case "fields":
        return { ...text, fields: without(second, text.fields, value as FieldText | undefined) };
      default:
        return { ...text, [first]: value };
    }
  },
  sent: (text, place) => {
    const value = valueAt(text, place);
    if (place === "stages") return (value as readonly StageText[]).map(stageInputOf);
    return plain(value as FieldText | undefined);
  },
};

/** The fields with another value of one, or without it if there is none. */
function without(key: string, fields: TermsText["fields"], value: FieldText | undefined): TermsText["fields"] {
  const { [key]: _, ...others } = fields;
  return value === undefined ? others : { ...others, [key]: value };
}

function plain(value: FieldText | undefined): unknown {
  if (value === undefined) return "";
  if (typeof value === "string") return value.trim();
  return value.map((each) =>
    typeof each === "string"
      ? each
      : Object.fromEntries(Object.entries(each.cells).map(([key, cell]) => [key, plain(cell)])),
  );
}
