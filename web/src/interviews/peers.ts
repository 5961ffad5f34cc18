/** For tests: connections that agree as a browser's do, and pages that hear each other through one log. */
import { vi } from "vitest";
import { Calls } from "./calls";
import type { SignalKind } from "./words";

const all = new Map<string, Connection>();

/** What of `RTCPeerConnection` the calls use, with the states and errors of the standard. */
class Connection {
  readonly id = `connection-${all.size}`;
  signalingState: RTCSignalingState = "stable";
  connectionState: RTCPeerConnectionState = "new";
  localDescription: Description | null = null;
  remoteDescription: Description | null = null;
  onnegotiationneeded: (() => void) | null = null;
  onicecandidate: ((event: { candidate: { toJSON: () => object } }) => void) | null = null;
  onconnectionstatechange: (() => void) | null = null;
  private readonly channel: { onclose: (() => void) | null } = { onclose: null };
  private count = 0;
  private isNeeded = false;
  private isRestarting = false;
  private round = 0;

  constructor() {
    all.set(this.id, this);
  }

  addTrack = () => this.need();
  addTransceiver = () => this.need();
  restartIce = () => {
    this.isRestarting = true;
    this.need();
  };
  createDataChannel = () => this.channel;

  async setLocalDescription(): Promise<void> {
    if (this.signalingState === "have-local-offer") throw new Error("InvalidStateError");
    const type = this.signalingState === "stable" ? "offer" : "answer";
    if (type === "offer") this.isNeeded = false;
    this.count += 1;
    const words = { type, sdp: `v=0 ${this.id} a=ice-ufrag:${this.id}.${this.count}` } as const;
    this.localDescription = { ...words, toJSON: () => words };
    this.signalingState = type === "offer" ? "have-local-offer" : "stable";
    // With other words another way is looked for.
    if (this.connectionState === "failed" && (this.isRestarting || type === "answer")) this.lose();
    this.isRestarting = false;
    const candidate = { candidate: "candidate:1", usernameFragment: `${this.id}.${this.count}` };
    setTimeout(() => this.onicecandidate?.({ candidate: { toJSON: () => candidate } }));
    this.look();
  }

  async setRemoteDescription({ type, sdp }: { type: "offer" | "answer"; sdp: string }): Promise<void> {
    if (type === "answer" && this.signalingState !== "have-local-offer") throw new Error("InvalidStateError");
    // What was offered is taken back, and still needed.
    if (type === "offer" && this.signalingState === "have-local-offer") this.isNeeded = true;
    this.remoteDescription = { type, sdp, toJSON: () => ({ type, sdp }) };
    this.signalingState = type === "offer" ? "have-remote-offer" : "stable";
    this.look();
  }

  async addIceCandidate({ usernameFragment }: { usernameFragment: string }): Promise<void> {
    if (!this.remoteDescription?.sdp.endsWith(usernameFragment)) throw new Error("OperationError");
  }

  close(): void {
    this.signalingState = "closed";
    this.connectionState = "closed";
    for (const each of all.values()) {
      if (each.other !== this) continue;
      setTimeout(() => each.signalingState !== "closed" && each.channel.onclose?.());
      each.lose();
    }
  }

  get other(): Connection | undefined {
    return all.get(this.remoteDescription?.sdp.split(" ")[1] ?? "");
  }

  private need(): void {
    this.isNeeded = true;
    this.remind();
  }

  private remind(): void {
    setTimeout(() => this.isNeeded && this.signalingState === "stable" && this.onnegotiationneeded?.());
  }

  private look(): void {
    if (this.signalingState !== "stable") return;
    this.remind();
    const { other } = this;
    if (other?.other === this && other.signalingState === "stable") {
      // What has failed stays so, unless it is begun anew.
      if ([this, other].every((each) => each.connectionState !== "failed"))
        for (const each of [this, other]) each.move("connected");
    } else if (this.connectionState === "new") this.lose();
  }

  private lose(): void {
    this.move(this.connectionState === "connected" ? "disconnected" : "connecting");
    const round = ++this.round;
    setTimeout(() => round === this.round && this.connectionState !== "connected" && this.move("failed"), 15_000);
  }

  private move(state: RTCPeerConnectionState): void {
    if (this.signalingState === "closed" || this.connectionState === state) return;
    this.connectionState = state;
    setTimeout(() => this.onconnectionstatechange?.());
  }
}

interface Description {
  type: "offer" | "answer";
  sdp: string;
  toJSON: () => object;
}

const NOTHING = { getTracks: () => [] } as unknown as MediaStream;

