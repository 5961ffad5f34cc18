/** The draft of a bid: saved when writing pauses, one save after the other. */
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { graphql } from "react-relay";
import type { useDraftSaveMutation } from "../__generated__/useDraftSaveMutation.graphql";
import { keyOfTry, useAct } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { areReadable, inputOf, type OfferText } from "./offer";

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
  currency: string;
  offer: OfferText;
  /** The files that are there. */
  attachmentIds: readonly string[];
}

export function useDraft({ demandId, partyId, currency, offer, attachmentIds }: Writing) {
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
            savedAt
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
  const text = JSON.stringify({ ...inputOf(offer, currency), attachmentIds });
  const [first] = useState(text);
  const [savedText, setSavedText] = useState(text);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [problems, setProblems] = useState<Record<string, string>>({});
  const last = useRef<Promise<Saved | null>>(Promise.resolve(null));

  const write = async (): Promise<Saved | null> => {
    const input = { ...JSON.parse(text), demandId, partyId, idempotencyKey: keyOfTry() };
    const { result, refusal } = await act(input);
    setRefusal(refusal);
    if (!result?.id || result.version === undefined) return null;
    setSavedText(text);
    const problems = result.draft?.problems ?? [];
    setProblems(Object.fromEntries(problems.map(({ path, message }) => [path, message])));
    return { id: result.id, version: result.version, isComplete: problems.length === 0 };
  };
  /** Saves what is written now, after what is being saved; null if that was refused. */
  const save = (): Promise<Saved | null> => {
    last.current = last.current.then(write);
    return last.current;
  };
  const saveQuietly = useEffectEvent(() => void save());
  const isSaved = text === savedText;
  const canBeSaved = !isSaved && areReadable(offer);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of the text begins another pause
  useEffect(() => {
    if (!canBeSaved) return;
    const timer = setTimeout(saveQuietly, PAUSE);
    return () => clearTimeout(timer);
  }, [text, canBeSaved]);
  const leave = useEffectEvent(() => {
    if (canBeSaved) saveQuietly();
  });
  useEffect(() => () => leave(), []);
  /** What was wrong with these parts of the offer: they are being changed. */
  const forget = (parts: readonly string[]) => {
    setRefusal(null);
    setProblems((before) =>
      Object.fromEntries(Object.entries(before).filter(([path]) => !parts.includes(path.split(".")[0] ?? ""))),
    );
  };
  return { save, isSaving, isSaved, wasSaved: savedText !== first, problems, forget, refusal, setRefusal };
}
