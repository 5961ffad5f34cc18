/** How far the others have read. */
import { graphql, useFragment } from "react-relay";
import type { RecordSourceProxy } from "relay-runtime";
import type { reading_conversation$key } from "../__generated__/reading_conversation.graphql";

/** The names of those whose last read message it is, by its `seq`; the viewer's own is left out. */
export function useReaders(conversation: reading_conversation$key, me: string): ReadonlyMap<number, readonly string[]> {
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
    if (user.id !== me && readThrough > 0) readers.set(readThrough, [...(readers.get(readThrough) ?? []), user.name]);
  }
  return readers;
}

/** Participants have no ids: the mark of one of them is written among those of the conversation. */
export function moveMark(store: RecordSourceProxy, id: string, user: string | undefined, through: number): void {
  const people = store.get(id)?.getLinkedRecords("participants") ?? [];
  people.find((each) => each.getLinkedRecord("user")?.getDataID() === user)?.setValue(through, "readThrough");
}
