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
 * Beside the browser's own words. `from` and `to` name connections; a greeting is for none yet. `since` says which of
 * two pages of a person is the newer. `screen` is the stream that shows a screen.
 */
interface Wrapped {
  from: string;
  to: string | null;
  since: number;
  screen: string | null;
}

type Said = Wrapped & Record<string, unknown>;

/**
 * How a camera is sent to each of so many peers: each gets pictures of its own, which all leave this device by one line
 * and are all made by one processor. The more peers there are, the smaller are the pictures on their screens.
 */
function sizeFor(peers: number): { scaleResolutionDownBy: number; maxBitrate: number } {
  if (peers <= 1) return { scaleResolutionDownBy: 1, maxBitrate: 1_500_000 };
  if (peers <= 3) return { scaleResolutionDownBy: 2, maxBitrate: 500_000 };
  return { scaleResolutionDownBy: 4, maxBitrate: 200_000 };
}

/** Milliseconds that a broken connection may take to recover by itself. */
const RECOVERY = 2_000;
/** Milliseconds after which a greeting without an answer is said again. */
const PATIENCE = 10_000;

/**
 * Of two peers one leads. A connection of the leader is made for one of the follower, which its offer names; so one that
 * was begun anew is never mistaken for the one before. The follower greets with each that it begins, the leader to be
 * greeted.
 */
