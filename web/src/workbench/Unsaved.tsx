/** Marks what is shown as decided about a candidate and waits for the connection. */
import { Trans } from "@lingui/react/macro";
import { useSyncExternalStore } from "react";
import { useLink } from "../network/following";
import { Tag } from "../parts/Tag";

const counts = new Map<string, number>();
const listeners = new Set<() => void>();

/** A decision about these candidates is shown, and the server has not answered; what is returned ends that. */
export function noteUnsaved(ids: readonly string[]): () => void {
  count(ids, 1);
  return () => count(ids, -1);
}

function count(ids: readonly string[], by: number): void {
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + by);
  for (const each of listeners) each();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** With a connection the answer is there at once, and nothing is said. */
export function useIsUnsaved(candidateId: string): boolean {
  const isWaiting = useSyncExternalStore(listen, () => (counts.get(candidateId) ?? 0) > 0);
  return useLink() === "lost" && isWaiting;
}

export function UnsavedTag({ candidateId }: { candidateId: string }) {
  if (!useIsUnsaved(candidateId)) return null;
  return (
    <Tag tone="warn">
      <Trans>not yet saved</Trans>
    </Tag>
  );
}
