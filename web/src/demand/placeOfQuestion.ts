/** What an address ends with that leads to a question on the page of its demand. */
export function placeOfQuestion(id: string): string {
  return `question-${id}`;
}
