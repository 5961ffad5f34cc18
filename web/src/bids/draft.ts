/** A bid while it is written: what is stored of it, what is written over that, and what the server has said to it. */
import type { BidEditor_demand$data } from "../__generated__/BidEditor_demand.graphql";
import type { Refusal } from "../network/refusals";
import { stemOf } from "../parts/keptFiles";
import { begun, type Choice, changedBetween, chosen, isUnsettled, merged, type Writing } from "../parts/merging";
import type { FormFile } from "../parts/useUploads";
import { type OfferText, textOf, unreadableIn } from "./offer";
import { offerPlaces, sentOf, withParts } from "./places";

export type Application = BidEditor_demand$data["myApplicants"][number];
export type Files = NonNullable<Application["draft"]>["attachments"];

/** The place of the files, which are merged one by one: nobody can change one. */
export const FILES = "attachments";

/** A file of the form. */
export type Attached = Pick<FormFile, "id" | "name" | "byteSize" | "state" | "isWhole">;

/** What is sent of a bid in one go. */
export interface Sent {
  readonly offer: OfferText;
  readonly files: readonly { readonly id: string; readonly name: string }[];
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
  /** The files of the form, also those that cannot be sent. */
  readonly files: readonly Attached[];
  /** What others have done to the files of the form; the form follows. */
  readonly theirs: { readonly added: Files; readonly removed: readonly string[] };
  /** What is on its way: the version that comes of it is no one else's. */
  readonly sending: Sent | null;
  /** What was sent without an answer: any of it may be stored. */
  readonly unanswered: readonly Sent[];
  /** What is asked about before it is submitted: nothing is merged with it meanwhile. */
  readonly submitting: Saved | null;
  /** It was to be submitted as it is written, which failed: others' changes do not simply take its place. */
  readonly isMeant: boolean;
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
  | { readonly is: "ATTACHED"; readonly files: readonly Attached[] }
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

/** As many as are kept of what was sent without an answer. */
const UNANSWERED = 3;

/** An application that has ended leaves room for another. */
export function isLive({ state }: Pick<Application, "state">): boolean {
  return ["DRAFT", "SUBMITTED", "NEEDS_CONFIRMATION"].includes(state);
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
      return { ...draft, files: happening.files };
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
      return closed(draft);
    case "BEGUN":
      return anew(draft);
  }
}

