/** Messages that were written and are not yet sent: kept on this device until they are, or until their user leaves. */
import { useSyncExternalStore } from "react";
import type { Refusal } from "../network/refusals";
import { keepOwn, readOwn } from "../network/session";
import type { Answered } from "./answering";

export interface Unsent {
  /** Its `clientMessageId`, and the key of each try. */
  id: string;
  conversationId: string;
  body: string;
  /** The message that it answers. */
  replyTo?: Answered | null;
  /** Of uploads that the server has. */
  attachmentIds: readonly string[];
  /** Their names. */
  files: readonly string[];
  /** Why it was not taken; it is not tried again by itself then. */
  refusal: Refusal | null;
}

const NAME = "outbox";
const listeners = new Set<() => void>();
let known: { text: string | null; messages: readonly Unsent[] } = { text: null, messages: [] };

function read(): readonly Unsent[] {
  const text = readOwn(NAME);
  if (text !== known.text) known = { text, messages: parsed(text) };
  return known.messages;
}

function parsed(text: string | null): Unsent[] {
  try {
    const found: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(found) ? found : [];
  } catch {
    return [];
  }
}

function write(messages: readonly Unsent[]): void {
  keepOwn(NAME, messages.length > 0 ? JSON.stringify(messages) : null);
  for (const each of listeners) each();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  // Another tab has written or sent one.
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

export function useOutbox(): readonly Unsent[] {
  return useSyncExternalStore(listen, read);
}

export function post(message: Omit<Unsent, "refusal">): void {
  write([...read(), { ...message, refusal: null }]);
}

export function drop(id: string): void {
  write(read().filter((each) => each.id !== id));
}

/** Notes why a message was refused; null tries it again. */
export function settle(id: string, refusal: Refusal | null): void {
  write(read().map((each) => (each.id === id ? { ...each, refusal } : each)));
}
