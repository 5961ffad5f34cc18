/** One connection of a room: what it sends and shows, and how both of its sides agree on that. */
import { type Age, Hearing, type Said, Saying, type Send, type SignalKind } from "./words";

/** What is seen and heard of a peer. */
export interface Received {
  state: RTCPeerConnectionState;
  camera: MediaStream | null;
  screen: MediaStream | null;
}

export interface CallOptions extends Age {
  iceServers: RTCIceServer[];
  /** Sound and picture of this device; what is missing is only received. */
  media: MediaStream;
  hasPicture: boolean;
  /** The leader offers first; of two that offer at once, the follower gives way. */
  leads: boolean;
  /** The connection that it is for, if it is known. */
  other: string | null;
  send: Send;
  onChange: () => void;
}

const KINDS = ["audio", "video"] as const;

/**
 * Milliseconds that a broken connection may take to recover by itself. Both sides see that it is broken, mostly: the
 * follower leaves it to the leader at first. Another way is looked for then, which costs less than to begin anew.
 */
const RECOVERY = { leader: 2_000, follower: 6_000 };
const LOST = ["disconnected", "failed"];

/**
 * How a camera is sent to each of so many peers: each gets pictures of its own, which all leave this device by one line
 * and are all made by one processor. The more peers there are, the smaller are the pictures on their screens.
 */
function sizeFor(peers: number): { scaleResolutionDownBy: number; maxBitrate: number } {
  if (peers <= 1) return { scaleResolutionDownBy: 1, maxBitrate: 1_500_000 };
  if (peers <= 3) return { scaleResolutionDownBy: 2, maxBitrate: 500_000 };
  return { scaleResolutionDownBy: 4, maxBitrate: 200_000 };
}

/** Words are taken one after the other, and no offer is made in the middle of one. */
export class Call {
  readonly id = crypto.randomUUID();
  other: string | null;
  received: Received = { state: "new", camera: null, screen: null };
  private readonly options: CallOptions;
  private readonly connection: RTCPeerConnection;
  private readonly streams = new Map<string, MediaStream>();
  private readonly saying: Saying;
  private readonly hearing = new Hearing();
  private steps: Promise<unknown> = Promise.resolve();
  private readonly senders = new Map<string, RTCRtpSender>();
  private own: { stream: MediaStream; senders: RTCRtpSender[] } | null = null;
  private theirScreen: string | null = null;
  /** The other side has closed it. */
  private isOver = false;

  constructor(options: CallOptions) {
    this.options = options;
    this.other = options.other;
    this.saying = new Saying(options.send, (number) => this.wrapped(number));
    this.connection = new RTCPeerConnection({ iceServers: options.iceServers });
    const { connection } = this;
    connection.onnegotiationneeded = () => this.offer();
    connection.onicecandidate = ({ candidate }) => candidate && this.saying.sayWay(candidate.toJSON());
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
    else this.saying.repeat(() => (this.other === null ? this.greet() : null));
  }

  /** It is for this connection from now on. */
  bind(other: string): void {
    this.other = other;
    this.offer();
  }

  /** Says that it is there, for whoever is there. */
  greet(): Promise<boolean> {
    return this.options.send("CANDIDATE", JSON.stringify({ candidate: "", ...this.wrapped(0), to: null }));
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

  /** The first word binds the follower's connection to the one that it comes from. */
  hear(kind: SignalKind, said: Said): void {
    this.other ??= said.from;
    this.hearing.hear(said.number, () => this.next(() => this.take(kind, said)));
  }

  close(): void {
    this.saying.close();
    this.connection.onconnectionstatechange = null;
    this.connection.close();
  }

  private async take(kind: SignalKind, said: Said): Promise<void> {
    if (kind === "CANDIDATE") {
      for (const way of said.ways ?? []) await this.add(way);
      return;
    }
    const isStable = this.connection.signalingState === "stable";
    if (kind === "OFFER" ? !isStable && this.options.leads : isStable) return;
    await this.connection.setRemoteDescription(said as unknown as RTCSessionDescriptionInit);
    this.theirScreen = said.screen ?? null;
    this.show();
    if (kind === "OFFER") {
      await this.connection.setLocalDescription();
      this.describe();
    }
  }

  /** Room for sound and picture of the follower, whatever one sends. */
  private receive(): void {
    for (const kind of this.options.hasPicture ? KINDS : (["audio"] as const)) {
      if (!this.senders.has(kind)) this.connection.addTransceiver(kind, { direction: "recvonly" });
    }
  }

  private offer(): void {
    this.next(async () => {
      // Else it is still needed once this is over, and said again. The follower's first one would only be in the way.
      const { signalingState, remoteDescription } = this.connection;
      if (this.other === null || signalingState !== "stable" || !(this.options.leads || remoteDescription)) return;
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
    if (!description) return;
    const words = { ...description.toJSON(), screen: this.own?.stream.id ?? null };
    this.saying.say(description.type === "offer" ? "OFFER" : "ANSWER", words);
  }

  private wrapped(number: number): Said {
    const { since, nth } = this.options;
    return { from: this.id, to: this.other, since, nth, number };
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
    if (LOST.includes(this.connection.connectionState)) {
      const wait = this.options.leads ? RECOVERY.leader : RECOVERY.follower;
      setTimeout(() => LOST.includes(this.received.state) && this.connection.restartIce(), wait);
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
