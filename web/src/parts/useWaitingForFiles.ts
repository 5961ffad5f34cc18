/** What is sent with its files waits for them. */
import { useLingui } from "@lingui/react/macro";
import { invalid, type Refusal, wrongWith } from "../network/refusals";
import type { Uploads } from "./useUploads";

const INPUT = "attachmentIds";
const UNFINISHED = "FILES_UNFINISHED";

interface WaitingForFiles {
  /** Why it is not sent yet; null if it can be. */
  hindrance: Refusal | null;
  /** They were waited for, and are there now. */
  isMended: boolean;
  /** What is wrong with the files, and the paths beside which it stands. */
  problem?: string;
  shown: string[];
}

export function useWaitingForFiles({ isUnfinished }: Uploads, refusal: Refusal | null): WaitingForFiles {
  const { t } = useLingui();
  const unfinished = invalid({ [INPUT]: t`Wait until all files are there, or remove them.` });
  const isMended = refusal?.code === UNFINISHED && !isUnfinished;
  return {
    hindrance: isUnfinished ? { ...unfinished, code: UNFINISHED } : null,
    isMended,
    ...wrongWith(isMended ? null : refusal, INPUT),
  };
}
