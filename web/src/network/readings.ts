/** Queries: whoever asks again while an answer is under way is given one that was asked for no earlier than they did. */
import {
  createOperationDescriptor,
  type Environment,
  type GraphQLResponse,
  type GraphQLTaggedNode,
  getRequest,
  type LogEvent,
  Observable,
  type OperationType,
} from "relay-runtime";
import { tellArrival } from "./arrivals";

type Send = () => Promise<GraphQLResponse>;

/** A query that is sent; behind another it is sent after its answer, so that an older answer never comes later. */
class Reading {
  readonly send: Send;
  readonly answer: Promise<GraphQLResponse>;
  /** Whether the server may already have read what it answers with. */
  isSent = false;
  /** The one behind it. */
  next: Reading | null = null;

  constructor(send: Send, before: Reading | null) {
    this.send = send;
    if (before) before.next = this;
    this.answer = before ? before.answer.then(this.start, this.start) : this.start();
  }

  private readonly start = (): Promise<GraphQLResponse> => {
    // Whoever asks before anything else happens is answered by it, too.
    queueMicrotask(() => {
      this.isSent = true;
    });
    return this.send();
  };
}

/**
 * The queries under way, by Relay's identifier: that of a document with its variables.
 *
 * Relay has each that asks again wait for the answer under way, which may have been read before there was a reason to
 * ask again. It says so in its log alone.
 */
export class Readings {
  private readonly underWay = new Map<string, Reading>();

  /** The answer, and after it those to whoever has asked again before it came. */
  read(identifier: string, send: Send): Observable<GraphQLResponse> {
    return Observable.create<GraphQLResponse>((sink) => {
      const tell = async () => {
        let reading = this.ask(identifier, send);
        for (;;) {
          const [answer] = await Promise.allSettled([reading.answer]);
          if (answer.status === "fulfilled") sink.next(answer.value);
          if (reading.next === null) {
            if (this.underWay.get(identifier) === reading) this.underWay.delete(identifier);
            if (answer.status === "fulfilled") sink.complete();
            else sink.error(answer.reason as Error);
            return tellArrival();
          }
          tellArrival();
          reading = reading.next;
          this.underWay.set(identifier, reading);
        }
      };
      void tell();
    });
  }

  /** Hears of whoever has joined a query under way. */
  readonly hear = (event: LogEvent): void => {
    if (event.name !== "queryresource.fetch" || !event.shouldFetch) return;
    const { identifier } = event.operation.request;
    const current = this.underWay.get(identifier);
    if (current) this.ask(identifier, current.send);
  };

  private ask(identifier: string, send: Send): Reading {
    const current = this.underWay.get(identifier) ?? null;
    if (current && !current.isSent) return current;
    if (current?.next) return current.next;
    const reading = new Reading(send, current);
    if (!current) this.underWay.set(identifier, reading);
    return reading;
  }
}

/** What stands now or later: not what is just being answered. */
export async function readNow<Q extends OperationType>(
  environment: Environment,
  query: GraphQLTaggedNode,
  variables: Q["variables"],
): Promise<Q["response"]> {
  const operation = createOperationDescriptor(getRequest(query), variables, { force: true });
  await environment.execute({ operation }).toPromise();
  return environment.lookup(operation.fragment).data as Q["response"];
}
