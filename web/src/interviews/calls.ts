/** The calls of one room: a connection with each peer that is inside, and what comes over it. */

export type SignalKind = "OFFER" | "ANSWER" | "CANDIDATE";

export interface Signal {
  fromPeerId: string;
  kind: SignalKind;
  payload: string;
}

/** What is seen and heard of a peer. */
export interface Received {
  state: RTCPeerConnectionState;
  camera: MediaStream | null;
  screen: MediaStream | null;
}

interface Options {
  peerId: string;
  iceServers: RTCIceServer[];
  /** Sound and picture of this device; what is missing is only received. */
  media: MediaStream;
  hasPicture: boolean;
  send: (toPeerId: string, kind: SignalKind, payload: string) => void;
}

/**
 * Beside the browser's own words. `from` and `to` name connections, of which a peer that loads its page anew has
 * another; `since` says which of two is the newer. `screen` is the stream that shows a screen.
 */
interface Wrapped {
  from: string;
  to: string | null;
  since: number;
  screen: string | null;
}

/** Milliseconds that a broken connection may take to recover by itself. */
const RECOVERY = 2_000;

export class Calls {
  private readonly options: Options;
  private readonly since = Date.now();
  private readonly listeners = new Set<() => void>();
  private calls = new Map<string, Call>();
  private inside: ReadonlySet<string> = new Set();
  private screen: MediaStream | null = null;
  private shown: ReadonlyMap<string, Received> = new Map();

  constructor(options: Options) {
    this.options = options;
  }

  /** Calls each peer that is inside. One that is not heard of may still be seen: its connection says when it is over. */
  meet(inside: ReadonlySet<string>): void {
    const before = this.inside;
    this.inside = inside;
    for (const id of inside) {
      if (!this.calls.has(id)) this.begin(id);
      else if (!before.has(id)) this.calls.get(id)?.repeat();
    }
    for (const [id, call] of this.calls) if (!inside.has(id) && call.received.state !== "connected") this.end(id);
  }

  hear({ fromPeerId, kind, payload }: Signal): void {
    const said = JSON.parse(payload) as Wrapped & Record<string, unknown>;
    let call = this.calls.get(fromPeerId);
    if (said.to !== null && said.to !== call?.id) return;
    if (call?.other && call.other.from !== said.from) {
      // Words of a connection that another has taken the place of; or the first of another, which takes the place.
      if (kind !== "OFFER" || said.since < call.other.since) return;
      this.end(fromPeerId);
      call = undefined;
    }
    call ??= this.begin(fromPeerId);
    call.take(kind, said);
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

  private begin(id: string): Call {
    const { peerId, iceServers, media, hasPicture, send } = this.options;
    const call = new Call({
      ...{ iceServers, media, hasPicture, since: this.since, isPolite: peerId < id },
      send: (kind, payload) => send(id, kind, payload),
      onChange: () => this.changed(id),
    });
    this.calls.set(id, call);
    if (this.screen) call.share(this.screen);
    this.tell();
    return call;
  }

  private changed(id: string): void {
    const state = this.calls.get(id)?.received.state;
    if (state === "failed" && !this.inside.has(id)) this.end(id);
    else this.tell();
  }

  private end(id: string): void {
    this.calls.get(id)?.close();
    this.calls.delete(id);
    this.tell();
  }

  private tell(): void {
    this.shown = new Map([...this.calls].map(([id, { received }]) => [id, received]));
    for (const each of this.listeners) each();
  }
}

interface CallOptions extends Omit<Options, "peerId" | "send"> {
  /** Of two that offer at once, the polite one gives way. */
  isPolite: boolean;
  since: number;
  send: (kind: SignalKind, payload: string) => void;
  onChange: () => void;
}

/** One connection. Words are taken in the order in which they come, and no offer is made in the middle of one. */
class Call {
  readonly id = crypto.randomUUID();
  other: Pick<Wrapped, "from" | "since"> | null = null;
  received: Received = { state: "new", camera: null, screen: null };
  private readonly options: CallOptions;
  private readonly connection: RTCPeerConnection;
  private readonly streams = new Map<string, MediaStream>();
  private steps: Promise<unknown> = Promise.resolve();
  private ignores = false;
  private own: { stream: MediaStream; senders: RTCRtpSender[] } | null = null;
  private theirScreen: string | null = null;

