/** A bid while it is written: what is stored of it, what is written over that, and what the server has said to it. */
import type { BidEditor_demand$data } from "../__generated__/BidEditor_demand.graphql";
import type { Refusal } from "../network/refusals";
import {
  begun,
  type Choice,
  changedBetween,
  chosen,
  isUnsettled,
  joined,
  merged,
  type Writing,
} from "../parts/merging";
import { type OfferText, textOf, unreadableIn } from "./offer";
import { offerPlaces, sentOf, withParts } from "./places";

export type Application = BidEditor_demand$data["myApplicants"][number];
export type Files = NonNullable<Application["draft"]>["attachments"];

/** The place of the files, which are merged one by one: nobody can change one. */
export const FILES = "attachments";

/** What is sent of a bid in one go: an offer, and its files by their ids. */
export interface Sent {
  readonly offer: OfferText;
  readonly ids: readonly string[];
}

export interface Saved {
  readonly id: string;
  readonly version: number;
  readonly offer: OfferText;
  /** Nothing is missing that a submitted bid has to have. */
  readonly isComplete: boolean;
}

export interface Draft {
  /** The latest application of the party, as far as the form has heard of it. */
  readonly latest: Application | undefined;
  /** The application that is written on; null before there is one. */
  readonly applicantId: string | null;
  /** The version that it is written over is 0 before there is an application. */
  readonly writing: Writing<OfferText>;
  /** What is stored as that version: the offer as it was sent, and the files with the ids by which they were sent. */
  readonly stored: { readonly offer: string; readonly files: Files; readonly ids: readonly string[] };
  /** The files of the form that can be sent. */
  readonly ids: readonly string[];
  /** What others have done to the files of the form; the form follows. */
  readonly theirs: { readonly added: Files; readonly removed: readonly string[] };
  /** What is on its way: the version that comes of it is no one else's. */
  readonly sending: Sent | null;
  /** What was sent without an answer: it may be stored. */
  readonly unanswered: Sent | null;
  /** What is asked about before it is submitted: nothing is merged with it meanwhile. */
  readonly submitting: Saved | null;
  /** What was wrong with the offer. As long as it stands there as it was, it need not be sent again. */
  readonly wrongs: readonly Wrong[];
  /** Why the last act was refused. */
  readonly refusal: Refusal | null;
  /** What the stored draft lacks, by the paths of the input. */
  readonly problems: Readonly<Record<string, string>>;
  /** Something was saved here. */
  readonly wasSaved: boolean;
}

interface Wrong {
  /** The place of the offer, and what was refused there. */
  readonly place: string;
  readonly value: unknown;
  /** What is wrong by the paths of the input. */
  readonly fields: Readonly<Record<string, string>>;
}

export type Happening =
  /** Something was read of the application, which others may have changed. */
  | { readonly is: "HEARD"; readonly latest: Application | undefined }
  | { readonly is: "WRITTEN"; readonly part: Partial<OfferText> }
  /** The files of the form are these. */
  | { readonly is: "ATTACHED"; readonly ids: readonly string[] }
  | { readonly is: "CHOSEN"; readonly place: string; readonly choice: Choice }
  | { readonly is: "SENT"; readonly sent: Sent }
  | { readonly is: "SAVED"; readonly saved: Saved; readonly files: Files; readonly problems: Draft["problems"] }
  /** What was sent was not stored, or nobody knows. */
  | { readonly is: "REFUSED"; readonly refusal: Refusal }
  | { readonly is: "ASKED"; readonly saved: Saved }
  /** What was asked about was submitted, or refused with a reason, or is not submitted yet. */
  | { readonly is: "ANSWERED"; readonly refusal: Refusal | null }
  | { readonly is: "CLOSED" }
  /** What is written is to become another bid. */
  | { readonly is: "BEGUN" };

/** What the device keeps of a bid that the server does not have as it is written. */
export type Kept = Pick<Draft, "applicantId" | "writing"> & { readonly unanswered: OfferText | null };

/** An application that has ended leaves room for another. */
export function isLive({ state }: Pick<Application, "state">): boolean {
  return ["DRAFT", "SUBMITTED", "NEEDS_CONFIRMATION"].includes(state);
}

/** Goes on with what was kept of it in several windows, as far as that goes together: the rest is `left` kept. */
export function opened(
  latest: Application | undefined,
  kept: readonly Kept[],
): { draft: Draft; left: readonly Kept[] } {
  const [first = null, ...others] = kept;
  const left: Kept[] = [];
  const draft = others.reduce(
    (before, each) => {
      const both = joinedWith(before, resumed(latest, each));
      if (!both) left.push(each);
      return both ?? before;
    },
    resumed(latest, first),
  );
  return { draft, left };
}

