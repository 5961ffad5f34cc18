/** Sending a file: in pieces, by the tus protocol, so that what arrived before a broken connection is not sent again. */

import { holding } from "./leaving";

const VERSION = { "Tus-Resumable": "1.0.0" };
/** Bytes that are sent in one request. */
const PIECE = 4 * 1024 * 1024;
/** Milliseconds before each further try after one without an answer. */
const WAITS = [500, 2_000, 5_000, 10_000];

/** Why the server does not take the file: another try with the same bytes ends the same way. */
export class Refused extends Error {
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.name = "Refused";
    this.code = code;
  }
}

/** No answer came for a while; what arrived is kept, and sending can go on. */
export class Interrupted extends Error {
  constructor() {
    super("The connection was lost.");
    this.name = "Interrupted";
  }
}

interface Sending {
  signal: AbortSignal;
  /** How many bytes have arrived, or are on their way. */
  onProgress: (bytes: number) => void;
  language: string;
}

/**
 * Sends what is missing of a file to the address of its upload.
 *
 * Throws `Refused` if the server says no, `Interrupted` if it could not be reached for a while, and an `AbortError`.
 */
export function sendFile(file: Blob, address: string, sending: Sending): Promise<void> {
  return holding(() => sendMissing(file, address, sending));
}

async function sendMissing(file: Blob, address: string, sending: Sending): Promise<void> {
  const url = pathOf(address);
  let failures = 0;
  let offset = 0;
  let isKnown = true;
  while (offset < file.size) {
    try {
      if (!isKnown) offset = await arrived(url, sending);
      isKnown = true;
      sending.onProgress(offset);
      const end = Math.min(offset + PIECE, file.size);
      await sendPiece(url, offset, file.slice(offset, end), sending);
      offset = end;
      failures = 0;
    } catch (error) {
      if (sending.signal.aborted || (error instanceof Refused && !isForNow(error))) throw error;
      const wait = WAITS[failures];
      if (wait === undefined) throw error instanceof Refused ? error : new Interrupted();
      failures += 1;
      // Something of the piece may have arrived.
      isKnown = false;
      await waiting(wait, sending.signal);
    }
  }
  sending.onProgress(file.size);
}

/** Gives an upload up, with what has arrived of it. */
export function endUpload(address: string): void {
  void fetch(pathOf(address), { method: "DELETE", headers: VERSION, credentials: "omit", keepalive: true }).catch(
    () => {},
  );
}

/** The path of an address of this server, by whatever name the page was opened. */
export function pathOf(address: string): string {
  const { pathname, search } = new URL(address, location.href);
  return `${pathname}${search}`;
}

/** Where sending goes on. */
async function arrived(url: string, { signal, language }: Sending): Promise<number> {
  const headers = { ...VERSION, "Accept-Language": language };
  const response = await fetch(url, { method: "HEAD", headers, signal, credentials: "omit" });
  // What is refused with HEAD has no body that says why: the next piece gets the same refusal with one.
  return response.ok ? Number(response.headers.get("Upload-Offset") ?? 0) : 0;
}

/** `fetch` does not say how much was sent: XMLHttpRequest does. */
function sendPiece(url: string, offset: number, piece: Blob, { signal, onProgress, language }: Sending): Promise<void> {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    request.open("PATCH", url);
    const headers = { ...VERSION, "Upload-Offset": String(offset), "Accept-Language": language };
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.setRequestHeader("Content-Type", "application/offset+octet-stream");
    request.upload.onprogress = ({ loaded }) => onProgress(offset + loaded);
    request.onload = () => (request.status < 300 ? done() : fail(refusalIn(request)));
    request.onerror = () => fail(new Interrupted());
    request.onabort = () => fail(new DOMException("Cancelled.", "AbortError"));
    request.onloadend = () => signal.removeEventListener("abort", stop);
    signal.addEventListener("abort", stop);
    request.send(piece);
  });
}

function refusalIn({ responseText, statusText, status }: XMLHttpRequest): Error {
  if ([502, 503, 504].includes(status)) return new Interrupted();
  try {
    const [error] = (JSON.parse(responseText) as { errors: { message: string; extensions: { code: string } }[] })
      .errors;
    return new Refused(error?.message ?? statusText, error?.extensions.code ?? String(status));
  } catch {
    return new Refused(statusText, String(status));
  }
}

/** Somebody else sends to it, or less has arrived than this page thinks: after a while that is over. */
export function isForNow({ code }: Refused): boolean {
  return ["UPLOAD_BUSY", "OFFSET_MISMATCH", "RATE_LIMITED"].includes(code);
}

function waiting(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((done, fail) => {
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      fail(new DOMException("Cancelled.", "AbortError"));
    });
  });
}
