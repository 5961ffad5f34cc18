/** Keeps what is written of a demand and its files, and is not what stands, until it is saved. */
import { useMemo } from "react";
import { areFilesStored, keptFilesOf, useFilesKept } from "../parts/keptFiles";
import type { Uploads } from "../parts/useUploads";
import { dropWritten, useWritten } from "../parts/useWriting";
import type { EditedDemand } from "./edited";
import type { MergedBrief } from "./useMergedBrief";

/** Of a demand that is there; without an id, nothing is kept here. */
export function useBriefKept(
  id: string | null,
  viewerId: string | null,
  { isChanged, writing, fileIds }: MergedBrief,
  uploads: Uploads,
  stored: EditedDemand["attachments"],
) {
  const names = namesOf(id ?? "");
  const files = id === null ? null : keptFilesOf(uploads.files, stored, fileIds);
  // As a text: a form that is shown again has written nothing.
  const text = id !== null && isChanged ? JSON.stringify(writing) : null;
  useWritten(
    names.brief,
    viewerId,
    useMemo(() => text && JSON.parse(text), [text]),
  );
  useFilesKept(names.files, viewerId, files);
  return {
    isKept: text !== null || (files !== null && !areFilesStored(files)),
    forget: () => {
      for (const name of [names.brief, names.files]) dropWritten(name, viewerId);
    },
  };
}

/** What the text of a demand and its files are kept under. */
export function namesOf(id: string) {
  return { brief: `demand.${id}`, files: `demand.${id}.files` };
}
