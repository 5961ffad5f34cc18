/** What an address ends with that leads to a part of a contract, or to a review of a party. */
export const INVOICES = "invoices";
export const REVIEWS = "reviews";

export function placeOfStage(number: number): string {
  return `stage-${number}`;
}

export function placeOfReview(id: string): string {
  return `review-${id}`;
}