export class Calls {
  private readonly options: Options;
  private readonly since = Date.now();
  private readonly listeners = new Set<() => void>();
  private readonly calls = new Map<string, Call>();
  /** Since when the newest page of each peer is there, of those that were heard. */
  private readonly newest = new Map<string, number>();
  /** Peers that are seen, but were not heard of for a while. */
  private readonly kept = new Set<string>();
  private inside: ReadonlySet<string> = new Set();
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
    if (!said || said.since < (this.newest.get(id) ?? 0)) return;
    this.newest.set(id, said.since);
    const call = this.calls.get(id);
    if (said.to === null) this.greeted(id, said.from, call);
    else if (said.to !== call?.id) return;
    else if (call.isOf(said.from, kind)) call.take(kind, said);
    // Two pages of the leader have heard the same greeting, and this is the later one.
    else if (kind === "OFFER") this.renew(id, call);
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
    if (this.leads(id)) {
      if (call?.other === null) call.bind(from);
      else if (call?.other !== from) {
        this.end(id);
        this.begin(id, from);
      }
    } else if (call) this.renew(id, call);
    else this.begin(id);
  }

  private begin(id: string, other: string | null = null): void {
    const { peerId, send, ...rest } = this.options;
    const call = new Call({
      ...{ ...rest, media: this.media, since: this.since, leads: this.leads(id), other },
      send: (kind, payload) => send(id, kind, payload),
      onChange: () => this.changed(id),
    });
    this.calls.set(id, call);
    if (this.screen) call.share(this.screen);
    if (other === null) call.greet();
    this.wait(id, call);
    this.tell();
  }

  /** Another connection in place of one that has another side; one that has none is only heard of again. */
  private renew(id: string, call: Call): void {
    if (call.other === null) call.greet();
    else {
      this.end(id);
      this.begin(id);
    }
  }

  /** Does not rely on an answer: a greeting may have been refused. */
  private wait(id: string, call: Call): void {
    setTimeout(() => {
      if (this.calls.get(id) !== call || call.received.state !== "new") return;
      this.renew(id, call);
      this.wait(id, call);
    }, PATIENCE);
  }

  private leads(id: string): boolean {
    return this.options.peerId > id;
  }

  private changed(id: string): void {
    const call = this.calls.get(id);
    const isOver = call?.received.state === "failed" || call?.received.state === "closed";
    if (call && isOver && !this.inside.has(id)) this.leave(id);
    else if (call?.received.state === "failed") this.renew(id, call);
    else this.tell();
  }

  private leave(id: string): void {
    this.newest.delete(id);
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

function saidIn(payload: string): Said | null {
  try {
    const said = JSON.parse(payload);
    return typeof said.from === "string" && typeof said.since === "number" ? said : null;
  } catch {
    // Another program may speak otherwise.
    return null;
  }
}

interface CallOptions extends Omit<Options, "peerId" | "send"> {
  /** The leader offers first; of two that offer at once, the follower gives way. */
  leads: boolean;
  /** The connection that it is for, if it is known. */
  other: string | null;
  since: number;
  send: (kind: SignalKind, payload: string) => void;
  onChange: () => void;
}

const KINDS = ["audio", "video"] as const;

/** One connection. Words are taken in the order in which they come, and no offer is made in the middle of one. */
class Call {
  readonly id = crypto.randomUUID();
  other: string | null;
  received: Received = { state: "new", camera: null, screen: null };
  private readonly options: CallOptions;
  private readonly connection: RTCPeerConnection;
  private readonly streams = new Map<string, MediaStream>();
  private steps: Promise<unknown> = Promise.resolve();
  private readonly senders = new Map<string, RTCRtpSender>();
  private own: { stream: MediaStream; senders: RTCRtpSender[] } | null = null;
  private theirScreen: string | null = null;
  /** The other side has closed it. */
  private isOver = false;

  constructor(options: CallOptions) {
    this.options = options;
    this.other = options.other;
    this.connection = new RTCPeerConnection({ iceServers: options.iceServers });
    const { connection } = this;
    connection.onnegotiationneeded = () => this.offer();
    connection.onicecandidate = ({ candidate }) => candidate && this.say("CANDIDATE", candidate.toJSON());
    connection.onconnectionstatechange = () => this.moved();
    connection.ontrack = ({ streams: [stream] }) => stream && this.came(stream);
    // Nothing is said over it: it tells at once when the other side is closed, which takes half a minute otherwise.
    connection.createDataChannel("open", { negotiated: true, id: 0 }).onclose = () => {
      this.isOver = true;
      this.show();
    };
    this.use(options.media);
    if (options.leads) this.receive();
    if (this.other) this.offer();
  }

  /** Whether words are for it: the follower's is bound by the first offer. */
  isOf(from: string, kind: SignalKind): boolean {
    if (this.other === null && kind === "OFFER") this.other = from;
    return this.other === from;
  }

  bind(other: string): void {
    this.other = other;
    this.offer();
  }

  greet(): void {
    // What browsers say after the last way: to a connection that is not there yet, it says nothing but its wrapping.
    this.say("CANDIDATE", { candidate: "" }, null);
  }

  /** Sends these sounds and pictures from now on; all are of the stream that was first, for who receives them. */
  use(media: MediaStream): void {
    for (const kind of KINDS) {
      const track = media.getTracks().find((each) => each.kind === kind) ?? null;
      const sender = this.senders.get(kind);
      if (sender) void sender.replaceTrack(track);
      else if (track) this.senders.set(kind, this.connection.addTrack(track, this.options.media));
    }
  }

  /** Sends the camera as it fits so many peers. */
  fit(peers: number): void {
    const parameters = this.senders.get("video")?.getParameters();
    const encoding = parameters?.encodings[0];
    const size = sizeFor(peers);
    if (!encoding || encoding.maxBitrate === size.maxBitrate) return;
    Object.assign(encoding, size);
    // A connection that has just been closed takes nothing more.
    this.senders
      .get("video")
      ?.setParameters(parameters)
      .catch(() => {});
  }

  share(screen: MediaStream | null): void {
    for (const sender of this.own?.senders ?? []) this.connection.removeTrack(sender);
    const senders = screen?.getTracks().map((track) => this.connection.addTrack(track, screen)) ?? [];
    this.own = screen && { stream: screen, senders };
  }

  take(kind: SignalKind, said: Said): void {
    this.next(async () => {
      if (kind === "CANDIDATE") return await this.add(said as RTCIceCandidateInit);
      const isStable = this.connection.signalingState === "stable";
      if (kind === "OFFER" ? !isStable && this.options.leads : isStable) return;
      await this.connection.setRemoteDescription(said as unknown as RTCSessionDescriptionInit);
      this.theirScreen = said.screen;
      this.show();
      if (kind === "OFFER") {
        await this.connection.setLocalDescription();
        this.describe();
      }
    });
  }

  close(): void {
    this.connection.onconnectionstatechange = null;
    this.connection.close();
  }

  /** Room for sound and picture of the follower, whatever one sends. */
  private receive(): void {
    for (const kind of this.options.hasPicture ? KINDS : (["audio"] as const)) {
      if (!this.senders.has(kind)) this.connection.addTransceiver(kind, { direction: "recvonly" });
    }
  }

  private offer(): void {
    this.next(async () => {
      // Else it is still needed once this is over, and said again.
      if (this.other === null || this.connection.signalingState !== "stable") return;
      await this.connection.setLocalDescription();
      this.describe();
    });
  }

  /** Ways of an offer that was not taken, or was taken back, lead nowhere. */
  private async add(candidate: RTCIceCandidateInit): Promise<void> {
    const { remoteDescription } = this.connection;
    if (!remoteDescription?.sdp.includes(`a=ice-ufrag:${candidate.usernameFragment ?? ""}`)) return;
    await this.connection.addIceCandidate(candidate);
  }

  private describe(): void {
    const description = this.connection.localDescription;
    if (description) this.say(description.type === "offer" ? "OFFER" : "ANSWER", description.toJSON());
  }

  private say(kind: SignalKind, words: object, to = this.other): void {
    const { since, send } = this.options;
    const wrapped = { from: this.id, to, since, screen: this.own?.stream.id ?? null };
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
    if (state === "disconnected") {
      setTimeout(() => this.received.state === "disconnected" && this.connection.restartIce(), RECOVERY);
    }
    this.show();
  }

  private show(): void {
    const streams = [...this.streams.values()];
    this.received = {
      state: this.isOver ? "closed" : this.connection.connectionState,
      camera: streams.find(({ id }) => id !== this.theirScreen) ?? null,
      screen: streams.find(({ id }) => id === this.theirScreen) ?? null,
    };
    this.options.onChange();
  }
}
