/** What two connections say to each other: each word once and in its order, whatever comes late, twice or in disorder. */

export type SignalKind = "OFFER" | "ANSWER" | "CANDIDATE";

/** Sends a signal; says whether the server has taken it. */
export type Send = (kind: SignalKind, payload: string) => Promise<boolean>;

/** Which of two connections of a peer is the newer: of the newer page, or the later one of the same page. */
export interface Age {
  since: number;
  nth: number;
}

/**
 * Beside the browser's own words. `from` and `to` name connections; a greeting is for none yet. `number` counts the
 * words to one connection. `ways` are candidates that go with one signal. A description has `screen`, too: the stream
 * that shows a screen.
 */
export interface Said extends Age {
  from: string;
  to: string | null;
  number: number;
  screen?: string | null;
  ways?: RTCIceCandidateInit[];
  [more: string]: unknown;
}

/** Milliseconds until a word that was refused is said again, and a greeting without an answer; twice as many each time. */
const AGAIN = 2_000;
const LONGEST = 30_000;

export function saidIn(payload: string): Said | null {
  try {
    const said = JSON.parse(payload);
    const isWhole = typeof said.from === "string" && [said.since, said.nth, said.number].every(Number.isFinite);
    return isWhole ? said : null;
  } catch {
    // Another program may speak otherwise.
    return null;
  }
}

export function isOlder(one: Age, other: Age): boolean {
  return one.since < other.since || (one.since === other.since && one.nth < other.nth);
}

interface Waiting {
  kind: SignalKind;
  words: object;
  ways: RTCIceCandidateInit[];
}

/** The way out: a word leaves once the server has taken the one before; candidates that wait go together. */
export class Saying {
  private readonly waiting: Waiting[] = [];
  private readonly send: Send;
  private readonly wrap: (number: number) => object;
  private isSending = false;
  private isOver = false;
  private count = 0;

  constructor(send: Send, wrap: (number: number) => object) {
    this.send = send;
    this.wrap = wrap;
  }

  say(kind: SignalKind, words: object): void {
    this.waiting.push({ kind, words, ways: [] });
    void this.go();
  }

  sayWay(way: RTCIceCandidateInit): void {
    const last = this.waiting.at(-1);
    if (last?.kind === "CANDIDATE") last.ways.push(way);
    // What browsers say after the last way: nothing but what is beside it.
    else this.waiting.push({ kind: "CANDIDATE", words: { candidate: "" }, ways: [way] });
    void this.go();
  }

  /** Says something now and again, until there is nothing to say: nobody may have heard it. */
  async repeat(say: () => Promise<unknown> | null): Promise<void> {
    for (let wait = AGAIN; !this.isOver; wait = Math.min(2 * wait, LONGEST)) {
      const said = say();
      if (!said) return;
      await said;
      await pause(wait);
    }
  }

  close(): void {
    this.isOver = true;
  }

  private async go(): Promise<void> {
    if (this.isSending) return;
    this.isSending = true;
    for (let next = this.waiting.shift(); next; next = this.waiting.shift()) {
      const { kind, words, ways } = next;
      const more = ways.length > 0 && { ways };
      await this.surely(kind, JSON.stringify({ ...words, ...more, ...this.wrap(this.count) }));
      this.count += 1;
    }
    this.isSending = false;
  }

  /** Words that follow make no sense without it. */
  private async surely(kind: SignalKind, payload: string): Promise<void> {
    for (let wait = AGAIN; !this.isOver; wait = Math.min(2 * wait, LONGEST)) {
      if (await this.send(kind, payload)) return;
      await pause(wait);
    }
  }
}

/** The way in. */
export class Hearing {
  private readonly early = new Map<number, () => void>();
  private next = 0;

  /** Takes a word in its turn. */
  hear(number: number, take: () => void): void {
    if (number < this.next) return;
    this.early.set(number, take);
    for (let turn = this.early.get(this.next); turn; turn = this.early.get(this.next)) {
      this.early.delete(this.next);
      this.next += 1;
      turn();
    }
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
