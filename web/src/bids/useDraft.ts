/** A bid that is written: saved when writing pauses, one save after the other, and kept on the device until it is. */
import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { graphql } from "react-relay";
import type { useDraftSaveMutation } from "../__generated__/useDraftSaveMutation.graphql";
import { keyOfTry, useAct } from "../network/acting";
import type { Refusal } from "../network/refusals";
import type { Slot } from "../parts/slots";
import { useUploads } from "../parts/useUploads";
import {
  type Application,
  after,
  canBeSaved,
  type Draft,
  type Happening,
  idsOf,
  isStored,
  type Saved,
  type Sent,
  sendable,
  whole,
} from "./draft";
import { filesAtFirst, type Kept, keptOf, opened } from "./kept";
import { inputOf } from "./offer";

/** Milliseconds of a pause. */
const PAUSE = 1_000;

interface Written {
  demandId: string;
  partyId: string;
  currency: string;
  /** The latest application of the party, as far as it was read. */
  latest: Application | undefined;
  /** Where the device keeps what the server does not have. */
  slot: Slot<Kept>;
  onRefusal: (refusal: Refusal) => void;
}

/** Each save says which version it knows, so that none replaces what was stored elsewhere: that is merged first. */
export function useDraft({ demandId, partyId, currency, latest, slot, onRefusal }: Written) {
  const [first] = useState(() => begunIn(slot, latest));
  const [draft, setDraft] = useState(first.draft);
  // What is sent is what is written then: a save that waits for another goes on from what that one has stored.
  const now = useRef(draft);
  const uploads = useUploads(first.known, first.kept);
  const tell = (happening: Happening) => {
    const { theirs } = now.current;
    now.current = after(now.current, happening);
    if (now.current.theirs !== theirs) uploads.adopt(now.current.theirs.added, now.current.theirs.removed);
    setDraft(now.current);
  };
  const ofBid = uploads.files.filter(({ state }) => state !== "refused");
  const attach = useEffectEvent(() => tell({ is: "ATTACHED", files: ofBid }));
  // Not each time that a bit more of one has arrived.
  const attached = ofBid.map(({ key, id, state }) => `${key} ${id} ${state}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is told of each change of them
  useEffect(attach, [attached]);
  const hear = useEffectEvent((latest: Application | undefined) => tell({ is: "HEARD", latest }));
  useEffect(() => hear(latest), [latest]);
  const kept = useMemo(() => keptOf(draft), [draft]);
  useEffect(() => slot.keep(kept, first.joined), [slot, kept, first]);

  const [act] = useAct<useDraftSaveMutation>(graphql`
    mutation useDraftSaveMutation($input: SaveBidInput!) {
      saveBid(input: $input) {
        __typename
        ... on Applicant {
          id
          state
          version
          actions
          draft {
            id
            number
            savedAt
            price {
              amount
            }
            durationDays
            proposal
            stages {
              title
              amount {
                amount
              }
              dueAfterDays
            }
            attachments {
              id
              fileName
              byteSize
              thumbnailUrl
            }
            problems {
              path
              message
            }
          }
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const isLeft = useRef(false);
  const send = async (chosen: (draft: Draft) => Sent): Promise<Saved | null> => {
    if (!canBeSaved(now.current)) return null;
    const sent = chosen(now.current);
    const { applicantId, writing } = now.current;
    tell({ is: "SENT", sent });
    const about = { demandId, partyId, applicantId, expectedVersion: writing.version, idempotencyKey: keyOfTry() };
    const given = { ...inputOf(sent.offer, currency), attachmentIds: idsOf(sent) };
    const { result, refusal } = await act({ ...given, ...about }, { waits: true });
    if (refusal) {
      tell({ is: "REFUSED", refusal });
      onRefusal(refusal);
      return null;
    }
    const { id = "", version = 0, draft } = result;
    const { attachments: files = [], problems = [] } = draft ?? {};
    const saved = { id, version, offer: sent.offer, isComplete: problems.length === 0 };
    const lacking = Object.fromEntries(problems.map(({ path, message }) => [path, message]));
    tell({ is: "SAVED", saved, files, problems: lacking });
    if (isLeft.current && keptOf(now.current) === null) slot.keep(null, []);
    return saved;
  };
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const sendNext = (chosen: (draft: Draft) => Sent): Promise<Saved | null> => {
    const next = last.current.then(() => send(chosen));
    last.current = next;
    return next;
  };

  const quiet = sendable(draft);
  const saveQuietly = useEffectEvent(() => {
    // The save before may have waited for the connection, and then have taken all of it along.
    last.current = last.current.then(() => (isStored(now.current, sendable(now.current)) ? null : send(sendable)));
  });
  const isWaiting = canBeSaved(draft) && !isStored(draft, quiet);
  const { text, version } = draft.writing;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of what is written begins another pause
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setTimeout(saveQuietly, PAUSE);
    return () => clearTimeout(timer);
  }, [text, attached, version, draft.wrongs, isWaiting]);
  const leave = useEffectEvent(() => {
    if (!isWaiting) return;
    // A form that is opened before the answer knows what was sent.
    slot.keep(keptOf(after(now.current, { is: "SENT", sent: sendable(now.current) })), first.joined);
    saveQuietly();
  });
  useEffect(() => {
    isLeft.current = false;
    return () => {
      isLeft.current = true;
      leave();
    };
  }, []);

  return {
    draft,
    uploads,
    tell,
    /** Saves all that is written, after what is being saved; null if that was refused. */
    save: () => sendNext(whole),
    isSaved: isStored(draft, whole(draft)),
  };
}

/** Goes on with what was left, and says in which slots that was kept. */
function begunIn({ found }: Slot<Kept>, latest: Application | undefined) {
  const { draft, left } = opened(
    latest,
    found.map(({ text }) => text),
  );
  const taken = found.filter(({ text }) => !left.includes(text));
  const files = filesAtFirst(
    draft,
    taken.map(({ text }) => text),
  );
  return { draft, joined: taken.map(({ name }) => name), ...files };
}
