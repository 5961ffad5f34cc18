/** What the device keeps of a bid, and a form that goes on with it. */
import { areFilesStored, type KeptFiles, keptFilesOf, stemOf } from "../parts/keptFiles";
import { begun, joined } from "../parts/merging";
import type { KeptFile } from "../parts/useUploads";
import {
  type Application,
  type Attached,
  caughtUp,
  type Draft,
  type Files,
  isContested,
  isLive,
  isSentAs,
  type Sent,
  storedOf,
} from "./draft";
import { textOf } from "./offer";
import { offerPlaces, sentOf } from "./places";

/** What the device keeps of a bid that the server does not have as it is written. Former pages have kept less. */
export type Kept = Pick<Draft, "applicantId" | "writing"> & {
  /** What was sent and not answered, or was on its way. */
  readonly sent?: readonly Sent[];
  readonly files?: KeptFiles;
};

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

/** Goes on with what was kept, which is merged with what is stored by now. */
function resumed(latest: Application | undefined, kept: Kept | null): Draft {
  const live = latest && isLive(latest) ? latest : undefined;
  const stored = storedOf(latest);
  if (!kept) return stored;
  // Another application has taken the place of the one that it was written for.
  const isOther = live !== undefined && kept.applicantId !== null && kept.applicantId !== live.id;
  const { applicantId, writing, sent = [] } = kept;
  const draft = caughtUp(
    isOther
      ? { ...stored, applicantId: null, writing: { ...begun(0, textOf(null)), text: writing.text } }
      : { ...stored, applicantId, writing, unanswered: sent },
  );
  const own = sent.find((each) => isSentAs(each, stored.stored));
  return { ...draft, stored: stored.stored, files: withKept(stored.files, kept.files, own?.files ?? []) };
}

/** The files of the form with those that were added to it and not stored since, and without those that were taken out. */
function withKept(files: readonly Attached[], kept: KeptFiles | undefined, stored: Sent["files"]): readonly Attached[] {
  if (!kept) return files;
  const isIn = (found: readonly { id: string | null }[], id: string | null) => found.some((each) => each.id === id);
  const added = kept.added.filter(({ id }) => id === null || (!isIn(stored, id) && !isIn(files, id)));
  return [
    ...files.filter(({ id }) => id === null || !kept.removed.includes(id)),
    ...added.map((each) => ({ ...each, isWhole: each.id !== null, state: each.id ? "sending" : "gone" }) as const),
  ];
}

function joinedWith(draft: Draft, other: Draft): Draft | null {
  if (draft.applicantId !== other.applicantId || draft.writing.version !== other.writing.version) return null;
  const writing = joined(draft.writing, other.writing, offerPlaces);
  if (!writing) return null;
  const unanswered = [...draft.unanswered, ...other.unanswered];
  return { ...draft, writing, unanswered, files: withKept(draft.files, filesOf(other), []) };
}

/** What the device has to keep of it; null if the server has it. */
export function keptOf(draft: Draft): Kept | null {
  const { applicantId, writing, sending, unanswered, stored } = draft;
  const files = filesOf(draft);
  if (!isContested(draft) && areFilesStored(files) && sentOf(writing.text) === stored.offer) return null;
  return { applicantId, writing, sent: sending ? [...unanswered, sending] : unanswered, files };
}

function filesOf({ stored, files }: Draft): KeptFiles {
  return keptFilesOf(files, stored.files, stored.ids);
}

/** What the form of the files begins with: those that are stored, and those that were kept. */
export function filesAtFirst({ stored, files }: Draft, kept: readonly Kept[]): { known: Files; kept: KeptFile[] } {
  const isIn = ({ id }: Files[number]) => files.some((each) => each.id === id);
  const known = kept.flatMap((each) => each.files?.stored ?? []);
  const since = stored.files.filter(({ id }) => !known.includes(id)).map(({ fileName }) => stemOf(fileName));
  const isKept = ({ id }: Attached) => id === null || !stored.ids.includes(id);
  const added = files.filter(isKept).map(({ id, name, byteSize }) => ({
    ...{ id, name, byteSize },
    isPerhapsAttached: since.includes(stemOf(name)),
  }));
  return { known: stored.files.filter(isIn), kept: added };
}
