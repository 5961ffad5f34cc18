/** Relay's environment of one session: HTTP for queries and mutations, a WebSocket for what is followed. */
import { createClient, type SubscribePayload } from "graphql-ws";
import {
  Environment,
  type FetchFunction,
  type GraphQLResponse,
  getRequestIdentifier,
  Network,
  Observable,
  RecordSource,
  type RequestParameters,
  type SubscribeFunction,
  type Variables,
} from "relay-runtime";
import { hold } from "./leaving";
import { type By, bodyOf, type Named, naming, outlives, post, takeEarly } from "./posting";
import { Readings } from "./readings";
import { cursorIn, resuming } from "./resuming";
import { endSession } from "./session";
import { NewestStore } from "./store";

const ENDPOINT = "/graphql";
/** Milliseconds before each further try of a request without an answer. */
const WAITS = [300, 1_000, 3_000];
/** A proxy is there, and the server behind it is not. */
const AWAY = [502, 503, 504];
/** Milliseconds between two tries of the socket at most, and of what waits for it. */
const LONGEST = 4_000;
/** Milliseconds within which the other end of the socket answers, and after which a device was asleep. */
const ANSWER = 5_000;
const SLEPT = 20_000;
/** What the socket is closed with here when nobody answers any more. */
const TERMINATED = 4499;
/** The session was revoked, or has expired. */
const SIGNED_OUT = [4401, 4403];

/** The key of a request's metadata that makes it wait for the link, however long it is away. */
export const WAITS_FOR_LINK = "waitsForLink";

export type LinkState = "idle" | "connecting" | "open" | "lost";

/** What the server says at the top of an answer: a malformed request, a missing sign-in, or a bug. */
export class ServerError extends Error {
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.name = "ServerError";
    this.code = code;
  }
}

/** No answer came, whatever was tried. */
export class Unreachable extends Error {
  constructor() {
    super("The server does not answer.");
    this.name = "Unreachable";
  }
}

/** The state of the socket, for whoever shows it. */
export class Link {
  state: LinkState = "idle";
  private readonly listeners = new Set<() => void>();

  move(state: LinkState): void {
    this.state = state;
    for (const each of this.listeners) each();
  }

  readonly listen = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly read = (): LinkState => this.state;

  /** Resolves once the socket is open again, or the device online; and after a while, because there may be none. */
  back(longest = LONGEST): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        window.removeEventListener("online", end);
        stop();
        resolve();
      };
      const timer = setTimeout(end, longest);
      window.addEventListener("online", end);
      const stop = this.listen(() => this.state === "open" && end());
    });
  }
}

export interface Connection {
  environment: Environment;
  link: Link;
  close: () => void;
}

export function connect(token: string | null, language: () => string): Connection {
  const link = new Link();
  const ways = new AbortController();
  let silence: ReturnType<typeof setTimeout> | undefined;
  const socket = createClient({
    url: new URL(ENDPOINT, location.href).href.replace(/^http/, "ws"),
    ...(token && { connectionParams: { authorization: `Bearer ${token}` } }),
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: (tries) => waitingOrOnline(Math.min(500 * 2 ** tries, LONGEST) * (0.5 + Math.random() / 2)),
    shouldRetry: (cause) => !isFinal(cause),
    keepAlive: 15_000,
    on: {
      connecting: (isRetry) => link.move(isRetry ? "lost" : "connecting"),
      connected: () => link.move("open"),
      ping: (isTheirs) => {
        if (!isTheirs) silence = setTimeout(() => socket.terminate(), ANSWER);
      },
      pong: () => clearTimeout(silence),
      closed: (event) => {
        clearTimeout(silence);
        const { code } = event as CloseEvent;
        link.move(code === 1000 ? "idle" : "lost");
        if (token && SIGNED_OUT.includes(code)) endSession(token);
      },
    },
  });

  watchNetwork(() => socket.terminate(), ways.signal);

  const follow: SubscribeFunction = (request, variables) =>
    Observable.create<GraphQLResponse>((sink) => {
      const position = resuming(variables);
      const subscribe = (named: Named) =>
        socket.subscribe(
          // The client sends nothing without a text; an empty one is none.
          { query: "", ...named, operationName: request.name, variables: position.variables } as SubscribePayload,
          {
            next: (answer) => {
              position.move(cursorIn(answer.data));
              sink.next(answer as GraphQLResponse);
            },
            error: (cause) => {
              const error = asError(cause);
              if (named.documentId && isUnknown(error)) stop = subscribe({ query: request.text });
              else sink.error(error);
            },
            complete: () => sink.complete(),
          },
        );
      let stop = subscribe(naming(request));
      return () => stop();
    });

  const readings = new Readings();
  const ask: FetchFunction = (request, variables, { metadata }) => {
    const isOver = () => ways.signal.aborted;
    const isWaiting = () => Boolean(metadata?.[WAITS_FOR_LINK]) && !isOver();
    const send = () => answerTo(request, variables, { token, language: language(), link, isOver, isWaiting });
    return request.operationKind === "query" ? readings.read(getRequestIdentifier(request, variables), send) : send();
  };
  const network = Network.create(ask, follow);
  return {
    environment: new Environment({ network, store: new NewestStore(new RecordSource()), log: readings.hear }),
    link,
    close: () => {
      ways.abort();
      // Rejects if the socket is just being opened, and cannot be.
      Promise.resolve(socket.dispose()).catch(() => undefined);
    },
  };
}

