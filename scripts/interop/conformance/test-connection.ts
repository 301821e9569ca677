/**
 * One WebSocket2 connection to a peer under test: frames out, events in.
 *
 * @module
 */
import type { Message } from "../../../reference/connection/index.ts";
import type { CompressionChoice, ErrorCode, Frame } from "../../../reference/schema/index.ts";
import { encodeFrame } from "../../../reference/wire/index.ts";
import { toHex } from "../../common/octets.ts";
import {
  data,
  EventQueue,
  frameFlag,
  type Http2ErrorCode,
  type Http2Event,
  type Http2EventOf,
  type Http2Peer,
  rawFrame,
  reset,
  splitData,
  TimeoutError,
} from "../h2/index.ts";
import { assert, fail, wrongCode } from "./case-failure.ts";
import { type StreamEvent, type StreamEventOf, streamEventText, type StreamEventType, messageText, sameMessage } from "./stream-event.ts";
import { StreamEventDecoder } from "./stream-event-decoder.ts";

/** Options of a test connection. */
export interface TestConnectionOptions {
  /** The role of the peer under test. */
  readonly peerRole: "client" | "server";
  /** The negotiated compression. */
  readonly choice: CompressionChoice | null;
  /** The message limit that the peer under test announced, in octets. */
  readonly peerLimit?: number | undefined;
  /** Answers pings automatically; `true` by default. */
  readonly answerPings?: boolean;
  /** The time that a step waits, in ms. */
  readonly timeoutMs: number;
}

/** CLOS without a Status, encoded. */
export const CLOS_FRAME = encodeFrame({ type: "error", code: "CLOS" });

/** A DATA frame with more octets than this belongs to a long message, not to pings and pongs. */
export const LONG_DATA_OCTETS = 100;

/** The most events of a stream: each is kept until the end of the case. */
const MAX_EVENTS = 100_000;

function terminalReason(event: StreamEvent): string | undefined {
  return event.type === "lost" || event.type === "reset" || event.type === "fault" ? streamEventText(event) : undefined;
}

const isNoPing = ({ type }: StreamEvent): boolean => type !== "ping";

/** One WebSocket2 connection to a peer under test. */
export class TestConnection {
  readonly peer: Http2Peer;
  readonly stream: number;
  readonly options: TestConnectionOptions;
  /** All events of the peer, in order. */
  readonly events: StreamEvent[] = [];
  /** The number of DATA frames of the peer without octets and without END_STREAM. */
  emptyDataFrames = 0;
  /** The HTTP/2 event of which the case took a stream event last. */
  lastTaken: Http2Event | undefined;
  /** Whether this end has sent END_STREAM. */
  endSent = false;
  /** Whether this end has sent RST_STREAM. */
  resetSent = false;
  /** Whether the case provokes a timeout of the peer: the connection rules about the end of the stream do not apply. */
  awaitsTimeout = false;
  readonly #eventQueue = new EventQueue<StreamEvent>(terminalReason);
  readonly #decoder: StreamEventDecoder;
  /** The HTTP/2 event in which an event of the stream arrived. */
  readonly #sources = new WeakMap<StreamEvent, Http2Event>();
  #isGivenUp = false;
  #pingCount = 0;
  #receivedOctets = 0;

  constructor(peer: Http2Peer, stream: number, options: TestConnectionOptions) {
    this.peer = peer;
    this.stream = stream;
    this.options = options;
    this.#decoder = new StreamEventDecoder(options.choice);
    // Events that arrived before this object existed belong to the connection as well.
    for (const event of peer.unread) this.#receive(event);
    peer.onEvent((event) => this.#receive(event));
  }

  #receive(event: Http2Event): void {
    if (this.events.length >= MAX_EVENTS) return this.#giveUp();
    for (const each of this.#streamEvents(event)) {
      this.#sources.set(each, event);
      this.#add(each);
    }
  }

  /** Ends the connection of a peer that floods. */
  #giveUp(): void {
    if (this.#isGivenUp) return;
    this.#isGivenUp = true;
    this.#add({ type: "lost", why: `more than ${MAX_EVENTS} frames on one stream, the limit of this runner` });
    this.peer.destroy();
  }

  #streamEvents(event: Http2Event): StreamEvent[] {
    if (event.type === "LOSS" || event.type === "MALFORMED") return [{ type: "lost", why: event.why }];
    if (!("stream" in event) || event.stream !== this.stream) return [];
    if (event.type === "DATA") return this.#contentEvents(event);
    if (event.type === "RST_STREAM") return [{ type: "reset", code: event.code }];
    return event.type === "HEADERS" && event.endStream ? [this.#endEvent()] : [];
  }

