/** The files of a form: those that its thing has already, and those that are sent while the form is filled in. */
import { useLingui } from "@lingui/react/macro";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { graphql, useRelayEnvironment } from "react-relay";
import type { useUploadsKeptQuery } from "../__generated__/useUploadsKeptQuery.graphql";
import type { useUploadsStartMutation } from "../__generated__/useUploadsStartMutation.graphql";
import { keyOfTry, useAct } from "../network/acting";
import { readNow } from "../network/readings";
import { endUpload, Interrupted, isForNow, Refused, sendFile } from "../network/uploading";

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
  /** What is gone cannot be sent again by this page. What was refused is no part of the form: nothing waits for it. */
  state: "sending" | "there" | "failed" | "gone" | "refused";
  /** Another try may end in another way: it does not for what was refused for what it is. */
  mayRetry: boolean;
  /** All of it has arrived at some time, so that it can be kept by its id. */
  isWhole: boolean;
  problem: string | null;
}

/** A file that was added before this page was loaded, and that its thing does not have. */
export interface KeptFile extends Pick<FormFile, "name" | "byteSize"> {
  /** Of the upload; null if it was not sent to its end. */
  readonly id: string | null;
  /** The thing has been given a file of this name since. */
  readonly isPerhapsAttached: boolean;
}

interface Known {
  readonly id: string;
  readonly fileName: string;
  readonly byteSize: number;
  readonly thumbnailUrl: string | null | undefined;
}

/** Why a file is refused for what it is. */
const OF_THE_FILE = ["INVALID_INPUT", "FILE_TOO_LARGE", "TYPE_MISMATCH", "BROKEN_IMAGE", "IMAGE_TOO_LARGE"];

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
  names: string[];
  /** Something is on its way, or was lost on it: the form is not complete yet. */
  isUnfinished: boolean;
  /** Something is on its way. */
  isSending: boolean;
}

export function useUploads(known: readonly Known[], kept: readonly KeptFile[] = []): Uploads {
  const { t, i18n } = useLingui();
  const environment = useRelayEnvironment();
  const notKept = t`This file was not kept: add it again.`;
  const [files, setFiles] = useState<FormFile[]>(() => [
    ...known.map(fileOf),
    ...kept.map((each) => keptFile(each, notKept)),
  ]);
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
    if (refusal?.code === "UNREACHABLE") throw new Interrupted();
    if (refusal) throw new Refused(Object.values(refusal.fields)[0] ?? refusal.message, refusal.code);
    if (!result.id || !result.url) throw new Interrupted();
    if (sending.stop.signal.aborted) {
      endUpload(result.url);
      throw new DOMException("Cancelled.", "AbortError");
    }
    sending.url = result.url;
    change(key, { id: result.id });
    return result.url;
  };
  const send = async (key: string, sending: Sending) => {
    change(key, { state: "sending", mayRetry: false, problem: null });
    const { stop } = sending;
    try {
      const url = sending.url ?? (await begin(key, sending));
      const onProgress = (sent: number) => change(key, { sent });
      await sendFile(sending.file, url, { signal: stop.signal, onProgress, language: i18n.locale });
      sendings.current.delete(key);
      change(key, { state: "there", isWhole: true });
    } catch (error) {
      if (stop.signal.aborted) return;
      if (!(error instanceof Refused)) {
        change(key, { state: "failed", mayRetry: true, problem: t`The connection was lost.` });
        return;
      }
      // What was refused begins anew.
      sending.url = null;
      const mayRetry = !OF_THE_FILE.includes(error.code);
      change(key, { state: isForNow(error) ? "failed" : "refused", mayRetry, problem: error.message });
    }
  };
  const add = (given: Iterable<File>) => {
    for (const file of given) {
      const key = keyOfTry();
      const sending = { file, url: null, stop: new AbortController() };
      sendings.current.set(key, sending);
      const isReplaced = ({ state, name }: FormFile) => (state === "gone" || state === "refused") && name === file.name;
      setFiles((before) => [...before.filter((each) => !isReplaced(each)), waitingFile(key, file)]);
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
  /** Whether an upload is still there: what is attached to something is none any more. */
  const look = async ({ id, isPerhapsAttached }: KeptFile) => {
    if (id === null) return;
    change(id, { state: "sending", mayRetry: false, problem: null });
    try {
      const { node } = await readNow<useUploadsKeptQuery>(
        environment,
        graphql`
          query useUploadsKeptQuery($id: ID!) {
            node(id: $id) {
              __typename
              id
            }
          }
        `,
        { id },
      );
      if (node?.__typename === "Upload") change(id, { state: "there" });
      else if (isPerhapsAttached) remove(id);
      else change(id, { state: "gone", isWhole: false, problem: notKept });
    } catch {
      change(id, { state: "failed", mayRetry: true, problem: t`The connection was lost.` });
    }
  };
  const lookForKept = useEffectEvent(() => {
    for (const each of kept) void look(each);
  });
  useEffect(() => lookForKept(), []);
  const retry = (key: string) => {
    const sending = sendings.current.get(key);
    const former = kept.find(({ id }) => id === key);
    if (sending) void send(key, sending);
    else if (former) void look(former);
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
    names: there.map(({ name }) => name),
    isUnfinished: files.some(({ state }) => state !== "there" && state !== "refused"),
    isSending: files.some(({ state }) => state === "sending"),
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
    isWhole: true,
    mayRetry: false,
    problem: null,
  };
}

function keptFile({ id, name, byteSize }: KeptFile, notKept: string): FormFile {
  const file = { key: id ?? keyOfTry(), id, name, byteSize, thumbnailUrl: null, sent: byteSize, mayRetry: false };
  return id === null
    ? { ...file, state: "gone", isWhole: false, problem: notKept }
    : { ...file, state: "sending", isWhole: true, problem: null };
}

function waitingFile(key: string, { name, size }: File): FormFile {
  const file = { key, id: null, name, byteSize: size, thumbnailUrl: null, sent: 0, mayRetry: false };
  return { ...file, state: "sending", isWhole: false, problem: null };
}
