/** The draft of a bid: saved when writing pauses, one save after the other. */
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { graphql } from "react-relay";
import type { useDraftSaveMutation } from "../__generated__/useDraftSaveMutation.graphql";
import { keyOfTry, useAct } from "../network/acting";
import type { Refusal } from "../network/refusals";
import type { Uploads } from "../parts/useUploads";
import { dropWritten } from "../parts/useWriting";
import { isLive } from "./Ended";
import { inputOf, type OfferText, unreadableIn } from "./offer";
import { sentOf, withParts } from "./places";
import { type Application, type Kept, useMergedOffer } from "./useMergedOffer";
import { useRefused } from "./useRefused";

/** Milliseconds of a pause. */
const PAUSE = 1_000;

export interface Saved {
  id: string;
  version: number;
  /** Nothing is missing that a submitted bid has to have. */
  isComplete: boolean;
}

interface Writing {
  demandId: string;
  partyId: string;
  viewerId: string;
  currency: string;
  uploads: Uploads;
  /** The latest application of the party, as far as it is known. */
  latest: Application | undefined;
  /** It is being submitted. */
  isSubmitting: boolean;
  onRefusal: (refusal: Refusal | null) => void;
}

/**
 * Writes on in the application that it has begun with; once that has ended, it saves nothing until another begins.
 *
 * Each save says which version it knows, so that none replaces what was stored elsewhere: that is merged first. While
 * somebody writes, what was refused of it waits on the device, and the rest is saved.
 */
export function useDraft({ demandId, partyId, viewerId, currency, uploads, latest, ...rest }: Writing) {
  const { isSubmitting, onRefusal } = rest;
  const [isPending, setPending] = useState(false);
  const name = `bid.${demandId}.${partyId}`;
  const merged = useMergedOffer(latest, uploads, isPending || isSubmitting, { name, viewerId });
  const { applicantId, writing, isStored, areFilesStored } = merged;
  const { version, base, text: offer } = writing;
  const refused = useRefused(offer);
  const sendable = withParts(offer, base, [...refused.places, ...unreadableIn(offer)]);
  const isSaved = isStored(offer) && areFilesStored;
  const attachmentIds = uploads.ids;
  const isOver = latest !== undefined && applicantId !== null && isLive(latest) !== (latest.id === applicantId);
  const ended = isOver ? latest : null;
  const [act, isSaving] = useAct<useDraftSaveMutation>(graphql`
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
  const [wasSaved, setWasSaved] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [problems, setProblems] = useState<Record<string, string>>({});
  // Not only a state: a save that waits for another continues what the other one has stored.
  const own = useRef<Stored>({ id: null, since: 0, version: 0 });
  const last = useRef<Promise<Saved | null>>(Promise.resolve(null));
  const isLeft = useRef(false);

  const write = async (written: OfferText): Promise<Saved | null> => {
    if (ended) return null;
    const { id, since, version: latter } = own.current;
    // What was written over a version that others have stored later is refused: it is merged with that first.
    const isOwn = since <= version && version <= latter;
    const about = { demandId, partyId, applicantId: applicantId ?? id, expectedVersion: isOwn ? latter : version };
    setPending(true);
    const sent = { ...inputOf(written, currency), attachmentIds, ...about };
    const { result, refusal } = await act({ ...sent, idempotencyKey: keyOfTry() });
    setPending(false);
    setRefusal(refusal);
    onRefusal(refusal);
    refused.add(written, refusal);
    if (refusal?.code === "UNREACHABLE") merged.onUnanswered(written);
    if (!result?.id || result.version === undefined) return null;
    own.current = { id: result.id, since: isOwn ? since : version, version: result.version };
    merged.onSaved(result.id, result.version, written, result.draft?.attachments ?? [], attachmentIds);
    const isThis = ({ writing }: Kept) => sentOf(writing.text) === sentOf(written);
    if (isLeft.current) dropWritten<Kept>(name, viewerId, isThis);
    setWasSaved(true);
    const problems = result.draft?.problems ?? [];
    setProblems(Object.fromEntries(problems.map(({ path, message }) => [path, message])));
    return { id: result.id, version: result.version, isComplete: problems.length === 0 };
  };
  const saveAs = (written: OfferText): Promise<Saved | null> => {
    last.current = last.current.then(() => write(written));
    return last.current;
  };
  /** Saves what is written now, after what is being saved; null if that was refused. */
  const save = () => saveAs(offer);
  const saveQuietly = useEffectEvent(() => void saveAs(sendable));
  const isSendableStored = isStored(sendable) && areFilesStored;
  const canBeSaved = !ended && !isSendableStored && !merged.isContested;
  const held = refused.places.join();
  const ids = attachmentIds.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of what is written begins another pause
  useEffect(() => {
    if (!canBeSaved) return;
    const timer = setTimeout(saveQuietly, PAUSE);
    return () => clearTimeout(timer);
  }, [offer, ids, version, held, canBeSaved]);
  const leave = useEffectEvent(() => {
    if (canBeSaved) saveQuietly();
  });
  useEffect(() => {
    isLeft.current = false;
    return () => {
      isLeft.current = true;
      leave();
    };
  }, []);
  /** What was wrong with these parts of the offer: they are being changed. */
  const forget = (parts: readonly string[]) => {
    setRefusal(null);
    setProblems((before) =>
      Object.fromEntries(Object.entries(before).filter(([path]) => !parts.includes(path.split(".")[0] ?? ""))),
    );
  };
  /** Lets the next save begin another bid; answers the ids of the files that the former one keeps. */
  const begin = (): readonly string[] => {
    own.current = { id: null, since: 0, version: 0 };
    merged.begin();
    setRefusal(null);
    setProblems({});
    return merged.ids;
  };
  const hasFiles = merged.ids.length > 0;
  return {
    writing,
    write: merged.write,
    choose: merged.choose,
    save,
    ended,
    begin,
    hasFiles,
    isSaving,
    isSaved,
    wasSaved,
    problems,
    /** What is wrong with what waits, by the paths of the input. */
    wrong: refused.fields,
    forget,
    refusal,
    setRefusal,
  };
}

/** What this form itself has stored: each version after `since`, which it has begun from. */
interface Stored {
  id: string | null;
  since: number;
  version: number;
}
