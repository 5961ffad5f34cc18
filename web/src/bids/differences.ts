/** What differs between two texts, word by word. */

export interface Piece {
  text: string;
  in: "both" | "former" | "latter";
}

/** Words beyond this many on a side are not compared one by one: the work grows with their product. */
const MOST = 1_500;

/** The words of both texts in order; spaces and line breaks belong to the word before them. */
export function differencesOf(former: string, latter: string): Piece[] {
  const [before, after] = [wordsIn(former), wordsIn(latter)];
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < Math.min(before.length, after.length) - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const middle = compared(before.slice(start, before.length - end), after.slice(start, after.length - end));
  const pieces: Piece[] = [
    { text: before.slice(0, start).join(""), in: "both" },
    ...middle,
    { text: before.slice(before.length - end).join(""), in: "both" },
  ];
  return joined(pieces.filter(({ text }) => text !== ""));
}

function wordsIn(text: string): string[] {
  // Chinese has no spaces: each of its characters is a word.
  return text.match(/\p{Script=Han}\s*|[^\s\p{Script=Han}]+\s*|^\s+/gu) ?? [];
}

/** By a longest common subsequence. */
function compared(before: string[], after: string[]): Piece[] {
  if (before.length > MOST || after.length > MOST) {
    return [
      { text: before.join(""), in: "former" },
      { text: after.join(""), in: "latter" },
    ];
  }
  const width = after.length + 1;
  const lengths = new Uint16Array((before.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pieces: Piece[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      pieces.push({ text: before[i] ?? "", in: "both" });
      [i, j] = [i + 1, j + 1];
    } else if (j === after.length || (i < before.length && at(i + 1, j) >= at(i, j + 1))) {
      pieces.push({ text: before[i] ?? "", in: "former" });
      i += 1;
    } else {
      pieces.push({ text: after[j] ?? "", in: "latter" });
      j += 1;
    }
  }
  return pieces;
}

/** Neighbours of the same kind become one. */
function joined(pieces: Piece[]): Piece[] {
  const found: Piece[] = [];
  for (const piece of pieces) {
    const last = found.at(-1);
    if (last?.in === piece.in) last.text += piece.text;
    else found.push({ ...piece });
  }
  return found;
}
