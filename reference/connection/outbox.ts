/**
 * What waits to go out, in the order in which it will: the rest of the frame in hand, the opening pong, pings and pongs, messages,
 * and the own error frame behind which nothing follows.
 *
 * @module
 */
import { Fifo } from "./fifo.ts";
import { extended, octetsOf, room, type Run, type SharedRoom } from "./slab.ts";

/** Messages that wait: a run of frames that stand together, the last of which may go on in a long payload. */
interface Waiting {
  readonly run: Run;
  /** Octets of messages in the run, as the application gave them. */
  payload: number;
  long: Long | undefined;
  /** Stream offset of its end, once it has been taken. */
  end: number;
}

/** A long payload. */
interface Long {
  readonly octets: Uint8Array;
  /** Octets of its message, as the application gave them. */
  readonly payload: number;
}

/** A ping or pong that waits. */
interface Urgent {
  readonly kind: "ping" | "pong";
  readonly octets: Uint8Array;
}

/** The list that all idle connections share. */
const NONE: readonly Urgent[] = [];

/** Queued output of one connection. */
export class Outbox {
  /** The rest of a long frame whose first octets have been taken. */
  #hand: Uint8Array | undefined;
  #handPayload = 0;
  #openingPong: Uint8Array | undefined;
  #urgent = NONE;
  readonly #messages = new Fifo<Waiting>();
  #last: Uint8Array | undefined;
  #lastTaken = false;
  #payload = 0;
  #taken = 0;
  #sent = 0;
  /** Runs on their way, the oldest first; an idle connection has none yet. */
  #flights: Fifo<Waiting> | undefined;
  /** Behind so many octets the opening pong, and the latest own ping, have gone out. */
  #pongEnd: number | undefined;
  #pingEnd: number | undefined;

  /** Octets of messages that wait, as the application gave them; what has been taken does not count. */
  get payload(): number {
    return this.#payload;
  }

  /** Octets that have gone out. */
  get sentOctets(): number {
    return this.#sent;
  }

  /** Whether nothing waits to be taken. */
  get empty(): boolean {
    return this.#hand === undefined && this.#openingPong === undefined && this.#urgent.length === 0 && this.#messages.length === 0 && !this.#lastWaits;
  }

  /** Whether all that was queued has gone out. */
  get flushed(): boolean {
    return this.empty && this.#sent === this.#taken;
  }

  /** Whether the opening pong has not gone out whole. */
  get pongWaits(): boolean {
    return this.#openingPong !== undefined || (this.#pongEnd !== undefined && this.#sent < this.#pongEnd);
  }

  /** Whether an own ping has not gone out whole. */
  get pingWaits(): boolean {
    return (this.#urgent.length > 0 && this.#urgent.some(({ kind }) => kind === "ping")) || (this.#pingEnd !== undefined && this.#sent < this.#pingEnd);
  }

  /** Whether the own error frame has begun to go out. */
  get lastBegun(): boolean {
    return this.#lastTaken;
  }

  get #lastWaits(): boolean {
    return this.#last !== undefined && !this.#lastTaken;
  }

  /** Queues a message. @param written - holds its frame; @param payload - octets that the application gave */
  message(written: SharedRoom, payload: number): void {
    this.#payload += payload;
    const waiting = this.#waitingFor(written);
    if (written.tail === undefined) waiting.payload += payload;
    else waiting.long = { octets: written.tail, payload };
  }

  /** The run that the frame in the room stands in: the last one, unless there is a gap, or a long payload, between them. */
  #waitingFor(written: SharedRoom): Waiting {
    const { last } = this.#messages;
    const run = extended(last?.long === undefined ? last?.run : undefined, written);
    if (last !== undefined && run === last.run) return last;
    const waiting = { run, payload: 0, long: undefined, end: 0 };
    this.#messages.push(waiting);
    return waiting;
  }

  /** Queues the opening pong. */
  openingPong(frame: Uint8Array): void {
    this.#openingPong = frame;
  }

  /** Queues a ping. */
  ping(frame: Uint8Array): void {
    this.#urgent = [...this.#urgent, { kind: "ping", octets: frame }];
  }

  /** Queues a pong; it replaces one that waits. */
  pong(frame: Uint8Array): void {
    const pong: Urgent = { kind: "pong", octets: frame };
    const waits = this.#urgent.some(({ kind }) => kind === "pong");
    this.#urgent = waits ? this.#urgent.map((each) => (each.kind === "pong" ? pong : each)) : [...this.#urgent, pong];
  }

  /** Queues the own error frame, in place of one that waits; nothing is queued behind it. */
  error(frame: Uint8Array): void {
    this.#last = frame;
  }

  /** Drops what waits behind the frame in hand, but the own error frame. */
  drop(): void {
    this.#openingPong = undefined;
    this.#urgent = NONE;
    this.#messages.clear();
    this.#payload = this.#handPayload;
  }

  /**
   * The next octets.
   *
   * @param most - in octets; a run of short frames is handed over whole, be it longer
   * @returns `undefined` where nothing waits
   */
  take(most: number): Uint8Array | undefined {
    const octets = this.#next(most);
    if (octets !== undefined) this.#taken += octets.length;
    return octets;
  }

  /** So many of the octets taken have gone out: nobody reads them again. */
  sent(octets: number): void {
    this.#sent += octets;
    const flights = this.#flights;
    for (let first = flights?.first; first !== undefined && first.end <= this.#sent; first = flights?.first) {
      flights?.shift();
      room.release(first.run.slab, first.run.end - first.run.start);
    }
  }

  #next(most: number): Uint8Array | undefined {
    if (this.#hand !== undefined) return this.#cut(this.#hand, most);
    if (this.#openingPong !== undefined) return this.#takeOpeningPong(this.#openingPong);
    const [urgent] = this.#urgent;
    if (urgent !== undefined) return this.#takeUrgent(urgent);
    const waiting = this.#messages.shift();
    if (waiting !== undefined) return this.#takeMessages(waiting);
    if (this.#last === undefined || this.#lastTaken) return undefined;
    this.#lastTaken = true;
    return this.#last;
  }

  #takeOpeningPong(octets: Uint8Array): Uint8Array {
    this.#openingPong = undefined;
    this.#pongEnd = this.#taken + octets.length;
    return octets;
  }

  #takeUrgent({ kind, octets }: Urgent): Uint8Array {
    this.#urgent = this.#urgent.length === 1 ? NONE : this.#urgent.slice(1);
    if (kind === "ping") this.#pingEnd = this.#taken + octets.length;
    return octets;
  }

  #takeMessages(waiting: Waiting): Uint8Array {
    const { run, payload, long } = waiting;
    this.#payload -= payload;
    this.#hand = long?.octets;
    this.#handPayload = long?.payload ?? 0;
    this.#flights ??= new Fifo();
    waiting.end = this.#taken + run.end - run.start;
    // The payload may be long; only the run is still needed.
    waiting.long = undefined;
    this.#flights.push(waiting);
    return octetsOf(run);
  }

  #cut(long: Uint8Array, most: number): Uint8Array {
    if (long.length > most) {
      this.#hand = long.subarray(most);
      return long.subarray(0, most);
    }
    this.#hand = undefined;
    this.#payload -= this.#handPayload;
    this.#handPayload = 0;
    return long;
  }
}