  constructor(options: CallOptions) {
    this.options = options;
    this.connection = new RTCPeerConnection({ iceServers: options.iceServers });
    const { connection } = this;
    connection.onnegotiationneeded = () => this.offer();
    connection.onicecandidate = ({ candidate }) => candidate && this.say("CANDIDATE", candidate.toJSON());
    connection.onconnectionstatechange = () => this.moved();
    connection.ontrack = ({ streams: [stream] }) => stream && this.came(stream);
    this.send();
  }

  share(screen: MediaStream | null): void {
    for (const sender of this.own?.senders ?? []) this.connection.removeTrack(sender);
    const senders = screen?.getTracks().map((track) => this.connection.addTrack(track, screen)) ?? [];
    this.own = screen && { stream: screen, senders };
  }

  take(kind: SignalKind, said: Wrapped & Record<string, unknown>): void {
    this.other = { from: said.from, since: said.since };
    this.next(async () => {
      if (kind === "CANDIDATE") return await this.add(said as RTCIceCandidateInit);
      const collides = kind === "OFFER" && this.connection.signalingState !== "stable";
      this.ignores = collides && !this.options.isPolite;
      if (this.ignores) return;
      await this.connection.setRemoteDescription(said as unknown as RTCSessionDescriptionInit);
      this.theirScreen = said.screen;
      this.show();
      if (kind === "OFFER") {
        await this.connection.setLocalDescription();
        this.describe();
      }
    });
  }

  /** Says again what they cannot have heard while they were away. */
  repeat(): void {
    if (this.connection.signalingState === "have-local-offer") this.describe();
    else if (this.received.state !== "connected") this.connection.restartIce();
  }

  close(): void {
    this.connection.onconnectionstatechange = null;
    this.connection.close();
  }

  private send(): void {
    const { media, hasPicture } = this.options;
    for (const track of media.getTracks()) this.connection.addTrack(track, media);
    const kinds = hasPicture ? ["audio", "video"] : ["audio"];
    const missing = kinds.filter((kind) => !media.getTracks().some((track) => track.kind === kind));
    for (const kind of missing) this.connection.addTransceiver(kind, { direction: "recvonly" });
  }

  private offer(): void {
    this.next(async () => {
      // Else it is still needed once this is over, and said again.
      if (this.connection.signalingState !== "stable") return;
      await this.connection.setLocalDescription();
      this.describe();
    });
  }

  private async add(candidate: RTCIceCandidateInit): Promise<void> {
    try {
      await this.connection.addIceCandidate(candidate);
    } catch (error) {
      if (!this.ignores) throw error;
    }
  }

  private describe(): void {
    const description = this.connection.localDescription;
    if (description) this.say(description.type === "offer" ? "OFFER" : "ANSWER", description.toJSON());
  }

  private say(kind: SignalKind, words: object): void {
    const { since, send } = this.options;
    const wrapped = { from: this.id, to: this.other?.from ?? null, since, screen: this.own?.stream.id ?? null };
    send(kind, JSON.stringify({ ...words, ...wrapped }));
  }

  private next(step: () => Promise<void>): void {
    this.steps = this.steps.then(step).catch((error: unknown) => {
      if (this.connection.signalingState !== "closed") console.warn("A call could not go on:", error);
    });
  }

  private came(stream: MediaStream): void {
    this.streams.set(stream.id, stream);
    stream.onremovetrack = () => {
      if (stream.getTracks().length === 0) this.streams.delete(stream.id);
      this.show();
    };
    this.show();
  }

  private moved(): void {
    const state = this.connection.connectionState;
    if (state === "failed") this.connection.restartIce();
    if (state === "disconnected") {
      setTimeout(() => this.connection.connectionState === "disconnected" && this.connection.restartIce(), RECOVERY);
    }
    this.show();
  }

  private show(): void {
    const streams = [...this.streams.values()];
    this.received = {
      state: this.connection.connectionState,
      camera: streams.find(({ id }) => id !== this.theirScreen) ?? null,
      screen: streams.find(({ id }) => id === this.theirScreen) ?? null,
    };
    this.options.onChange();
  }
}
