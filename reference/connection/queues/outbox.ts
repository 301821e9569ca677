/**
 * What waits to go out, in the order in which it will: the rest of the frame in hand, the opening pong, pings and pongs, messages,
 * and the own error frame behind which nothing follows.
 *
 * @module
 */
import { Fifo } from "../../bytes/fifo.ts";
import { extendSegment, segmentOctets, frameArena, type Segment, type FrameArena } from "../../bytes/frame-arena.ts";

/** Messages that wait: a run of frames that stand together, the last of which may go on in a long payload. */
interface QueuedMessages {
  readonly segment: Segment;
  /** Octets of messages in the run, as the application gave them. */
  payload: number;
  long: LongPayload | undefined;
  /** Stream offset of its end, once it has been taken. */
  endOffset: number;
}

/** A long payload. */
interface LongPayload {
  readonly octets: Uint8Array;
  /** Octets of its message, as the application gave them. */
  readonly payload: number;
}

/** A ping or pong that waits. */
interface QueuedPing {
  readonly kind: "ping" | "pong";
  readonly octets: Uint8Array;
}

/** The list that all idle connections share. */
const NO_PINGS: readonly QueuedPing[] = [];

/** Queued output of one connection. */
export class Outbox {
  /** The rest of a long frame whose first octets have been taken. */
  #partialFrame: Uint8Array | undefined;
  #partialPayload = 0;
  #openingPong: Uint8Array | undefined;
  #pings = NO_PINGS;
  readonly #messages = new Fifo<QueuedMessages>();
  #errorFrame: Uint8Array | undefined;
  #errorFrameTaken = false;
  #payloadOctets = 0;
  #taken = 0;
  #sent = 0;
  /** Runs on their way, the oldest first; an idle connection has none yet. */
  #inFlight: Fifo<QueuedMessages> | undefined;
  /** Behind so many octets the opening pong, and the latest own ping, have gone out. */
  #openingPongEnd: number | undefined;
  #pingEnd: number | undefined;

  /** Octets of messages that wait, as the application gave them; what has been taken does not count. */
  get payloadOctets(): number {
    return this.#payloadOctets;
  }

  /** Octets that have gone out. */
  get sentOctets(): number {
    return this.#sent;
  }

  /** Whether nothing waits to be taken. */
  get empty(): boolean {
    return this.#partialFrame === undefined && this.#openingPong === undefined && this.#pings.length === 0 && this.#messages.length === 0 && !this.#errorFrameWaits;
  }

  /** Whether all that was queued has gone out. */
  get flushed(): boolean {
    return this.empty && this.#sent === this.#taken;
  }

  /** Whether the opening pong has not gone out whole. */
  get openingPongWaits(): boolean {
    return this.#openingPong !== undefined || (this.#openingPongEnd !== undefined && this.#sent < this.#openingPongEnd);
  }

  /** Whether an own ping has not gone out whole. */
  get pingWaits(): boolean {
    return (this.#pings.length > 0 && this.#pings.some(({ kind }) => kind === "ping")) || (this.#pingEnd !== undefined && this.#sent < this.#pingEnd);
  }

  /** Whether the own error frame has begun to go out. */
  get errorFrameBegun(): boolean {
    return this.#errorFrameTaken;
  }

  get #errorFrameWaits(): boolean {
    return this.#errorFrame !== undefined && !this.#errorFrameTaken;
  }

  /** Queues a message. @param written - holds its frame; @param payload - octets that the application gave */
  queueMessage(written: FrameArena, payload: number): void {
    this.#payloadOctets += payload;
    const waiting = this.#queuedMessagesFor(written);
    if (written.tail === undefined) waiting.payload += payload;
    else waiting.long = { octets: written.tail, payload };
  }

  /** The run that the frame in the room stands in: the last one, unless there is a gap, or a long payload, between them. */
  #queuedMessagesFor(written: FrameArena): QueuedMessages {
    const { last } = this.#messages;
    const run = extendSegment(last?.long === undefined ? last?.segment : undefined, written);
    if (last !== undefined && run === last.segment) return last;
    const waiting = { segment: run, payload: 0, long: undefined, endOffset: 0 };
    this.#messages.push(waiting);
    return waiting;
  }

  /** Queues the opening pong. */
  queueOpeningPong(frame: Uint8Array): void {
    this.#openingPong = frame;
  }

  /** Queues a ping. */
  queuePing(frame: Uint8Array): void {
    this.#pings = [...this.#pings, { kind: "ping", octets: frame }];
  }

  /** Queues a pong; it replaces one that waits. */
  queuePong(frame: Uint8Array): void {
    const pong: QueuedPing = { kind: "pong", octets: frame };
    const waits = this.#pings.some(({ kind }) => kind === "pong");
    this.#pings = waits ? this.#pings.map((each) => (each.kind === "pong" ? pong : each)) : [...this.#pings, pong];
  }

  /** Queues the own error frame, in place of one that waits; nothing is queued behind it. */
  queueErrorFrame(frame: Uint8Array): void {
    this.#errorFrame = frame;
  }

  /** Drops what waits behind the frame in hand, but the own error frame. */
  drop(): void {
    this.#openingPong = undefined;
    this.#pings = NO_PINGS;
    this.#messages.clear();
    this.#payloadOctets = this.#partialPayload;
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
    const flights = this.#inFlight;
    for (let first = flights?.first; first !== undefined && first.endOffset <= this.#sent; first = flights?.first) {
      flights?.shift();
      frameArena.release(first.segment.chunk, first.segment.end - first.segment.start);
    }
  }

  #next(most: number): Uint8Array | undefined {
    if (this.#partialFrame !== undefined) return this.#takePartial(this.#partialFrame, most);
    if (this.#openingPong !== undefined) return this.#takeOpeningPong(this.#openingPong);
    const [urgent] = this.#pings;
    if (urgent !== undefined) return this.#takePing(urgent);
    const waiting = this.#messages.shift();
    if (waiting !== undefined) return this.#takeMessages(waiting);
    if (this.#errorFrame === undefined || this.#errorFrameTaken) return undefined;
    this.#errorFrameTaken = true;
    return this.#errorFrame;
  }

  #takeOpeningPong(octets: Uint8Array): Uint8Array {
    this.#openingPong = undefined;
    this.#openingPongEnd = this.#taken + octets.length;
    return octets;
  }

  #takePing({ kind, octets }: QueuedPing): Uint8Array {
    this.#pings = this.#pings.length === 1 ? NO_PINGS : this.#pings.slice(1);
    if (kind === "ping") this.#pingEnd = this.#taken + octets.length;
    return octets;
  }

  #takeMessages(waiting: QueuedMessages): Uint8Array {
    const { segment: run, payload, long } = waiting;
    this.#payloadOctets -= payload;
    this.#partialFrame = long?.octets;
    this.#partialPayload = long?.payload ?? 0;
    this.#inFlight ??= new Fifo();
    waiting.endOffset = this.#taken + run.end - run.start;
    // The payload may be long; only the run is still needed.
    waiting.long = undefined;
    this.#inFlight.push(waiting);
    return segmentOctets(run);
  }

  #takePartial(long: Uint8Array, most: number): Uint8Array {
    if (long.length > most) {
      this.#partialFrame = long.subarray(most);
      return long.subarray(0, most);
    }
    this.#partialFrame = undefined;
    this.#payloadOctets -= this.#partialPayload;
    this.#partialPayload = 0;
    return long;
  }
}
