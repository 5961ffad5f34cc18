/** Relay's environment of one session: HTTP for queries and mutations, a WebSocket for what is followed. */
import { createClient } from "graphql-ws";
import {
  Environment,
  type FetchFunction,
  type GraphQLResponse,
  Network,
  Observable,
  RecordSource,
  type RequestParameters,
  Store,
  type SubscribeFunction,
  type Variables,
} from "relay-runtime";
import { cursorIn, resuming } from "./resuming";
import { endSession } from "./session";

const ENDPOINT = "/graphql";
/** Milliseconds before each further try of a request without an answer. */
const WAITS = [300, 1_000, 3_000];
const PATIENCE = 30_000;
/** The session was revoked, or has expired. */
const SIGNED_OUT = [4401, 4403];

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
}

export interface Connection {
  environment: Environment;
  link: Link;
  close: () => void;
}

export function connect(token: string | null, language: () => string): Connection {
  const link = new Link();
  const socket = createClient({
    url: new URL(ENDPOINT, location.href).href.replace(/^http/, "ws"),
    ...(token && { connectionParams: { authorization: `Bearer ${token}` } }),
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: (tries) => waiting(Math.min(500 * 2 ** tries, 10_000) * (0.5 + Math.random() / 2)),
    shouldRetry: (cause) => !isFinal(cause),
    keepAlive: 15_000,
    on: {
      connecting: (isRetry) => link.move(isRetry ? "lost" : "connecting"),
      connected: () => link.move("open"),
      closed: (event) => {
        const { code } = event as CloseEvent;
        link.move(code === 1000 ? "idle" : "lost");
        if (token && SIGNED_OUT.includes(code)) endSession(token);
      },
    },
  });

  const follow: SubscribeFunction = ({ text: query, name: operationName }, variables) =>
    Observable.create<GraphQLResponse>((sink) => {
      const position = resuming(variables);
      return socket.subscribe(
        { query: query ?? "", operationName, variables: position.variables },
        {
          next: (answer) => {
            position.move(cursorIn(answer.data));
            sink.next(answer as GraphQLResponse);
          },
          error: (cause) => sink.error(asError(cause)),
          complete: () => sink.complete(),
        },
      );
    });

  const ask: FetchFunction = (request, variables) => answerTo(request, variables, token, language());
  return {
    environment: new Environment({ network: Network.create(ask, follow), store: new Store(new RecordSource()) }),
    link,
    close: () => void socket.dispose(),
  };
}

async function answerTo(
  request: RequestParameters,
  variables: Variables,
  token: string | null,
  language: string,
): Promise<GraphQLResponse> {
  const body = JSON.stringify({ query: request.text, operationName: request.name, variables });
  const response = await sent(body, token, language, mayRepeat(request, variables));
  const answer = (await response.json()) as { data?: unknown; errors?: { message: string; extensions?: object }[] };
  if (answer.data) return answer as GraphQLResponse;
  const error = answer.errors?.[0];
  const code = String((error?.extensions as { code?: unknown } | undefined)?.code ?? response.status);
  if (token && code === "UNAUTHENTICATED") endSession(token);
  throw new ServerError(error?.message ?? response.statusText, code);
}

/** A mutation is sent again only with a key that makes its effect happen once. */
function mayRepeat({ operationKind }: RequestParameters, variables: Variables): boolean {
  return operationKind !== "mutation" || Boolean(variables.input?.idempotencyKey);
}

async function sent(body: string, token: string | null, language: string, repeats: boolean): Promise<Response> {
  const headers: Record<string, string> = {
    "Content-Type": "application/json",
    Accept: "application/graphql-response+json, application/json",
    "Accept-Language": language,
  };
  if (token) headers.Authorization = `Bearer ${token}`;
  for (const wait of repeats ? [...WAITS, null] : [null]) {
    try {
      const response = await fetch(ENDPOINT, {
        method: "POST",
        headers,
        body,
        signal: AbortSignal.timeout(PATIENCE),
        credentials: "omit",
      });
      if (wait === null || ![502, 503, 504].includes(response.status)) return response;
    } catch {
      if (wait === null) break;
    }
    await waiting(wait);
  }
  throw new Unreachable();
}

function isFinal(cause: unknown): boolean {
  const code = (cause as { code?: unknown } | null)?.code;
  return typeof code === "number" && code >= 4400 && code < 4500;
}

function asError(cause: unknown): Error {
  if (cause instanceof Error) return cause;
  const first = Array.isArray(cause) ? cause[0] : undefined;
  return first ? new ServerError(first.message, String(first.extensions?.code ?? "")) : new Unreachable();
}

function waiting(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
