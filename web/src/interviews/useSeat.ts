/** The right to be in the room: taken on entering, after each loss of the connection, and before it expires. */
import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { graphql } from "react-relay";
import type { useSeatJoinMutation } from "../__generated__/useSeatJoinMutation.graphql";
import { useAct } from "../network/acting";
import { useLink } from "../network/following";
import type { Refusal } from "../network/refusals";

export interface Seat {
  peerId: string;
  iceServers: RTCIceServer[];
}

/** The share of its time after which a seat is renewed. */
const SOON = 0.7;

export function useSeat(interviewId: string) {
  const [seat, setSeat] = useState<Seat | null>(null);
  const [expiresAt, setExpiresAt] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  /** Settles once the seat that was asked for last is there: signals without one are refused. */
  const seated = useRef<Promise<void>>(Promise.resolve());
  const [act] = useAct<useSeatJoinMutation>(graphql`
    mutation useSeatJoinMutation($input: JoinInterviewInput!) {
      joinInterview(input: $input) {
        __typename
        ... on InterviewSeat {
          peerId
          expiresAt
          iceServers {
            urls
            username
            credential
          }
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const join = useCallback(() => {
    seated.current = act({ interviewId }).then(({ result, refusal: refused }) => {
      setRefusal(refused);
      const { peerId, iceServers: given, expiresAt: end } = result ?? {};
      if (!peerId || !given || !end) return;
      const iceServers = given.map(({ urls, username, credential }) =>
        username && credential ? { urls: [...urls], username, credential } : { urls: [...urls] },
      );
      // The first seat's servers are those of the connections; the peer is the same in all.
      setSeat((before) => (before?.peerId === peerId ? before : { peerId, iceServers }));
      setExpiresAt(end);
    });
  }, [act, interviewId]);
  useEffect(() => join(), [join]);
  useEffect(() => {
    if (expiresAt === null) return;
    const timer = setTimeout(join, Math.max(0, (Date.parse(expiresAt) - Date.now()) * SOON));
    return () => clearTimeout(timer);
  }, [expiresAt, join]);
  useComingBack(join);
  return { seat, refusal, seated, join };
}

/** Calls back when the link is open again after it was lost. */
function useComingBack(onBack: () => void): void {
  const link = useLink();
  const wasLost = useRef(false);
  const back = useEffectEvent(onBack);
  useEffect(() => {
    if (link === "open" && wasLost.current) back();
    wasLost.current = link === "lost";
  }, [link]);
}