function callsOf(peerId: string, send: (to: string, kind: SignalKind, payload: string) => Promise<boolean>): Calls {
  vi.stubGlobal("RTCPeerConnection", Connection);
  vi.stubGlobal("MediaStream", class {});
  return new Calls({ peerId, iceServers: [], media: NOTHING, hasPicture: true, send });
}

/** Two people, each with a page, and the log of what they say to each other. */
export class Wire {
  private readonly log: { from: string; to: string; kind: SignalKind; payload: string }[] = [];
  private readonly pages = new Map<string, { calls: Calls; heard: number }>();

  constructor(readonly ids: [string, string]) {
    for (const id of ids) this.load(id);
  }

  /** Another page in place of the one before, which has read the log but for the last `before` words. */
  load(id: string, before = 0): void {
    this.pages.get(id)?.calls.close();
    const calls = callsOf(id, async (to, kind, payload) => this.log.push({ from: id, to, kind, payload }) > 0);
    this.pages.set(id, { calls, heard: Math.max(0, this.log.length - before) });
  }

  meet(id: string): void {
    this.page(id).calls.meet(new Set(this.ids.filter((each) => each !== id)));
  }

  /** Words that were not heard are lost, and all begins anew. */
  lose(id: string): void {
    const page = this.page(id);
    page.heard = this.log.length;
    page.calls.anew();
  }

  /** Hears the next word, if there is one. */
  async hear(id: string): Promise<boolean> {
    const page = this.page(id);
    const next = this.log[page.heard];
    if (!next) return false;
    page.heard += 1;
    if (next.to === id) page.calls.hear({ fromPeerId: next.from, kind: next.kind, payload: next.payload });
    await vi.advanceTimersByTimeAsync(1);
    return true;
  }

  /** All that is said is heard, for as many seconds. */
  async go(seconds: number): Promise<void> {
    for (const end = Date.now() + seconds * 1_000; Date.now() < end; ) {
      const heard = [await this.hear(this.ids[0]), await this.hear(this.ids[1])];
      if (!heard.includes(true)) await vi.advanceTimersByTimeAsync(100);
    }
  }

  /** The state of the connection with the other, as each sees it. */
  get states(): (string | undefined)[] {
    return this.ids.map((id) => [...this.page(id).calls.read().values()][0]?.state);
  }

  private page(id: string) {
    const page = this.pages.get(id);
    if (!page) throw new Error(`There is no page of ${id}.`);
    return page;
  }
}

/** How the post of a room treats what is sent: all is given in milliseconds, or as a share of 1. */
interface Treatment {
  /** Until the server has taken a signal, and from then until it is heard: up to this. */
  slow: number;
  /** Of the signals, so many are refused, and as many are heard twice. */
  refused: number;
}

/** Many people, with a page each. Signals between them take their time, and overtake each other. */
export class Post {
  private readonly pages = new Map<string, Calls>();
  private readonly next: (bound: number) => number;
  private readonly treatment: Treatment;
  readonly ids: readonly string[];
  /** How many signals the server has taken. */
  sent = 0;

  constructor(ids: readonly string[], next: (bound: number) => number, treatment: Treatment) {
    this.ids = ids;
    this.next = next;
    this.treatment = treatment;
    for (const id of ids) this.load(id);
  }

  load(id: string): void {
    this.pages.get(id)?.close();
    this.pages.set(
      id,
      callsOf(id, async (to, kind, payload) => {
        await this.wait();
        if (this.happens()) return false;
        this.sent += 1;
        for (let times = this.happens() ? 2 : 1; times > 0; times -= 1) {
          void this.wait().then(() => this.page(to).hear({ fromPeerId: id, kind, payload }));
        }
        await this.wait();
        return true;
      }),
    );
  }

  page(id: string): Calls {
    const page = this.pages.get(id);
    if (!page) throw new Error(`There is no page of ${id}.`);
    return page;
  }

  meet(id: string, others: readonly string[] = this.ids): void {
    this.page(id).meet(new Set(others.filter((each) => each !== id)));
  }

  /** Those who see all the others. */
  get whole(): string[] {
    const isWhole = (id: string) => {
      const states = [...this.page(id).read().values()].map(({ state }) => state);
      return states.length === this.ids.length - 1 && states.every((each) => each === "connected");
    };
    return this.ids.filter(isWhole);
  }

  private wait(): Promise<void> {
    return new Promise((done) => setTimeout(done, this.next(this.treatment.slow)));
  }

  private happens(): boolean {
    return this.next(1_000) < this.treatment.refused * 1_000;
  }
}
