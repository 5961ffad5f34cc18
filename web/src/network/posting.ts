/** Requests as they are sent, and the one that was sent before the page was there to ask. */

const ENDPOINT = "/graphql";
const PATIENCE = 30_000;
/** Milliseconds after which an answer that nobody has asked for is no longer taken for a new one. */
const FRESH = 10_000;
/** Characters of a request that the browser sends to its end when the page is left: it takes 64 KiB in all. */
const SMALL = 8_000;

export interface By {
  token: string | null;
  language: string;
}

/** A document by its id, which saves sending it and is trusted by the server of the same build; or else its text. */
export type Named = { documentId: string; query?: never } | { query: string | null; documentId?: never };

interface Request {
  id?: string | null;
  text?: string | null;
}

export function naming({ id, text }: Request): Named {
  return id ? { documentId: id } : { query: text ?? null };
}

/** The same for the same variables, in whatever order they are given. */
export function bodyOf(named: Named, operationName: string, variables: object): string {
  const sorted = Object.entries(variables).sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify({ ...named, operationName, variables: Object.fromEntries(sorted) });
}

/** Whether a request is sent to its end when the page is left meanwhile. */
export function outlives(body: string): boolean {
  return body.length <= SMALL;
}

export function post(body: string, { token, language }: By, keepalive = false): Promise<Response> {
  const headers: Record<string, string> = {
    "Content-Type": "application/json",
    Accept: "application/graphql-response+json, application/json",
    "X-Language": language,
    "X-Time-Zone": Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
  if (token) headers.Authorization = `Bearer ${token}`;
  const signal = AbortSignal.timeout(PATIENCE);
  return fetch(ENDPOINT, { method: "POST", headers, body, signal, keepalive, credentials: "omit" });
}

let asked: { body: string; token: string | null; at: number; answer: Promise<Response | null> } | null = null;

/** Asks for what the page that is being loaded will ask for. */
export function askEarly(body: string, by: By): void {
  const answer = post(body, by).then(
    (response) => (response.ok ? response : null),
    () => null,
  );
  asked = { body, token: by.token, at: Date.now(), answer };
}

/** The answer to what was asked early, once; null if it was something else, is too old, or has failed. */
export async function takeEarly(body: string, token: string | null): Promise<Response | null> {
  const early = asked;
  if (early?.body !== body) return null;
  asked = null;
  return early.token === token && Date.now() - early.at < FRESH ? await early.answer : null;
}
