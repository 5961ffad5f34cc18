/** The files of a form: those that its thing has already, and those that are sent while the form is filled in. */
import { useLingui } from "@lingui/react/macro";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { graphql } from "react-relay";
import type { useUploadsStartMutation } from "../__generated__/useUploadsStartMutation.graphql";
import { keyOfTry, useAct } from "../network/acting";
import { endUpload, Interrupted, sendFile } from "../network/uploading";

export interface FormFile {
  /** Stable while the form is open. */
  key: string;
  name: string;
  byteSize: number;
  /** Of the attachment, or of the upload as soon as there is one. */
  id: string | null;
  /** What was already there. */
  thumbnailUrl: string | null;
  sent: number;
  state: "sending" | "there" | "failed";
  problem: string | null;
}

interface Known {
  readonly id: string;
  readonly fileName: string;
  readonly byteSize: number;
  readonly thumbnailUrl: string | null | undefined;
}

interface Sending {
  file: File;
  url: string | null;
  stop: AbortController;
}

export interface Uploads {
  files: readonly FormFile[];
  add: (files: Iterable<File>) => void;
  /** Takes a file out, and stops sending it. */
  remove: (key: string) => void;
  /** Sends what is missing of a file whose sending failed. */
  retry: (key: string) => void;
  /** Others have added files to the thing, and have taken out some by their ids. */
  adopt: (added: readonly Known[], removed: readonly string[]) => void;
  /** Of all files that are there, in order. */
  ids: string[];
  /** Something is on its way or has failed: the form is not complete yet. */
  isUnfinished: boolean;
}

export function useUploads(known: readonly Known[]): Uploads {
  const { t, i18n } = useLingui();
  const [files, setFiles] = useState<FormFile[]>(() => known.map(fileOf));
  const sendings = useRef(new Map<string, Sending>());
  const [start] = useAct<useUploadsStartMutation>(graphql`
    mutation useUploadsStartMutation($input: StartUploadInput!) {
      startUpload(input: $input) {
        __typename
        ... on Upload {
          id
          url
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const change = (key: string, part: Partial<FormFile>) =>
    setFiles((before) => before.map((each) => (each.key === key ? { ...each, ...part } : each)));

  const begin = async (key: string, sending: Sending): Promise<string> => {
    const { name: fileName, type: mediaType, size: byteSize } = sending.file;
    const { result, refusal } = await start({ fileName, mediaType, byteSize, idempotencyKey: keyOfTry() });
    if (!result?.id || !result.url) throw new Error(Object.values(refusal?.fields ?? {})[0] ?? refusal?.message);
    if (sending.stop.signal.aborted) {
      endUpload(result.url);
      throw new DOMException("Cancelled.", "AbortError");
    }
    sending.url = result.url;
    change(key, { id: result.id });
    return result.url;
  };
  const send = async (key: string, sending: Sending) => {
    change(key, { state: "sending", problem: null });
    const { stop } = sending;
    try {
      const url = sending.url ?? (await begin(key, sending));
      const onProgress = (sent: number) => change(key, { sent });
      await sendFile(sending.file, url, { signal: stop.signal, onProgress, language: i18n.locale });
      sendings.current.delete(key);
      change(key, { state: "there" });
    } catch (error) {
      if (stop.signal.aborted) return;
      const isLost = error instanceof Interrupted;
      // What was refused begins anew.
      if (!isLost) sending.url = null;
      change(key, { state: "failed", problem: isLost ? t`The connection was lost.` : (error as Error).message });
    }
  };
  const add = (given: Iterable<File>) => {
    for (const file of given) {
      const key = keyOfTry();
      const sending = { file, url: null, stop: new AbortController() };
      sendings.current.set(key, sending);
      setFiles((before) => [...before, waitingFile(key, file)]);
      void send(key, sending);
    }
  };
  const remove = (key: string) => {
    const sending = sendings.current.get(key);
    sending?.stop.abort();
    if (sending?.url) endUpload(sending.url);
    sendings.current.delete(key);
    setFiles((before) => before.filter((each) => each.key !== key));
  };
  const retry = (key: string) => {
    const sending = sendings.current.get(key);
    if (sending) void send(key, sending);
  };
  const adopt = (added: readonly Known[], removed: readonly string[]) =>
    setFiles((before) => [...before.filter(({ id }) => id === null || !removed.includes(id)), ...added.map(fileOf)]);
  const leave = useEffectEvent(() => {
    for (const { stop } of sendings.current.values()) stop.abort();
  });
  useEffect(() => () => leave(), []);
  const there = files.filter(({ state }) => state === "there");
  return {
    files,
    add,
    remove,
    retry,
    adopt,
    ids: there.flatMap(({ id }) => id ?? []),
    isUnfinished: there.length < files.length,
  };
}

function fileOf({ id, fileName, byteSize, thumbnailUrl }: Known): FormFile {
  const name = fileName;
  return {
    key: id,
    id,
    name,
    byteSize,
    thumbnailUrl: thumbnailUrl ?? null,
    sent: byteSize,
    state: "there",
    problem: null,
  };
}

function waitingFile(key: string, { name, size }: File): FormFile {
  return { key, id: null, name, byteSize: size, thumbnailUrl: null, sent: 0, state: "sending", problem: null };
}