/** A device that is offline, or was asleep, has lost its socket, which the browser finds out minutes later. */
function watchNetwork(lose: () => void, signal: AbortSignal): void {
  let seen = Date.now();
  const timer = setInterval(() => {
    if (Date.now() - seen > SLEPT) lose();
    seen = Date.now();
  }, ANSWER);
  window.addEventListener("offline", lose, { signal });
  signal.addEventListener("abort", () => clearInterval(timer));
}

/** The server is of another build than this page, and may take the text. */
function isUnknown(error: unknown): boolean {
  return error instanceof ServerError && error.code.startsWith("PERSISTED_QUERY_");
}

interface Answer {
  data?: unknown;
  errors?: { message: string; extensions?: object }[];
}

/** What is no answer of the server comes from something between, which says why with its status alone. */
async function answerIn(response: Response): Promise<Answer> {
  try {
    return (await response.json()) as Answer;
  } catch {
    if (response.ok || response.status >= 500) throw new Unreachable();
    throw new ServerError(response.statusText, String(response.status));
  }
}

interface Way extends By {
  link: Link;
  /** Whether the session has ended: nothing of it is sent from then on. */
  isOver: () => boolean;
  /** Whether it is sent again for as long as no answer comes. */
  isWaiting: () => boolean;
}

async function answerTo(
  request: RequestParameters,
  variables: Variables,
  way: Way,
  named: Named = naming(request),
): Promise<GraphQLResponse> {
  const { token } = way;
  const body = bodyOf(named, request.name, variables);
  const response = (await takeEarly(body, token)) ?? (await answered(body, way, meansOf(request, variables, body)));
  const answer = await answerIn(response);
  if (answer.data) return answer as GraphQLResponse;
  const error = answer.errors?.[0];
  const code = String((error?.extensions as { code?: unknown } | undefined)?.code ?? response.status);
  if (token && code === "UNAUTHENTICATED") endSession(token);
  const failure = new ServerError(error?.message ?? response.statusText, code);
  if (!named.documentId || !isUnknown(failure)) throw failure;
  return answerTo(request, variables, way, { query: request.text });
}

interface Means {
  /** Whether it is sent again if no answer comes. */
  repeats: boolean;
  /** Whether it changes something, and so is not to be lost when the page is left. */
  changes: boolean;
  /** Whether the browser sends it to its end when the page is left. */
  outlives: boolean;
}

/** A mutation is sent again only with a key that makes its effect happen once. */
function meansOf({ operationKind }: RequestParameters, variables: Variables, body: string): Means {
  const changes = operationKind === "mutation";
  const repeats = !changes || Boolean(variables.input?.idempotencyKey);
  return { repeats, changes, outlives: changes && outlives(body) };
}

async function answered(body: string, way: Way, means: Means): Promise<Response> {
  let release: (() => void) | undefined;
  const keep = () => {
    if (means.changes) release ??= hold();
  };
  if (!means.outlives) keep();
  try {
    for (;;) {
      try {
        const response = await sent(body, way, means, keep);
        if (!means.repeats || !way.isWaiting() || !AWAY.includes(response.status)) return response;
      } catch (error) {
        if (!means.repeats || !way.isWaiting()) throw error;
      }
      await way.link.back();
    }
  } finally {
    release?.();
  }
}

/** Calls `keep` once it is sent later than it was asked for. */
async function sent(body: string, way: Way, { repeats, outlives }: Means, keep: () => void): Promise<Response> {
  for (const wait of repeats ? [...WAITS, null] : [null]) {
    if (way.isOver()) break;
    try {
      const response = await post(body, way, outlives);
      if (wait === null || !AWAY.includes(response.status)) return response;
    } catch {
      if (wait === null) break;
    }
    keep();
    await waiting(wait);
  }
  throw new Unreachable();
}

function isFinal(cause: unknown): boolean {
  const code = (cause as { code?: unknown } | null)?.code;
  return typeof code === "number" && code >= 4400 && code < 4500 && code !== TERMINATED;
}

function asError(cause: unknown): Error {
  if (cause instanceof Error) return cause;
  const first = Array.isArray(cause) ? cause[0] : undefined;
  return first ? new ServerError(first.message, String(first.extensions?.code ?? "")) : new Unreachable();
}

function waiting(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}

/** Less if the device says meanwhile that it is online again. */
function waitingOrOnline(milliseconds: number): Promise<void> {
  return new Promise((done) => {
    const end = () => {
      clearTimeout(timer);
      window.removeEventListener("online", end);
      done();
    };
    const timer = setTimeout(end, milliseconds);
    window.addEventListener("online", end);
  });
}
