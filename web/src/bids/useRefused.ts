/** What was refused of an offer: as long as it stands there as it was, it need not be sent again. */
import { useState } from "react";
import type { Refusal } from "../network/refusals";
import type { OfferText } from "./offer";
import { offerPlaces } from "./places";

interface Wrong {
  /** The place of the offer, as it was refused. */
  place: string;
  value: unknown;
  /** What is wrong by the paths of the input. */
  fields: Readonly<Record<string, string>>;
}

export function useRefused(offer: OfferText) {
  const [wrongs, setWrongs] = useState<readonly Wrong[]>([]);
  const standing = wrongs.filter(({ place, value }) => offerPlaces.at(offer, place) === value);
  return {
    places: standing.map(({ place }) => place),
    fields: Object.assign({}, ...standing.map(({ fields }) => fields)) as Record<string, string>,
    /** What is wrong with something else, such as a file, concerns none of the places. */
    add: (sent: OfferText, refusal: Refusal | null) => {
      if (refusal?.code !== "INVALID_INPUT") return;
      const found = offerPlaces.of(sent).flatMap((place) => wrongAt(place, sent, refusal));
      setWrongs((before) => [...before.filter((each) => !found.some(({ place }) => place === each.place)), ...found]);
    },
  };
}

function wrongAt(place: string, sent: OfferText, { fields }: Refusal): Wrong[] {
  const own = Object.entries(fields).filter(([path]) => path.split(".")[0] === place);
  return own.length > 0 ? [{ place, value: offerPlaces.at(sent, place), fields: Object.fromEntries(own) }] : [];
}
