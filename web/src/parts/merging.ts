/** A text that somebody writes while others change what it began from: what both have changed is merged by its places. */

/** How a text falls into places, each of which is taken as a whole. */
export interface Places<Text> {
  readonly of: (text: Text) => readonly string[];
  readonly at: (text: Text, place: string) => unknown;
  readonly put: (text: Text, place: string, value: unknown) => Text;
  /** What stands at a place as it is sent: what is sent alike is no difference, however it is written. */
  readonly sent: (text: Text, place: string) => unknown;
}

export type Choice = "mine" | "theirs";

/** A place that both have changed, each in another way. */
export interface Contest {
  readonly place: string;
  readonly mine: unknown;
  readonly theirs: unknown;
  readonly chosen: Choice | null;
  /** Theirs does not stand: it was written elsewhere, over the same version. */
  readonly isUnsent?: true;
}

export interface Writing<Text> {
  /** Of what stands, as far as it is known to this text. */
  readonly version: number;
  /** What stands in this version. */
  readonly base: Text;
  readonly text: Text;
  /** The places that others have changed, whose values are in the text. */
  readonly taken: readonly string[];
  readonly contests: readonly Contest[];
}

export function begun<Text>(version: number, base: Text): Writing<Text> {
  return { version, base, text: base, taken: [], contests: [] };
}

/**
 * The text over another version of what stands. What others alone have changed is taken in. What both have changed
 * stays as it was written, and is contested until somebody has chosen, however many versions come before that. So is all
 * that differs from a text that was to be decided about as it is (`isMeant`), although it stood.
 */
export function merged<Text>(
  writing: Writing<Text>,
  version: number,
  theirs: Text,
  places: Places<Text>,
  isMeant = false,
): Writing<Text> {
  const { base, text: mine } = writing;
  const differ = differing(places);
  const changed = [...new Set([base, mine, theirs].flatMap(places.of))].filter((place) => differ(mine, theirs, place));
  const isOpen = (place: string) => writing.contests.some((each) => each.place === place && each.chosen === null);
  const contested = changed.filter(
    (place) => isMeant || isOpen(place) || (differ(base, mine, place) && differ(base, theirs, place)),
  );
  const taken = changed.filter((place) => !contested.includes(place) && !differ(base, mine, place));
  const settled = writing.contests.filter(({ place, chosen }) => chosen !== null && !contested.includes(place));
  return {
    version,
    base: theirs,
    text: taken.reduce((text, place) => places.put(text, place, places.at(theirs, place)), mine),
    taken: [...new Set([...writing.taken, ...taken])].filter((place) => !contested.includes(place)),
    contests: [
      ...settled,
      ...contested.map((place) => ({
        place,
        mine: places.at(mine, place),
        theirs: places.at(theirs, place),
        chosen: null,
      })),
    ],
  };
}

/**
 * Two texts over one version in one text. What one alone has changed is taken in, and what both have is contested.
 *
 * Null if a place would have three values to choose from. Nothing is merged with it before what is unsent is chosen.
 */
export function joined<Text>(writing: Writing<Text>, other: Writing<Text>, places: Places<Text>): Writing<Text> | null {
  const { base, text: mine } = writing;
  const differ = differing(places);
  const isNew = (place: string) => differ(mine, other.text, place) && differ(base, other.text, place);
  const changed = [...new Set([base, mine, other.text].flatMap(places.of))].filter(isNew);
  const contested = changed.filter((place) => differ(base, mine, place));
  const taken = changed.filter((place) => !contested.includes(place));
  const open = [writing, other].map(({ contests }) => contests.filter(({ chosen }) => chosen === null));
  const [ours = [], theirs = []] = open;
  const isOpenIn = (contests: readonly Contest[], place: string) => contests.some((each) => each.place === place);
  if (changed.some((place) => isOpenIn(ours, place) || (isOpenIn(theirs, place) && contested.includes(place))))
    return null;
  return {
    ...writing,
    text: taken.reduce((text, place) => places.put(text, place, places.at(other.text, place)), mine),
    taken: [...new Set([...writing.taken, ...taken.filter((place) => !isOpenIn(theirs, place))])],
    contests: [
      ...writing.contests.filter(({ place }) => !changed.includes(place)),
      ...theirs.filter(({ place }) => taken.includes(place)),
      ...contested.map((place) => ({
        place,
        mine: places.at(mine, place),
        theirs: places.at(other.text, place),
        chosen: null,
        isUnsent: true as const,
      })),
    ],
  };
}

/** Something that stands nowhere is still to be chosen. */
export function isUnsettled({ contests }: Pick<Writing<unknown>, "contests">): boolean {
  return contests.some(({ chosen, isUnsent }) => chosen === null && isUnsent);
}

/** Puts one of both values into the text; another choice takes it back. */
export function chosen<Text>(
  writing: Writing<Text>,
  place: string,
  choice: Choice,
  places: Places<Text>,
): Writing<Text> {
  const contest = writing.contests.find((each) => each.place === place);
  if (!contest) return writing;
  // What was written at the place since then is what is mine.
  const mine = contest.chosen === "theirs" ? contest.mine : places.at(writing.text, place);
  const contests = writing.contests.map((each) => (each === contest ? { ...each, mine, chosen: choice } : each));
  return { ...writing, text: places.put(writing.text, place, choice === "mine" ? mine : contest.theirs), contests };
}

function differing<Text>(places: Places<Text>) {
  return (one: Text, other: Text, place: string) =>
    canonical(places.sent(one, place)) !== canonical(places.sent(other, place));
}

interface Identified {
  readonly id: string;
}

/** What has been added to a list of things and taken out of it, the latter by their ids. */
export function changedBetween<Thing extends Identified>(former: readonly Thing[], latter: readonly Thing[]) {
  const [formerIds, latterIds] = [former, latter].map((things) => new Set(things.map(({ id }) => id)));
  return {
    added: latter.filter(({ id }) => !formerIds?.has(id)),
    removed: former.map(({ id }) => id).filter((id) => !latterIds?.has(id)),
  };
}

function canonical(value: unknown): string {
  const sorted = (_: string, each: unknown) =>
    each !== null && typeof each === "object" && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : each;
  return JSON.stringify(value ?? "", sorted);
}
