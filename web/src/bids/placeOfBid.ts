/** The part of the page of a demand that shows a bid of its reader, as an address names it. */
export function placeOfBid(applicantId: string): string {
  return `bid-${applicantId}`;
}
