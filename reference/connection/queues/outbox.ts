/**
 * The queue of frames to send, in their order: the rest of a partly taken frame, the opening pong, pings and pongs, messages, and the
 * error frame of this end, which is its last frame.
 *
 * @module
 */
import { Fifo } from "../../bytes/fifo.ts";
import { extendSegment, frameArena, type FrameArena, type Segment, segmentOctets } from "../../bytes/frame-arena.ts";
import type { DeferredMessage } from "./deferred-message.ts";

/** Queued messages: contiguous frames in the arena. The payload of the last one may be stored elsewhere. */
interface QueuedMessages {
  readonly segment: Segment;
  /** The octets of the messages in the segment, before compression and framing. */
  payload: number;
  long: LongPayload | undefined;
  /** The stream offset of the end of the segment, once it has been taken. */
  endOffset: number;
}

/** A long payload, which is sent by reference. */
interface LongPayload {
  readonly octets: Uint8Array;
  /** The octets that its frame announces. The view has fewer once its buffer is transferred or shrinks, and may have more. */
  readonly size: number;
  /** The octets of its message, before compression. */
  readonly payload: number;
}

/** A piece of a long payload, taken but not sent. */
interface PieceInFlight {
  readonly segment: undefined;
  readonly octets: Uint8Array;
  readonly size: number;
  /** The stream offset of its end. */
  readonly endOffset: number;
}

/** Returned by {@link Outbox.take} in place of a payload whose buffer was transferred or has shrunk after it was queued. */
export const LOST_PAYLOAD = new Uint8Array();

/**
 * The frame of a message that several connections send. As a queue entry it is shared too, so no outbox changes it. It has the fields of
 * {@link QueuedMessages} in their order, which keeps the queue fast.
 */
export interface SharedFrame {
  readonly segment: undefined;
  readonly payload: 0;
  readonly long: LongPayload;
  readonly endOffset: 0;
}

/** Returns a frame to share. @param octets - the whole frame, which never changes; @param payload - the octets of its message */
export function sharedFrame(octets: Uint8Array, payload: number): SharedFrame {
  return { segment: undefined, payload: 0, long: { octets, size: octets.length, payload }, endOffset: 0 };
}

/** A queued ping or pong. */
interface QueuedPing {
  readonly kind: "ping" | "pong";
  readonly octets: Uint8Array;
}

/** Shared by all connections without queued pings. */
const NO_PINGS: readonly QueuedPing[] = [];

/** The queue of frames of one connection. */
export class Outbox {
  /** The payload of a long frame whose first octets have been taken, and the number of its octets that have been taken. */
  #partial: LongPayload | undefined;
  #partialTaken = 0;
  #openingPong: Uint8Array | undefined;
  #pings = NO_PINGS;
  readonly #messages = new Fifo<QueuedMessages | SharedFrame>();
  /** The messages behind those, which are not compressed yet; `undefined` until the first. */
  #deferred: Fifo<DeferredMessage> | undefined;
  /** The error frame of this end until it is taken. */
  #errorFrame: Uint8Array | undefined;
  /** Whether the error frame of this end has been taken. */
  errorFrameBegun = false;
  /** The octets of queued messages before compression and framing, without those taken. */
  payloadOctets = 0;
  /** Stream offsets of the octets taken, and of those sent. */
  #taken = 0;
  #sent = 0;
  /** The segments and pieces taken but not sent, the oldest first; `undefined` until the first. */
  #inFlight: Fifo<QueuedMessages | PieceInFlight> | undefined;
  /** Stream offsets of the end of the opening pong and of the latest ping of this end. */
  #openingPongEnd: number | undefined;
  #pingEnd: number | undefined;

  /** Whether all queued octets have been taken. */
  get empty(): boolean {
    return (
      this.#partial === undefined &&
      this.#openingPong === undefined &&
      this.#pings.length === 0 &&
      this.#messages.first === undefined &&
      !this.hasDeferred &&
      this.#errorFrame === undefined
    );
  }

  /** Whether a message waits to be compressed. Every later message is deferred too. */
  get hasDeferred(): boolean {
    return this.#deferred?.first !== undefined;
  }

  /** Whether all queued octets have been sent. */
  get flushed(): boolean {
    return this.empty && this.#sent === this.#taken;
  }

  /** Whether the opening pong is queued or partly sent. */
  get openingPongWaits(): boolean {
    return this.#openingPong !== undefined || (this.#openingPongEnd !== undefined && this.#sent < this.#openingPongEnd);
  }

  /** Whether a ping of this end is queued or partly sent. */
  get pingWaits(): boolean {
    return (
      (this.#pings.length > 0 && this.#pings.some(({ kind }) => kind === "ping")) ||
      (this.#pingEnd !== undefined && this.#sent < this.#pingEnd)
    );
  }

  /** Queues a message. @param arena - contains its frame; @param payload - its octets before compression and framing */
  queueMessage(arena: FrameArena, payload: number): void {
    this.payloadOctets += payload;
    this.#enqueue(arena, payload);
  }

  /** Queues a message that is compressed when its turn comes. */
  deferMessage(message: DeferredMessage): void {
    this.payloadOctets += message.payload;
    this.#deferred ??= new Fifo();
    this.#deferred.push(message);
  }

  #enqueue(arena: FrameArena, payload: number): void {
    const messages = this.#queuedMessagesFor(arena);
    if (arena.tail === undefined) messages.payload += payload;
    else messages.long = { octets: arena.tail, size: arena.tail.length, payload };
  }

  /** Queues a message whose frame is shared with other connections. */
  queueShared(frame: SharedFrame): void {
    this.payloadOctets += frame.long.payload;
    this.#messages.push(frame);
  }

  /** Returns the entry for the frame in the arena: the last one if the frame continues its segment, otherwise a new one. */
  #queuedMessagesFor(arena: FrameArena): QueuedMessages {
    const { last } = this.#messages;
    const segment = extendSegment(last?.long === undefined ? last?.segment : undefined, arena);
    if (last?.segment === segment) return last;
    const messages = { segment, payload: 0, long: undefined, endOffset: 0 };
    this.#messages.push(messages);
    return messages;
  }

