/** The calls of one room: a connection with each peer that is inside, and what comes over it. */
import { Call, type CallOptions, type Received } from "./call";
import { type Age, isOlder, type SignalKind, saidIn } from "./words";

export interface Signal {
  fromPeerId: string;
  kind: SignalKind;
  payload: string;
}

interface Options extends Pick<CallOptions, "iceServers" | "media" | "hasPicture"> {
  peerId: string;
  /** Says whether the server has taken it. Signals may arrive late, twice and in any order. */
  send: (toPeerId: string, kind: SignalKind, payload: string) => Promise<boolean>;
}

/**
 * Milliseconds after which two sides that have found no way, or have lost it, begin anew. Both may do so, and each time
 * cuts short what the other has begun: so it takes twice as long each time, until they have been connected for a while.
 */
const PATIENCE = { first: 30_000, longest: 240_000 };
const A_WHILE = 60_000;

/**
 * Of two peers one leads. A connection of the leader is made for one of the follower, which its words name; so one that
 * was begun anew is never mistaken for the one before. The follower greets with each that it begins, the leader to be
 * greeted.
 */
export class Calls {
  private readonly options: Options;
  private readonly since = Date.now();
  private readonly listeners = new Set<() => void>();
  private readonly calls = new Map<string, Call>();
  /** The newest connection of each peer, of those that were heard. */
  private readonly newest = new Map<string, Age>();
  private readonly patience = new Map<string, number>();
  private readonly watched = new WeakSet<Call>();
  /** Peers that are seen, but were not heard of for a while. */
  private readonly kept = new Set<string>();
  private inside: ReadonlySet<string> = new Set();
  private begun = 0;
  private media: MediaStream;
  private screen: MediaStream | null = null;
  private shown: ReadonlyMap<string, Received> = new Map();

  constructor(options: Options) {
    this.options = options;
    this.media = options.media;
  }

  /** Calls each peer that is inside. One that is not heard of may still be seen: its connection says when it is over. */
  meet(inside: ReadonlySet<string>): void {
    this.inside = inside;
    for (const id of inside) {
      const call = this.calls.get(id);
      const isBack = this.kept.delete(id);
      if (!call) this.begin(id);
      else if (isBack && call.received.state !== "connected") this.renew(id, call);
    }
    for (const [id, call] of this.calls) {
      if (inside.has(id)) continue;
      if (call.received.state === "connected") this.kept.add(id);
      else this.leave(id);
    }
  }

  hear({ fromPeerId: id, kind, payload }: Signal): void {
    const said = saidIn(payload);
    const newest = this.newest.get(id);
    if (!said || (newest && isOlder(said, newest))) return;
    this.newest.set(id, { since: said.since, nth: said.nth });
    const call = this.calls.get(id);
    if (said.to === null) this.greeted(id, said.from, call);
    else if (said.to !== call?.id) return;
    else if (call.other === null || call.other === said.from) call.hear(kind, said);
    // Two pages of the leader have heard the same greeting, and this is the later one.
    else this.renew(id, call);
  }

  /** Is seen and heard by other devices from now on. */
  use(media: MediaStream): void {
    this.media = media;
    for (const call of this.calls.values()) call.use(media);
  }

  /** Shows a screen to all, or none any more. */
  share(screen: MediaStream | null): void {
    this.screen = screen;
    for (const call of this.calls.values()) call.share(screen);
  }

  /** All connections anew: words of the others may have been lost. */
  anew(): void {
    for (const id of [...this.calls.keys()]) this.end(id);
    this.meet(this.inside);
  }

  close(): void {
    this.inside = new Set();
    for (const id of [...this.calls.keys()]) this.end(id);
  }

  readonly listen = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly read = (): ReadonlyMap<string, Received> => this.shown;

  private greeted(id: string, from: string, call: Call | undefined): void {
    // A greeting that was said twice, or is late.
    if (call?.other === from) return;
    if (this.leads(id)) {
      if (call?.other === null) call.bind(from);
      else {
        this.end(id);
        this.begin(id, from);
      }
    } else if (call) this.renew(id, call);
    else this.begin(id);
  }

  private begin(id: string, other: string | null = null): void {
    const { peerId, send, ...rest } = this.options;
    this.begun += 1;
    const call = new Call({
      ...{ ...rest, media: this.media, since: this.since, nth: this.begun, leads: this.leads(id), other },
      send: (kind, payload) => send(id, kind, payload),
      onChange: () => this.changed(id),
    });
    this.calls.set(id, call);
    if (this.screen) call.share(this.screen);
    this.watch(id, call);
    this.tell();
  }

  /** Another connection in place of one that has another side; one that has none is only heard of again. */
  private renew(id: string, call: Call): void {
    if (call.other === null) void call.greet();
    else {
      this.end(id);
      this.begin(id);
    }
  }

  private watch(id: string, call: Call): void {
    if (this.watched.has(call)) return;
    this.watched.add(call);
    const patience = this.patience.get(id) ?? PATIENCE.first;
    setTimeout(() => {
      this.watched.delete(call);
      if (this.calls.get(id) !== call || call.received.state === "connected") return;
      // It greets by itself, until it is heard.
      if (call.other === null) return this.watch(id, call);
      this.patience.set(id, Math.min(2 * patience, PATIENCE.longest));
      this.renew(id, call);
    }, patience);
  }

  private calm(id: string, call: Call): void {
    setTimeout(() => {
      if (this.calls.get(id) === call && call.received.state === "connected") this.patience.delete(id);
    }, A_WHILE);
  }

  private leads(id: string): boolean {
    return this.options.peerId > id;
  }

  private changed(id: string): void {
    const call = this.calls.get(id);
    const state = call?.received.state;
    if (call && (state === "failed" || state === "closed") && !this.inside.has(id)) this.leave(id);
    else if (call && state === "connected") this.calm(id, call);
    else if (call) this.watch(id, call);
    this.tell();
  }

  private leave(id: string): void {
    this.newest.delete(id);
    this.patience.delete(id);
    this.end(id);
  }

  private end(id: string): void {
    this.calls.get(id)?.close();
    this.calls.delete(id);
    this.kept.delete(id);
    this.tell();
  }

  private tell(): void {
    for (const call of this.calls.values()) call.fit(this.calls.size);
    this.shown = new Map([...this.calls].map(([id, { received }]) => [id, received]));
    for (const each of this.listeners) each();
  }
}
