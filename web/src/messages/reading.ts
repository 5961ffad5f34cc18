/** How far the others have read. */
import { graphql, useFragment } from "react-relay";
import type { RecordSourceProxy } from "relay-runtime";
import type { reading_conversation$key } from "../__generated__/reading_conversation.graphql";

interface Written {
  readonly seq: number;
  readonly sender: { readonly id: string };
}

/**
 * The names of those whose last read message it is, by its `seq`; the viewer's own is left out, and nobody is said to
 * have read what they wrote. `messages` are in their order.
 */
export function useReaders(
  conversation: reading_conversation$key,
  messages: readonly Written[],
  me: string,
): ReadonlyMap<number, readonly string[]> {
  const { participants } = useFragment(
    graphql`
      fragment reading_conversation on Conversation {
        participants {
          user {
            id
            name
          }
          readThrough
        }
      }
    `,
    conversation,
  );
  const readers = new Map<number, string[]>();
  for (const { user, readThrough } of participants) {
    const last = messages.findLast(({ seq, sender }) => seq <= readThrough && sender.id !== user.id);
    if (user.id !== me && last) readers.set(last.seq, [...(readers.get(last.seq) ?? []), user.name]);
  }
  return readers;
}

/** Participants have no ids: the mark of one of them is written among those of the conversation. */
export function moveMark(store: RecordSourceProxy, id: string, user: string | undefined, through: number): void {
  const people = store.get(id)?.getLinkedRecords("participants") ?? [];
  people.find((each) => each.getLinkedRecord("user")?.getDataID() === user)?.setValue(through, "readThrough");
}
