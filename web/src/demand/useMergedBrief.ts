/** Merges what is written of a demand with what others have made of it since. */
import { useState } from "react";
import { begun, type Choice, changedBetween, chosen, merged, type Writing } from "../parts/merging";
import type { Uploads } from "../parts/useUploads";
import { type BriefText, textOf } from "./brief";
import type { EditedDemand } from "./edited";
import { briefPlaces } from "./places";

type Files = EditedDemand["attachments"];

export interface MergedBrief {
  writing: Writing<BriefText>;
  /** Something is written that is not what stands. */
  isChanged: boolean;
  /** What was sent was refused, because somebody else had been faster. */
  isConflict: boolean;
  /** The ids by which the files that stand are in the form, in their order. */
  fileIds: readonly string[];
  choose: (place: string, choice: Choice) => void;
  /** This is being sent: the version that comes of it is no one else's. */
  onSending: (brief: BriefText) => void;
  /** It was saved as this version, or refused. */
  onSent: (version: number | null, brief: BriefText, fileIds: readonly string[]) => void;
  onConflict: () => void;
}

export function useMergedBrief(
  demand: EditedDemand | null,
  brief: BriefText,
  write: (next: (before: BriefText) => BriefText) => void,
  uploads: Uploads,
  kept: Writing<BriefText> | null = null,
): MergedBrief {
  const [known, setKnown] = useState(() => kept ?? begun(demand?.version ?? 0, brief));
  const [files, setFiles] = useState<Files>(demand?.attachments ?? []);
  const [fileIds, setFileIds] = useState(() => files.map(({ id }) => id));
  const [sent, setSent] = useState<BriefText | null>(null);
  const [isConflict, setConflict] = useState(false);
  const writing = { ...known, text: brief };
  if (demand && demand.version > known.version && !sent) {
    const next = merged(writing, demand.version, textOf(demand), briefPlaces);
    const { added, removed } = changedBetween(files, demand.attachments);
    const areFilesTaken = added.length + removed.length > 0 && !next.taken.includes(FILES);
    setKnown(areFilesTaken ? { ...next, taken: [...next.taken, FILES] } : next);
    write(() => next.text);
    uploads.adopt(added, removed);
    setFileIds((before) => [...before.filter((id) => !removed.includes(id)), ...added.map(({ id }) => id)]);
    setFiles(demand.attachments);
  } else if (demand && demand.version === known.version && demand.attachments !== files) {
    setFiles(demand.attachments);
  }
  const sentAt = (text: BriefText) => (place: string) => JSON.stringify(briefPlaces.sent(text, place));
  return {
    writing,
    isChanged: briefPlaces.of(brief).some((place) => sentAt(brief)(place) !== sentAt(known.base)(place)),
    isConflict,
    fileIds,
    choose: (place, choice) => {
      const next = chosen(writing, place, choice, briefPlaces);
      setKnown(next);
      write(() => next.text);
    },
    onSending: (brief) => {
      setConflict(false);
      setSent(brief);
    },
    onSent: (version, brief, fileIds) => {
      setSent(null);
      if (version === null) return;
      setKnown(begun(version, brief));
      setFileIds([...fileIds]);
    },
    onConflict: () => {
      setSent(null);
      setConflict(true);
    },
  };
}

/** The place of the files, which are merged one by one: nobody can change one. */
export const FILES = "attachments";
