/** What is written of a bid over what is stored of it, which another window or member may change meanwhile. */
import { useMemo, useState } from "react";
import type { BidEditor_demand$data } from "../__generated__/BidEditor_demand.graphql";
import { begun, type Choice, changedBetween, chosen, merged, type Writing } from "../parts/merging";
import type { Uploads } from "../parts/useUploads";
import { useBefore, useWritten } from "../parts/useWriting";
import { isLive } from "./Ended";
import { type OfferText, textOf } from "./offer";
import { offerPlaces, sentOf } from "./places";

export type Application = BidEditor_demand$data["myApplicants"][number];
type Files = NonNullable<Application["draft"]>["attachments"];

/** The place of the files, which are merged one by one: nobody can change one. */
export const FILES = "attachments";

interface Known {
  /** The application that is written on in; null before there is one. */
  applicantId: string | null;
  /** Its version is 0 before there is one. */
  writing: Writing<OfferText>;
  /** The files of that version, and the ids by which they are sent. */
  files: Files;
  ids: readonly string[];
  /** The offer of that version, as it is sent. */
  sent: string;
  /** What was sent without an answer: it may be stored. */
  unanswered: OfferText | null;
}

function known(application: Application | undefined): Known {
  const content = application?.draft ?? application?.bid;
  const [offer, files] = [textOf(content), content?.attachments ?? []];
  return {
    applicantId: application?.id ?? null,
    writing: begun(application?.version ?? 0, offer),
    files,
    ids: files.map(({ id }) => id),
    sent: sentOf(offer),
    unanswered: null,
  };
}

/** What the device keeps of a bid that the server does not have as it is written. */
export type Kept = Pick<Known, "applicantId" | "writing" | "unanswered">;

/** Goes on with what was kept, which is merged with what is stored by now; the files are those that are stored. */
function withKept(live: Application | undefined, kept: Kept | null): Known {
  const stored = known(live);
  if (!kept) return stored;
  // Another application has taken the place of the one that it was written for.
  const isOther = live !== undefined && kept.applicantId !== null && kept.applicantId !== live.id;
  const { text } = kept.writing;
  return isOther
    ? { ...stored, applicantId: null, writing: { ...known(undefined).writing, text } }
    : { ...stored, ...kept };
}

interface Owner {
  /** Of what the device keeps. */
  name: string;
  viewerId: string;
}

/** While something `isPending`, the version that comes of it is no one else's. */
export function useMergedOffer(
  latest: Application | undefined,
  uploads: Uploads,
  isPending: boolean,
  { name, viewerId }: Owner,
) {
  const live = latest && isLive(latest) ? latest : undefined;
  const kept = useBefore<Kept>(name, viewerId);
  const [now, setNow] = useState(() => withKept(live, kept));
  const isNewer = live !== undefined && live.version > now.writing.version;
  if (isNewer && !isPending && (now.applicantId ?? live.id) === live.id) {
    const stored = known(live);
    const isOwn = now.unanswered !== null && sentOf(now.unanswered) === stored.sent;
    const { added, removed } = changedBetween(isOwn ? stored.files : now.files, stored.files);
    const before = isOwn && now.unanswered ? { ...now.writing, base: now.unanswered } : now.writing;
    const writing = merged(before, live.version, stored.writing.base, offerPlaces);
    const areFilesTaken = added.length + removed.length > 0 && !writing.taken.includes(FILES);
    setNow({
      ...stored,
      writing: areFilesTaken ? { ...writing, taken: [...writing.taken, FILES] } : writing,
      // What was not saved of them before still is not.
      ids: [...now.ids.filter((id) => !removed.includes(id)), ...added.map(({ id }) => id)],
    });
    uploads.adopt(added, removed);
  }
  const { applicantId, writing, unanswered } = now;
  const isContested = writing.contests.some(({ chosen }) => chosen === null);
  const isStored = (offer: OfferText) => sentOf(offer) === now.sent;
  const isKept = isContested || !isStored(writing.text);
  useWritten(
    name,
    viewerId,
    useMemo(() => (isKept ? { applicantId, writing, unanswered } : null), [isKept, applicantId, writing, unanswered]),
  );
  return {
    ...now,
    isStored,
    areFilesStored: uploads.ids.join() === now.ids.join(),
    /** Something is to be chosen before it can be saved. */
    isContested,
    write: (part: Partial<OfferText>) =>
      setNow((before) => ({ ...before, writing: { ...before.writing, text: { ...before.writing.text, ...part } } })),
    choose: (place: string, choice: Choice) =>
      setNow((before) => ({ ...before, writing: chosen(before.writing, place, choice, offerPlaces) })),
    /** The offer was stored as this version of the application. */
    onSaved: (applicantId: string, version: number, offer: OfferText, files: Files, ids: readonly string[]) =>
      setNow((before) => ({
        applicantId,
        writing: { ...before.writing, version, base: offer },
        files,
        ids,
        sent: sentOf(offer),
        unanswered: null,
      })),
    onUnanswered: (unanswered: OfferText) => setNow((before) => ({ ...before, unanswered })),
    /** What is written belongs to no application any more. */
    begin: () =>
      setNow((before) => ({
        ...known(undefined),
        writing: { ...known(undefined).writing, text: before.writing.text },
        // Also an empty offer is saved then.
        sent: "",
      })),
  };
}
