/** Where a subscription goes on after its connection broke: behind the last event that came. */

interface Position {
  /** The variables of the next attempt; `after` is read anew whenever they are sent. */
  variables: Record<string, unknown>;
  move: (cursor: string | null) => void;
}

export function resuming(given: Record<string, unknown>): Position {
  if (!("after" in given)) return { variables: given, move: () => {} };
  let after = given.after;
  const variables = Object.defineProperty({ ...given }, "after", { enumerable: true, get: () => after });
  return {
    variables,
    move: (cursor) => {
      if (cursor !== null) after = cursor;
    },
  };
}

/** The cursor of an event: that of the one field of its subscription. */
export function cursorIn(payload: unknown): string | null {
  const event = Object.values((payload ?? {}) as Record<string, { cursor?: unknown } | null>)[0];
  return typeof event?.cursor === "string" ? event.cursor : null;
}