/** Goes on with what was kept, which is merged with what is stored by now; the files are those that are stored. */
function resumed(latest: Application | undefined, kept: Kept | null): Draft {
  const live = latest && isLive(latest) ? latest : undefined;
  const stored = { ...of(live), latest };
  if (!kept) return stored;
  // Another application has taken the place of the one that it was written for.
  const isOther = live !== undefined && kept.applicantId !== null && kept.applicantId !== live.id;
  const { applicantId, writing, unanswered } = kept;
  return caughtUp(
    isOther
      ? { ...stored, applicantId: null, writing: { ...begun(0, textOf(null)), text: writing.text } }
      : { ...stored, applicantId, writing, unanswered: unanswered && { offer: unanswered, ids: [] } },
  );
}

function joinedWith(draft: Draft, { applicantId, writing }: Draft): Draft | null {
  if (draft.applicantId !== applicantId || draft.writing.version !== writing.version) return null;
  const both = joined(draft.writing, writing, offerPlaces);
  return both && { ...draft, writing: both };
}

/** The draft after something has happened. */
export function after(draft: Draft, happening: Happening): Draft {
  return caughtUp(changed(draft, happening));
}

function changed(draft: Draft, happening: Happening): Draft {
  const { writing, sending } = draft;
  switch (happening.is) {
    case "HEARD":
      return happening.latest === draft.latest ? draft : { ...draft, latest: happening.latest };
    case "WRITTEN":
      return written(draft, happening.part);
    case "ATTACHED":
      return happening.ids.join() === draft.ids.join() ? draft : { ...draft, ids: happening.ids };
    case "CHOSEN":
      return { ...draft, writing: chosen(writing, happening.place, happening.choice, offerPlaces) };
    case "SENT":
      return { ...draft, sending: happening.sent };
    case "SAVED":
      return saved(draft, happening);
    case "REFUSED":
      return sending ? refused({ ...draft, sending: null }, sending, happening.refusal) : draft;
    case "ASKED":
      return { ...draft, submitting: happening.saved };
    case "ANSWERED":
      return { ...draft, refusal: happening.refusal };
    case "CLOSED":
      return { ...draft, submitting: null };
    case "BEGUN":
      return anew(draft);
  }
}

/** What is being changed is not called wrong any more. */
function written(draft: Draft, part: Partial<OfferText>): Draft {
  const isElsewhere = ([path]: [string, string]) => !((path.split(".")[0] ?? "") in part);
  return {
    ...draft,
    writing: { ...draft.writing, text: { ...draft.writing.text, ...part } },
    refusal: null,
    problems: Object.fromEntries(Object.entries(draft.problems).filter(isElsewhere)),
  };
}

function saved(draft: Draft, { saved, files, problems }: Extract<Happening, { is: "SAVED" }>): Draft {
  // Another bid was begun meanwhile.
  if (!draft.sending) return draft;
  const { offer, ids } = draft.sending;
  return {
    ...draft,
    applicantId: saved.id,
    writing: { ...draft.writing, version: saved.version, base: offer },
    stored: { offer: sentOf(offer), files, ids },
    sending: null,
    unanswered: null,
    refusal: null,
    problems,
    wasSaved: true,
  };
}

function refused(draft: Draft, sent: Sent, refusal: Refusal): Draft {
  const found = refusal.code === "INVALID_INPUT" ? wrongsIn(sent.offer, refusal) : [];
  const others = draft.wrongs.filter(({ place }) => !found.some((each) => each.place === place));
  return {
    ...draft,
    unanswered: refusal.code === "UNREACHABLE" ? sent : draft.unanswered,
    refusal,
    // The same as before if nothing is added: they are what another try depends on.
    wrongs: found.length > 0 ? [...others, ...found] : draft.wrongs,
  };
}

/** What is wrong with something else, such as a file, concerns none of the places. */
function wrongsIn(offer: OfferText, { fields }: Refusal): Wrong[] {
  return offerPlaces.of(offer).flatMap((place) => {
    const own = Object.entries(fields).filter(([path]) => path.split(".")[0] === place);
    return own.length > 0 ? [{ place, value: offerPlaces.at(offer, place), fields: Object.fromEntries(own) }] : [];
  });
}

