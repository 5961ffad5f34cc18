/** The places at which what is written of a bid is merged; the stages as a whole, for they add up to the price. */
import type { Places } from "../parts/merging";
import { decimalOf, wholeOf } from "../parts/numbers";
import type { OfferText, StageText } from "./offer";

export const offerPlaces: Places<OfferText> = {
  of: Object.keys,
  at: (offer, place) => offer[place as keyof OfferText],
  put: (offer, place, value) => ({ ...offer, [place]: value }),
  sent: (offer, place) => {
    switch (place) {
      case "price":
        return amount(offer.price);
      case "durationDays":
        return days(offer.durationDays);
      case "stages":
        return offer.stages.map(stage);
      default:
        return offer.proposal.trim();
    }
  },
};

function stage({ title, amount: part, dueAfterDays }: StageText) {
  return [title.trim(), amount(part || "0"), days(dueAfterDays)];
}

/** What is no number is as it is written: all of it is sent alike, and refused. */
function days(text: string): number | string | null {
  const whole = wholeOf(text);
  return whole === -1 ? text.trim() : whole;
}

function amount(text: string): string {
  return decimalOf(text).replace(/\.0*$|(\.\d*?)0+$/, "$1");
}

/** The offer as it is sent: equal for what is only written in another way. */
export function sentOf(offer: OfferText): string {
  return JSON.stringify(
    offerPlaces
      .of(offer)
      .toSorted()
      .map((place) => offerPlaces.sent(offer, place)),
  );
}

/** The offer with what another one has at these places. */
export function withParts(offer: OfferText, other: OfferText, places: readonly string[]): OfferText {
  return places.reduce((text, place) => offerPlaces.put(text, place, offerPlaces.at(other, place)), offer);
}