  #contentEvents({ octets, endStream }: Http2EventOf<"DATA">): StreamEvent[] {
    this.#receivedOctets += octets.length;
    if (octets.length === 0 && !endStream) this.emptyDataFrames += 1;
    const events = this.#decoder.push(octets);
    return endStream ? [...events, this.#endEvent()] : events;
  }

  /** Takes the next event that matches, and records it as the one on which a verdict rests. @throws {@link TimeoutError} */
  async #take(awaited: string, matches: (event: StreamEvent) => boolean, timeoutMs: number): Promise<StreamEvent> {
    const event = await this.#eventQueue.next(awaited, matches, timeoutMs);
    this.lastTaken = this.#sources.get(event);
    this.peer.recording.lastTaken = this.lastTaken;
    return event;
  }

  #endEvent(): StreamEvent {
    return { type: "end", insideFrame: this.#decoder.isInsideFrame, early: !this.endSent && !this.resetSent };
  }

  #add(event: StreamEvent): void {
    this.events.push(event);
    this.#eventQueue.add(event);
    const mayAnswer = this.options.answerPings !== false && !this.endSent && !this.resetSent;
    if (event.type === "ping" && mayAnswer) this.sendFrames({ type: "ping", kind: "pong", data: event.data });
  }

  /** Sends octets in one DATA frame. */
  send(...octets: readonly Uint8Array[]): void {
    this.peer.send(data(this.stream, Buffer.concat(octets)));
  }

  /** Sends octets in DATA frames, split at offsets. */
  sendSplit(octets: Uint8Array, cuts: readonly number[]): void {
    this.peer.send(splitData(this.stream, octets, cuts));
  }

  /** Sends frames in one DATA frame. */
  sendFrames(...frames: readonly Frame[]): void {
    this.send(...frames.map(encodeFrame));
  }

  /** Sends octets as the peer's windows allow. */
  sendAll(octets: Uint8Array): Promise<void> {
    return this.peer.sendAll(this.stream, octets);
  }

  /** Sends an error frame as the last octets; as a client, with END_STREAM. */
  sendLast(octets: Uint8Array = CLOS_FRAME): void {
    if (this.options.peerRole === "server") this.end(octets);
    else this.send(octets);
  }

  /** Sends END_STREAM. @param octets - content of the same DATA frame */
  end(octets?: Uint8Array): void {
    this.endSent = true;
    this.peer.send(data(this.stream, octets, { endStream: true }));
  }

  /** Ends this side with a trailer section. */
  endByTrailers(): void {
    this.endSent = true;
    // A literal field without indexing: the name and the value are "t".
    this.peer.send(rawFrame("HEADERS", this.stream, Uint8Array.of(0, 1, 0x74, 1, 0x74), frameFlag.END_HEADERS | frameFlag.END_STREAM));
  }

  /** Resets the stream. */
  reset(code: Http2ErrorCode = "CANCEL"): void {
    this.resetSent = true;
    this.peer.send(reset(this.stream, code));
  }

  /** Sends octets and RST_STREAM in one write. */
  sendAndReset(octets: Uint8Array, code: Http2ErrorCode): void {
    this.resetSent = true;
    this.peer.send(data(this.stream, octets), reset(this.stream, code));
  }

  /**
   * Awaits the next event, pings excepted. The time begins anew while octets of a long message arrive.
   *
   * @returns `undefined` if no event arrives in time
   * @throws {@link CaseFailure} if no event can arrive any more
   */
  async poll(awaited: string, timeoutMs = this.options.timeoutMs): Promise<StreamEvent | undefined> {
    for (;;) {
      const before = this.#receivedOctets;
      try {
        return await this.#take(awaited, isNoPing, timeoutMs);
      } catch (error) {
        if (!(error instanceof TimeoutError)) throw error;
        if (!error.timedOut) fail(error.message);
        if (this.#receivedOctets === before) return undefined;
      }
    }
  }

  /** Awaits the next event, pings excepted. @throws {@link CaseFailure} if none arrives in time */
  async next(awaited: string, timeoutMs = this.options.timeoutMs): Promise<StreamEvent> {
    return (await this.poll(awaited, timeoutMs)) ?? fail(`expected ${awaited}, found nothing within ${timeoutMs} ms`);
  }

  /** Awaits the next event and requires a type. @throws {@link CaseFailure} */
  async expect<T extends StreamEventType>(type: T, awaited: string, timeoutMs?: number): Promise<StreamEventOf<T>> {
    const event = await this.next(awaited, timeoutMs);
    assert(event.type === type, `expected ${awaited}, found ${streamEventText(event)}`);
    return event as StreamEventOf<T>;
  }

  /** Awaits the next ping. @throws {@link CaseFailure} */
  async expectPing(awaited: string, timeoutMs = this.options.timeoutMs): Promise<StreamEventOf<"ping">> {
    try {
      return (await this.#take(awaited, ({ type }) => type === "ping", timeoutMs)) as StreamEventOf<"ping">;
    } catch (error) {
      if (error instanceof TimeoutError) fail(error.message);
      throw error;
    }
  }

  /** Requires the echo of a message as the next event. @throws {@link CaseFailure} */
  async expectEcho(message: Message): Promise<StreamEventOf<"message">> {
    const awaited = `the echo of ${messageText(message)}`;
    const event = await this.expect("message", awaited);
    assert(sameMessage(event.message, message), `expected ${awaited}, found ${streamEventText(event)}`);
    return event;
  }

  /** Sends a message as the windows allow, and requires its echo. @throws {@link CaseFailure} */
  async roundTrip(message: Message): Promise<StreamEventOf<"message">> {
    await this.sendAll(encodeFrame(message));
    return this.expectEcho(message);
  }

  /** Sends a ping and requires its pong: all earlier events of the peer have arrived by then. @throws {@link CaseFailure} */
  async pingRoundTrip(): Promise<void> {
    this.#pingCount += 1;
    const bytes = new Uint8Array(8).fill(0xb0);
    bytes[7] = this.#pingCount;
    this.sendFrames({ type: "ping", kind: "ping", data: bytes });
    await this.expectPong(bytes);
  }

  /** Requires a pong with the Data of a ping as the next event. @throws {@link CaseFailure} */
  async expectPong(bytes: Uint8Array, awaited = "a pong"): Promise<void> {
    const pong = await this.expect("pong", awaited);
    assert(Buffer.compare(pong.data, bytes) === 0, `expected ${awaited} with the Data ${toHex(bytes)}, found ${streamEventText(pong)}`);
  }

  /** Requires an error frame with one of some codes as the next event. @throws {@link CaseFailure} */
  async expectErrorFrame(...codes: readonly ErrorCode[]): Promise<StreamEventOf<"error">> {
    const awaited = `an error frame ${codes.join(" or ")}`;
    const event = await this.expect("error", awaited);
    if (!codes.some((code) => code === event.code)) wrongCode(`expected ${awaited}, found ${streamEventText(event)}`);
    return event;
  }

  /** Requires CLOS as the next event. @param status - the Status; any by default @throws {@link CaseFailure} */
  async expectClos(status?: number | "none"): Promise<StreamEventOf<"error">> {
    const awaited = status === "none" ? "CLOS without a Status" : `CLOS with the Status ${status}`;
    const event = await this.expectErrorFrame("CLOS");
    const isWanted = status === undefined || event.status === (status === "none" ? undefined : status);
    if (!isWanted) fail(`expected ${awaited}, found ${streamEventText(event)}`);
    return event;
  }

  /** Requires the end of both sides after both error frames: a client ends first, a server after the client. @throws {@link CaseFailure} */
  async expectBothEnd(): Promise<void> {
    if (this.options.peerRole === "client") await this.expect("end", "END_STREAM after the error frame");
    if (!this.endSent) this.end();
    if (this.options.peerRole === "server") await this.expect("end", "END_STREAM after that of the client");
  }

  /** Answers an error frame with CLOS and requires the end of both sides. @throws {@link CaseFailure} */
  async answerError(): Promise<void> {
    this.sendLast();
    await this.expectBothEnd();
  }

  /** Closes the connection from this side. @throws {@link CaseFailure} */
  async close(): Promise<void> {
    this.sendLast();
    await this.expectClos("none");
    await this.expectBothEnd();
  }

  /** Requires no event but pings for a time in ms. @throws {@link CaseFailure} */
  async expectSilence(ms: number, awaited: string): Promise<void> {
    const event = await this.#take("no event", isNoPing, ms).catch((error: unknown) => error);
    if (!(event instanceof TimeoutError)) fail(`expected ${awaited}, found ${streamEventText(event as StreamEvent)}`);
  }
}
