/** Where a single byte of a text was changed, found by trying: its digest says when it is what it was. */

/** Bytes up to which a text is searched: each costs about a hundred digests. */
const LONGEST = 4_000;
const AT_ONCE = 512;
/** Blanks, letters, digits and signs of ASCII, and the line break. */
const TRIED = [...Array.from({ length: 95 }, (_, place) => place + 32), 10];

export interface Changed {
  /** Characters before it. */
  readonly at: number;
  /** What stood there. */
  readonly was: string;
}

/** The byte that was changed; null if it is no single one. `before` stands before the text in what is digested. */
export async function changedByte(
  text: string,
  digest: string,
  before: Uint8Array = new Uint8Array(),
): Promise<Changed | null> {
  const words = new TextEncoder().encode(text);
  if (words.length > LONGEST || !/^[0-9a-f]{64}$/.test(digest)) return null;
  const whole = new Uint8Array(before.length + words.length);
  whole.set(before);
  whole.set(words, before.length);
  const places = Array.from(words.keys()).flatMap((place) => TRIED.map((byte) => ({ place, byte })));
  for (let start = 0; start < places.length; start += AT_ONCE) {
    const some = places.slice(start, start + AT_ONCE);
    const found = await Promise.all(
      some.map(async ({ place, byte }) => {
        const other = whole.slice();
        other[before.length + place] = byte;
        return hexOf(await crypto.subtle.digest("SHA-256", other)) === digest;
      }),
    );
    const hit = some[found.indexOf(true)];
    if (hit) {
      const at = new TextDecoder().decode(words.slice(0, hit.place)).length;
      return { at, was: String.fromCharCode(hit.byte) };
    }
  }
  return null;
}

function hexOf(buffer: ArrayBuffer): string {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