/** The former bid keeps its files. */
function anew(draft: Draft): Draft {
  const nothing = of(undefined);
  return {
    ...nothing,
    latest: draft.latest,
    writing: { ...nothing.writing, text: draft.writing.text },
    // Also an empty offer is saved then.
    stored: { ...nothing.stored, offer: "" },
    ids: draft.ids.filter((id) => !draft.stored.ids.includes(id)),
    theirs: { added: [], removed: draft.stored.ids },
    wrongs: draft.wrongs,
    wasSaved: draft.wasSaved,
  };
}

/** What is stored of an application, with nothing written over it yet. */
function of(application: Application | undefined): Draft {
  const content = application?.draft ?? application?.bid;
  const [offer, files] = [textOf(content), content?.attachments ?? []];
  const ids = files.map(({ id }) => id);
  return {
    latest: application,
    applicantId: application?.id ?? null,
    writing: begun(application?.version ?? 0, offer),
    stored: { offer: sentOf(offer), files, ids },
    ids,
    theirs: { added: [], removed: [] },
    sending: null,
    unanswered: null,
    submitting: null,
    wrongs: [],
    refusal: null,
    problems: {},
    wasSaved: false,
  };
}

/** Merges what others have stored since the version that is written over, once nothing else is to be settled first. */
function caughtUp(draft: Draft): Draft {
  const { latest, applicantId, sending, submitting, unanswered, writing } = draft;
  if (!latest || !isLive(latest) || sending || submitting || isUnsettled(writing)) return draft;
  if (latest.version <= writing.version || (applicantId ?? latest.id) !== latest.id) return draft;
  const { stored, writing: theirs } = of(latest);
  const isOwn = unanswered !== null && sentOf(unanswered.offer) === stored.offer;
  const { added, removed } = changedBetween(isOwn ? stored.files : draft.stored.files, stored.files);
  const areFilesChanged = added.length + removed.length > 0;
  const before = isOwn ? { ...writing, base: unanswered.offer } : writing;
  const now = merged(before, latest.version, theirs.base, offerPlaces);
  const follow = (ids: readonly string[]) => [
    ...ids.filter((id) => !removed.includes(id)),
    ...added.map(({ id }) => id),
  ];
  return {
    ...draft,
    applicantId: latest.id,
    writing: areFilesChanged ? { ...now, taken: [...new Set([...now.taken, FILES])] } : now,
    // What was not saved of them before still is not.
    stored: { ...stored, ids: follow(draft.stored.ids) },
    ids: follow(draft.ids),
    theirs: areFilesChanged ? { added, removed } : draft.theirs,
    unanswered: null,
  };
}

/** The application that the bid was written for and that has ended: nothing is saved until another one begins. */
export function endedOf({ latest, applicantId }: Draft): Application | null {
  return latest && applicantId !== null && isLive(latest) !== (latest.id === applicantId) ? latest : null;
}

function standing({ wrongs, writing }: Draft): Wrong[] {
  return wrongs.filter(({ place, value }) => offerPlaces.at(writing.text, place) === value);
}

/** What is wrong with what is written and waits here, by the paths of the input. */
export function wrongIn(draft: Draft): Record<string, string> {
  return Object.assign({}, ...standing(draft).map(({ fields }) => fields));
}

/** Something is to be chosen before it can be saved. */
function isContested({ writing }: Draft): boolean {
  return writing.contests.some(({ chosen }) => chosen === null);
}

/** What is saved while somebody writes: where something was refused or cannot be read, what is stored stays. */
export function sendable(draft: Draft): Sent {
  const { text, base } = draft.writing;
  const held = [...standing(draft).map(({ place }) => place), ...unreadableIn(text)];
  return { offer: withParts(text, base, held), ids: draft.ids };
}

/** All that is written, as it is to be submitted. */
export function whole({ writing, ids }: Draft): Sent {
  return { offer: writing.text, ids };
}

export function isStored({ stored }: Draft, { offer, ids }: Sent): boolean {
  return sentOf(offer) === stored.offer && ids.join() === stored.ids.join();
}

/** Whether the server takes anything of it now. */
export function canBeSaved(draft: Draft): boolean {
  return endedOf(draft) === null && !isContested(draft);
}

/** What the device has to keep of it; null if the server has it. */
export function keptOf(draft: Draft): Kept | null {
  const { applicantId, writing, unanswered, stored } = draft;
  if (!isContested(draft) && sentOf(writing.text) === stored.offer) return null;
  return { applicantId, writing, unanswered: unanswered?.offer ?? null };
}