  /** Queues the opening pong. */
  queueOpeningPong(frame: Uint8Array): void {
    this.#openingPong = frame;
  }

  /** Queues a ping. */
  queuePing(frame: Uint8Array): void {
    this.#pings = [...this.#pings, { kind: "ping", octets: frame }];
  }

  /** Queues a pong, which replaces a queued one. */
  queuePong(frame: Uint8Array): void {
    const pong: QueuedPing = { kind: "pong", octets: frame };
    const waits = this.#pings.some(({ kind }) => kind === "pong");
    this.#pings = waits ? this.#pings.map((each) => (each.kind === "pong" ? pong : each)) : [...this.#pings, pong];
  }

  /** Queues the error frame of this end, which replaces a queued one. It has no effect once one has been taken. */
  queueErrorFrame(frame: Uint8Array): void {
    if (!this.errorFrameBegun) this.#errorFrame = frame;
  }

  /** Drops all queued frames except for the rest of a partly taken one and the error frame of this end. */
  drop(): void {
    this.#openingPong = undefined;
    this.#pings = NO_PINGS;
    this.#messages.clear();
    this.#deferred?.clear();
    this.payloadOctets = this.#partial?.payload ?? 0;
  }

  /**
   * Takes the next octets.
   *
   * @param most - the maximum in octets. A segment of short frames is returned whole even if it is longer.
   * @returns `undefined` if no octets are queued, {@link LOST_PAYLOAD} if the next ones are lost
   */
  take(most: number): Uint8Array | undefined {
    const octets = this.#next(most);
    if (octets !== undefined) this.#taken += octets.length;
    return octets;
  }

  /**
   * Reports that octets taken have been sent, and releases their memory.
   *
   * @param octets - their number
   * @returns `false` if a payload was lost in between, so that other octets may have been sent
   */
  sent(octets: number): boolean {
    this.#sent += octets;
    const inFlight = this.#inFlight;
    let intact = true;
    for (let first = inFlight?.first; first !== undefined && first.endOffset <= this.#sent; first = inFlight?.first) {
      inFlight?.shift();
      if (first.segment === undefined) intact &&= first.octets.length === first.size;
      else frameArena.release(first.segment.chunk, first.segment.end - first.segment.start);
    }
    return intact;
  }

  #next(most: number): Uint8Array | undefined {
    if (this.#partial !== undefined) return this.#takePiece(this.#partial, most);
    if (this.#openingPong !== undefined) return this.#takeOpeningPong(this.#openingPong);
    const [ping] = this.#pings;
    if (ping !== undefined) return this.#takePing(ping);
    if (this.#messages.first === undefined && this.#deferred !== undefined) {
      if (this.#deferred.first?.lost === true) return LOST_PAYLOAD;
      this.#compress(this.#deferred, most);
    }
    const messages = this.#messages.shift();
    if (messages !== undefined) return messages.segment === undefined ? this.#takeShared(messages, most) : this.#takeMessages(messages);
    if (this.hasDeferred) return undefined;
    const frame = this.#errorFrame;
    this.#errorFrame = undefined;
    if (frame !== undefined) this.errorFrameBegun = true;
    return frame;
  }

  /** Compresses deferred messages while the budget of the turn permits it, and fewer octets than can be taken are queued. */
  #compress(deferred: Fifo<DeferredMessage>, most: number): void {
    let octets = 0;
    for (let message = deferred.first; message?.lost === false && octets < most && message.write(); message = deferred.first) {
      deferred.shift();
      octets += frameArena.size + (frameArena.tail?.length ?? 0);
      this.#enqueue(frameArena, message.payload);
    }
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

  #takeMessages(messages: QueuedMessages): Uint8Array {
    const { segment, payload, long } = messages;
    this.payloadOctets -= payload;
    this.#partial = long;
    this.#partialTaken = 0;
    this.#inFlight ??= new Fifo();
    messages.endOffset = this.#taken + segment.end - segment.start;
    // The entry stays until its segment has been sent; it must not retain the long payload.
    messages.long = undefined;
    this.#inFlight.push(messages);
    return segmentOctets(segment);
  }

  /** Takes a shared frame, which cannot be lost: whole, without an entry of its own for what is in flight, or its first piece. */
  #takeShared({ long }: SharedFrame, most: number): Uint8Array {
    if (long.size <= most) {
      this.payloadOctets -= long.payload;
      return long.octets;
    }
    this.#partial = long;
    this.#partialTaken = 0;
    return this.#takePiece(long, most);
  }

  #takePiece(long: LongPayload, most: number): Uint8Array {
    const { octets, size, payload } = long;
    if (octets.length < size) return LOST_PAYLOAD;
    const start = this.#partialTaken;
    const end = Math.min(start + most, size);
    // With an end, the piece of an array that tracks the length of its buffer has a fixed length.
    const piece = start === 0 && end === octets.length ? octets : octets.subarray(start, end);
    this.#partialTaken = end;
    this.#inFlight?.push({ segment: undefined, octets: piece, size: end - start, endOffset: this.#taken + end - start });
    if (end < size) return piece;
    this.#partial = undefined;
    this.payloadOctets -= payload;
    return piece;
  }
}
