/** The places at which what is written of a demand is merged; the weights as a whole, for they make up 100 percent. */
import type { Places } from "../parts/merging";
import { decimalOf } from "../parts/numbers";
import { type BriefText, deadlineOf, inputOf } from "./brief";

export const briefPlaces: Places<BriefText> = {
  of: Object.keys,
  at: (brief, place) => brief[place as keyof BriefText],
  put: (brief, place, value) => ({ ...brief, [place]: value }),
  sent: (brief, place) => {
    const { skills, durationDays, criteria } = inputOf(brief);
    switch (place) {
      case "skills":
        return skills.map((skill) => skill.toLowerCase()).toSorted();
      case "durationDays":
        return durationDays;
      case "weights":
        return Object.fromEntries(criteria.map(({ key, weight }) => [key, weight]));
      case "deadline":
        return deadlineOf(brief);
      case "low":
      case "high":
        return decimalOf(brief[place]).replace(/\.0*$|(\.\d*?)0+$/, "$1");
      default:
        return spaced(brief[place as keyof BriefText]);
    }
  },
};

function spaced(value: unknown): unknown {
  return typeof value === "string" ? value.trim().replace(/\s+/g, " ") : value;
}
