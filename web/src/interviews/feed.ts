/**
 * What happens in an interview, as it happens. It alone says what stands: the answer to an act can come after a later
 * event, and so asks for nothing that events tell.
 */
import { useEffect, useState } from "react";
import { graphql } from "react-relay";
import type { RecordSourceSelectorProxy } from "relay-runtime";
import type { feedInterviewSubscription } from "../__generated__/feedInterviewSubscription.graphql";
import { useFollowing } from "../network/following";
import type { Signal } from "./calls";

/** Hands signals to the room that is open; what comes while it is being made ready waits. */
export class Signals {
  private waiting: Signal[] = [];
  private listener: ((signal: Signal) => void) | null = null;
  private loss: (() => void) | null = null;

  pass(signal: Signal): void {
    if (this.listener) this.listener(signal);
    else this.waiting.push(signal);
  }

  /** Some may have been lost. */
  lose(): void {
    this.loss?.();
  }

  listen(listener: (signal: Signal) => void, loss: () => void): () => void {
    this.listener = listener;
    this.loss = loss;
    for (const signal of this.waiting.splice(0)) listener(signal);
    return () => {
      this.listener = null;
      this.loss = null;
    };
  }
}

interface Listening {
  signals: Signals;
  onResync: () => void;
}

/** Follows an interview from `cursor`; after a resync, which `synced` counts, from the cursor of what was read then. */
export function useInterviewFeed(id: string, cursor: string, synced: number, { signals, onResync }: Listening): void {
  const [from, setFrom] = useState({ synced, cursor });
  if (from.synced !== synced) setFrom({ synced, cursor });
  // Once answers are heard again: what is said before the new cursor is lost.
  useEffect(() => {
    if (from.synced > 0) signals.lose();
  }, [from.synced, signals]);
  useFollowing<feedInterviewSubscription>(
    graphql`
      subscription feedInterviewSubscription($id: ID!, $after: String) {
        interview(id: $id, after: $after) {
          cursor
          event {
            __typename
            ... on PresenceChanged {
              user {
                id
              }
              presence
              peerId
            }
            ... on SignalReceived {
              fromPeerId
              kind
              payload
            }
            ... on InterviewChanged {
              interview {
                ...Interview_interview
              }
            }
          }
        }
      }
    `,
    { id, after: from.cursor },
    {
      updater: (store) => move(store, id),
      onEvent: ({ interview: { event } }) => {
        if (event.__typename === "SignalReceived") signals.pass(event as Signal);
        if ((event.__typename as string) === "ResyncRequired") onResync();
      },
      onEnd: onResync,
    },
  );
}

/** Participants have no ids: where one of them is now is written among those of the interview. */
function move(store: RecordSourceSelectorProxy<feedInterviewSubscription["response"]>, id: string): void {
  const event = store.getRootField("interview")?.getLinkedRecord("event");
  if (event?.getType() !== "PresenceChanged") return;
  const user = event.getLinkedRecord("user")?.getDataID();
  const people = store.get(id)?.getLinkedRecords("participants") ?? [];
  const person = people.find((each) => each.getLinkedRecord("user")?.getDataID() === user);
  person?.setValue(event.getValue("presence"), "presence");
  person?.setValue(event.getValue("peerId"), "peerId");
}
