/** How far what is written is saved: it stands beside the buttons of a form whose draft the server keeps. */
import { useLingui } from "@lingui/react/macro";
import { useLink } from "../network/following";
import type { Uploads } from "./useUploads";

interface SavedTextProps {
  uploads: Pick<Uploads, "isUnfinished" | "isSending">;
  /** A save is under way; without a connection it waits for one. */
  isSaving: boolean;
  /** All that is written is saved. */
  isSaved: boolean;
  /** There is a draft. */
  isThere: boolean;
  className?: string | undefined;
}

export function SavedText({ uploads, isSaving, isSaved, isThere, className }: SavedTextProps) {
  const { t } = useLingui();
  const isLost = useLink() === "lost";
  const unfinished = useUnfinishedText(uploads);
  const said = () => {
    if (unfinished !== null) return unfinished;
    if (isSaving) return isLost ? t`Not saved yet. It is saved as soon as there is a connection.` : t`Saving …`;
    if (!isSaved) return t`Not saved yet.`;
    return isThere ? t`The draft is saved.` : null;
  };
  return (
    <p role="status" className={className}>
      {said()}
    </p>
  );
}

/** Why a form waits for its files; null if it does not. */
export function useUnfinishedText({ isUnfinished, isSending }: SavedTextProps["uploads"]): string | null {
  const { t } = useLingui();
  if (!isUnfinished) return null;
  return isSending ? t`Files are still being sent.` : t`Some files are not there: add them again, or remove them.`;
}
