/** Addresses of pages in what people write. */

/** What cannot be part of an address; a word is looked at as a whole. */
const ADDRESS = /\bhttps?:\/\/[^\s<>"“”„«»「」『』（）。，、；：！？]+/giu;
const SENTENCE = /[.,;:!?'’…]+$/u;
const PAIRS = { ")": "(", "]": "[", "}": "{" } as const;

export interface Piece {
  readonly text: string;
  /** Where it leads; null if it is no address. */
  readonly href: string | null;
}

/** A text in pieces: the addresses in it, and what is between them. Only `http` and `https` lead anywhere. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = trimmed(found);
    const href = hrefOf(address);
    if (href === null) continue;
    if (index > end) pieces.push({ text: text.slice(end, index), href: null });
    pieces.push({ text: address, href });
    end = index + address.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), href: null });
  return pieces;
}

/** Without the marks of the sentence around it: a bracket belongs to it if it was opened in it. */
function trimmed(found: string): string {
  const address = found.replace(SENTENCE, "");
  const last = address.at(-1) as keyof typeof PAIRS;
  const opening = PAIRS[last];
  const isOpen = opening && address.split(last).length > address.split(opening).length;
  return isOpen ? trimmed(address.slice(0, -1)) : address;
}

function hrefOf(address: string): string | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url && ["http:", "https:"].includes(url.protocol) ? url.href : null;
}