/** If something else was stored than what was read in the question, both are there to choose from. */
function closed(draft: Draft): Draft {
  const { latest, refusal, writing } = draft;
  const isBehind = latest !== undefined && latest.version > writing.version;
  // What another window has submitted leaves no draft to submit.
  const isRefused = ["CONFLICT", "WRONG_STATE"].includes(refusal?.code ?? "");
  return { ...draft, submitting: null, isMeant: isBehind || isRefused };
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
  const { offer } = draft.sending;
  return {
    ...draft,
    applicantId: saved.id,
    writing: { ...draft.writing, version: saved.version, base: offer },
    stored: { offer: sentOf(offer), files, ids: idsOf(draft.sending) },
    sending: null,
    unanswered: [],
    isMeant: false,
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
    unanswered: refusal.code === "UNREACHABLE" ? [...draft.unanswered, sent].slice(-UNANSWERED) : draft.unanswered,
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
  const nothing = storedOf(undefined);
  return {
    ...nothing,
    latest: draft.latest,
    writing: { ...nothing.writing, text: draft.writing.text },
    // Also an empty offer is saved then.
    stored: { ...nothing.stored, offer: "" },
    files: without(draft.files, draft.stored.ids),
    theirs: { added: [], removed: draft.stored.ids },
    wrongs: draft.wrongs,
    wasSaved: draft.wasSaved,
  };
}

/** What is stored of an application, with nothing written over it yet. Another one begins with what it said. */
export function storedOf(application: Application | undefined): Draft {
  if (application && !isLive(application)) return again(application);
  const content = application?.draft ?? application?.bid;
  const [offer, files] = [textOf(content), content?.attachments ?? []];
  const ids = files.map(({ id }) => id);
  return {
    latest: application,
    applicantId: application?.id ?? null,
    writing: begun(application?.version ?? 0, offer),
    stored: { offer: sentOf(offer), files, ids },
    files: files.map(attached),
    theirs: { added: [], removed: [] },
    sending: null,
    unanswered: [],
    submitting: null,
    isMeant: false,
    wrongs: [],
    refusal: null,
    problems: {},
    wasSaved: false,
  };
}

/** Begun with what was submitted last, or else written, of an application that has ended. That keeps its files. */
function again(ended: Application): Draft {
  const [nothing, offer] = [storedOf(undefined), textOf(ended.bid ?? ended.draft)];
  return {
    ...nothing,
    latest: ended,
    writing: begun(0, offer),
    // Nobody has written anything: it is saved once somebody does, or submits it.
    stored: { ...nothing.stored, offer: sentOf(offer) },
  };
}

/** Merges what others have stored since the version that is written over, once nothing else is to be settled first. */
export function caughtUp(draft: Draft): Draft {
  const { latest, applicantId, sending, submitting, unanswered, writing } = draft;
  if (!latest || !isLive(latest) || sending || submitting || isUnsettled(writing)) return draft;
  if (latest.version <= writing.version || (applicantId ?? latest.id) !== latest.id) return draft;
  const { stored, writing: theirs } = storedOf(latest);
  const own = unanswered.findLast((sent) => isSentAs(sent, stored));
  const { added, removed } = changedBetween(own ? stored.files : draft.stored.files, stored.files);
  const areFilesChanged = added.length + removed.length > 0;
  const now = merged(
    own ? { ...writing, base: own.offer } : writing,
    latest.version,
    theirs.base,
    offerPlaces,
    draft.isMeant,
  );
  // What was not saved of the files before still is not.
  const former = draft.stored.ids.filter((id) => !removed.includes(id));
  return {
    ...draft,
    applicantId: latest.id,
    writing: areFilesChanged ? { ...now, taken: [...new Set([...now.taken, FILES])] } : now,
    stored: { ...stored, ids: own ? idsOf(own) : [...former, ...added.map(({ id }) => id)] },
    files: [...without(draft.files, removed), ...added.map(attached)],
    theirs: areFilesChanged ? { added, removed } : draft.theirs,
    unanswered: [],
    isMeant: false,
  };
}

/** Whether this is what is stored. An image has another size there, and perhaps another ending. */
export function isSentAs({ offer, files }: Sent, stored: Draft["stored"]): boolean {
  const isSame = ({ id, name }: Sent["files"][number], other: Files[number] | undefined) =>
    other !== undefined && (id === other.id || stemOf(name) === stemOf(other.fileName));
  const areFilesSame =
    files.length === stored.files.length && files.every((each, at) => isSame(each, stored.files[at]));
  return areFilesSame && sentOf(offer) === stored.offer;
}

function attached({ id, fileName, byteSize }: Files[number]): Attached {
  return { id, name: fileName, byteSize, state: "there", isWhole: true };
}

function without(files: readonly Attached[], ids: readonly string[]): readonly Attached[] {
  return files.filter(({ id }) => id === null || !ids.includes(id));
}

export function idsOf({ files }: Sent): string[] {
  return files.map(({ id }) => id);
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
export function isContested({ writing }: Draft): boolean {
  return writing.contests.some(({ chosen }) => chosen === null);
}

/** What is saved while somebody writes: where something was refused or cannot be read, what is stored stays. */
export function sendable(draft: Draft): Sent {
  const { text, base } = draft.writing;
  const held = [...standing(draft).map(({ place }) => place), ...unreadableIn(text)];
  return { ...whole(draft), offer: withParts(text, base, held) };
}

/** All that is written, as it is to be submitted. */
export function whole({ writing, files }: Draft): Sent {
  const there = files.filter(({ state }) => state === "there");
  return { offer: writing.text, files: there.flatMap(({ id, name }) => (id === null ? [] : { id, name })) };
}

export function isStored({ stored }: Draft, sent: Sent): boolean {
  return sentOf(sent.offer) === stored.offer && idsOf(sent).join() === stored.ids.join();
}

/** It begins with what a bid that has ended said. */
export function isAgain({ latest, applicantId, stored }: Draft): boolean {
  if (!latest || isLive(latest) || applicantId !== null) return false;
  const former = sentOf(textOf(latest.bid ?? latest.draft));
  return former === stored.offer && former !== sentOf(textOf(null));
}

/** Nothing of a bid is there yet: there is nothing to save. */
export function isBlank(draft: Draft): boolean {
  const { applicantId, files, writing } = draft;
  return applicantId === null && files.length === 0 && sentOf(writing.text) === sentOf(textOf(null));
}

/** Whether the server takes anything of it now. */
export function canBeSaved(draft: Draft): boolean {
  return endedOf(draft) === null && !isContested(draft);
}
