/** The calls of the room while it is on the screen, and the signals that they send. */
import { type RefObject, useCallback, useEffect, useEffectEvent, useState, useSyncExternalStore } from "react";
import { graphql } from "react-relay";
import type { useCallsSignalMutation } from "../__generated__/useCallsSignalMutation.graphql";
import { keyOfTry, useAct } from "../network/acting";
import type { Received } from "./call";
import { Calls } from "./calls";
import type { Signals } from "./feed";
import type { Shown } from "./shown";
import type { Seat } from "./useSeat";
import type { SignalKind } from "./words";

const NOBODY: ReadonlyMap<string, Received> = new Map();

interface CallsProps {
  interview: Shown;
  me: string;
  media: MediaStream;
  signals: Signals;
  seat: Seat | null;
  seated: RefObject<Promise<void>>;
  isInside: boolean;
}

export function useCalls({ interview, me, media, signals, seat, seated, isInside }: CallsProps) {
  const [calls, setCalls] = useState<Calls | null>(null);
  const send = useSending(interview.id, seated);
  const hasPicture = interview.media === "VIDEO";
  const make = useEffectEvent((taken: Seat) => new Calls({ ...taken, media, hasPicture, send }));
  useEffect(() => {
    if (!seat) return;
    const made = make(seat);
    const stop = signals.listen(
      (signal) => made.hear(signal),
      () => made.anew(),
    );
    setCalls(made);
    return () => {
      stop();
      made.close();
      setCalls(null);
    };
  }, [seat, signals]);
  useEffect(() => calls?.use(media), [calls, media]);
  const inside = interview.participants
    .filter(({ user, presence, peerId }) => isInside && user.id !== me && presence === "INSIDE" && peerId)
    .map(({ peerId }) => peerId ?? "")
    .join(" ");
  useEffect(() => calls?.meet(new Set(inside.split(" ").filter(Boolean))), [calls, inside]);
  const received = useSyncExternalStore(calls?.listen ?? nothing, calls?.read ?? (() => NOBODY));
  return { calls, received };
}

const nothing = () => () => {};

/** Whether the server has taken it. Each is tried until it answers; what it refuses, the calls say again. */
function useSending(interviewId: string, seated: RefObject<Promise<void>>) {
  const [act] = useAct<useCallsSignalMutation>(graphql`
    mutation useCallsSignalMutation($input: SendSignalInput!) {
      sendSignal(input: $input) {
        __typename
        ... on SignalSent {
          seq
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  return useCallback(
    async (toPeerId: string, kind: SignalKind, payload: string) => {
      await seated.current;
      const idempotencyKey = keyOfTry();
      const { refusal } = await act({ interviewId, toPeerId, kind, payload, idempotencyKey }, { waits: true });
      return refusal === null;
    },
    [act, interviewId, seated],
  );
}
