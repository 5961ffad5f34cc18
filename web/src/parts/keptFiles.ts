/** What the device keeps of the files of a form, until they are saved with what they belong to. */
import { useMemo } from "react";
import { type FormFile, type KeptFile, type Uploads, useUploads } from "./useUploads";
import { useBefore, useWritten } from "./useWriting";

export interface KeptFiles {
  /** Those that are not stored; without an id, they cannot be sent. */
  readonly added: readonly Pick<KeptFile, "id" | "name" | "byteSize">[];
  /** The ids of those that are stored, and of those among them that were taken out. */
  readonly stored: readonly string[];
  readonly removed: readonly string[];
}

interface Stored {
  readonly id: string;
  readonly fileName: string;
}

/** `ids` are those by which the stored ones are in the form, in their order. */
export function keptFilesOf(
  files: readonly Pick<FormFile, "id" | "name" | "byteSize" | "isWhole" | "state">[],
  stored: readonly Pick<Stored, "id">[],
  ids: readonly string[],
): KeptFiles {
  const isIn = (id: string | undefined) => files.some((each) => each.id === id);
  return {
    added: files
      .filter(({ id, state }) => state !== "refused" && (id === null || !ids.includes(id)))
      .map(({ id, name, byteSize, isWhole }) => ({ id: isWhole ? id : null, name, byteSize })),
    stored: stored.map(({ id }) => id),
    removed: stored.filter((_, at) => !isIn(ids[at])).map(({ id }) => id),
  };
}

export function areFilesStored({ added, removed }: KeptFiles): boolean {
  return added.length + removed.length === 0;
}

/** What a form begins with: what is stored and was not taken out, and what was added to it before. */
export function filesBegunWith<Known extends Stored>(stored: readonly Known[], kept: KeptFiles | null) {
  if (!kept) return { known: stored, kept: [] };
  const since = stored.filter(({ id }) => !kept.stored.includes(id)).map(({ fileName }) => stemOf(fileName));
  return {
    known: stored.filter(({ id }) => !kept.removed.includes(id)),
    kept: kept.added.map((each): KeptFile => ({ ...each, isPerhapsAttached: since.includes(stemOf(each.name)) })),
  };
}

/** The name of a file without its ending. */
export function stemOf(name: string): string {
  return name.replace(/\.\w+$/, "");
}

/** The files of what is not stored anywhere yet; they are no longer kept once it is. */
export function useKeptUploads(name: string, viewerId: string | null, isStored = false): Uploads {
  const before = useBefore<KeptFiles>(name, viewerId);
  const uploads = useUploads([], filesBegunWith([], before).kept);
  const kept = keptFilesOf(uploads.files, [], []);
  useFilesKept(name, viewerId, isStored ? null : kept);
  return uploads;
}

/** Keeps them as long as they are not stored. */
export function useFilesKept(name: string, viewerId: string | null, files: KeptFiles | null): void {
  // As a text: what is rendered again has changed nothing.
  const text = files && !areFilesStored(files) ? JSON.stringify(files) : null;
  useWritten(
    name,
    viewerId,
    useMemo(() => text && JSON.parse(text), [text]),
  );
}
