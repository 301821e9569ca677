/**
 * One WebSocket2 connection to a peer under test: frames out, items in.
 *
 * @module
 */
import type { Message } from "../../../reference/connection/index.ts";
import type { CompressionChoice, Frame } from "../../../reference/schema/index.ts";
import { encodeFrame } from "../../../reference/wire/index.ts";
import { toHex } from "../../common/octets.ts";
import { data, splitData, EventQueue, TimeoutError, type Http2Peer, type Http2Event, reset, type Http2ErrorCode, rawFrame, frameFlag } from "../h2/index.ts";
import { assert, fail, wrongCode } from "./case-failure.ts";
import { type StreamEvent, type StreamEventOf, streamEventText, type StreamEventType, messageText, sameMessage } from "./stream-event.ts";
import { StreamEventDecoder } from "./stream-event-decoder.ts";

/** What was agreed and how this end behaves. */
export interface TestConnectionOptions {
  /** The role of the peer under test. */
  readonly peerRole: "client" | "server";
  readonly choice: CompressionChoice | null;
  /** Answers pings by itself; yes unless given. */
  readonly answerPings?: boolean;
  /** How long a step waits, in ms. */
  readonly timeoutMs: number;
}

/** The plain close as octets. */
export const CLOS_FRAME = encodeFrame({ type: "error", code: "CLOS" });

/** A DATA frame with more octets than these is part of a long message, not of pings and pongs. */
export const LONG_DATA_OCTETS = 100;

function terminalReason(item: StreamEvent): string | undefined {
  return item.is === "lost" || item.is === "reset" || item.is === "fault" ? streamEventText(item) : undefined;
}

/** One WebSocket2 connection to a peer under test. */
export class TestConnection {
  readonly peer: Http2Peer;
  readonly stream: number;
  readonly options: TestConnectionOptions;
  /** Everything that the peer did, in order. */
  readonly events: StreamEvent[] = [];
  /** Whether this end has sent END_STREAM, and whether RST_STREAM. */
  ended = false;
  wasReset = false;
  /** Whether the log is not held against the rules on ends, since the case waits for a timeout. */
  waitsForTimeout = false;
  readonly #eventQueue = new EventQueue<StreamEvent>(terminalReason);
  readonly #decoder: StreamEventDecoder;
  #pings = 0;
  /** Octets of content so far. */
  #octets = 0;

  constructor(peer: Http2Peer, stream: number, options: TestConnectionOptions) {
    this.peer = peer;
    this.stream = stream;
    this.options = options;
    this.#decoder = new StreamEventDecoder(options.choice);
    // What came before belongs to this connection as well.
    for (const event of peer.unread) this.#receive(event);
    peer.onEvent((event) => this.#receive(event));
  }

  #receive(event: Http2Event): void {
    const mine = "stream" in event && event.stream === this.stream;
    if (event.type === "DATA" && mine) {
      this.#octets += event.octets.length;
      for (const item of this.#decoder.push(event.octets)) this.#add(item);
      if (event.endStream) this.#add(this.#endEvent());
    }
    if (event.type === "HEADERS" && mine && event.endStream) this.#add(this.#endEvent());
    if (event.type === "RST_STREAM" && mine) this.#add({ is: "reset", code: event.code });
    if (event.type === "LOSS" || event.type === "MALFORMED") this.#add({ is: "lost", why: event.why });
  }

  #endEvent(): StreamEvent {
    return { is: "end", open: this.#decoder.isInsideFrame, early: !this.ended && !this.wasReset };
  }

  #add(item: StreamEvent): void {
    this.events.push(item);
    this.#eventQueue.add(item);
    const over = this.ended || this.wasReset;
    if (item.is === "ping" && this.options.answerPings !== false && !over) this.sendFrames({ type: "ping", kind: "pong", data: item.data });
  }

  /** Sends octets in one DATA frame. */
  send(...octets: readonly Uint8Array[]): void {
    this.peer.send(data(this.stream, Buffer.concat(octets)));
  }

  /** Sends octets in DATA frames cut at offsets. */
  sendSplit(octets: Uint8Array, cuts: readonly number[]): void {
    this.peer.send(splitData(this.stream, octets, cuts));
  }

  /** Sends frames in one DATA frame. */
  sendFrames(...frames: readonly Frame[]): void {
    this.send(...frames.map(encodeFrame));
  }

  /** Sends octets as the peer's window allows. */
  sendAll(octets: Uint8Array): Promise<void> {
    return this.peer.sendAll(this.stream, octets);
  }

  /** Ends this side, with last octets or without. */
  end(octets?: Uint8Array): void {
    this.ended = true;
    this.peer.send(data(this.stream, octets, { endStream: true }));
  }

  /** Ends this side by a trailer section. */
  endByTrailers(): void {
    this.ended = true;
    // A literal field without a name in any table: "t" is "t".
    this.peer.send(rawFrame("HEADERS", this.stream, Uint8Array.of(0, 1, 0x74, 1, 0x74), frameFlag.END_HEADERS | frameFlag.END_STREAM));
  }

  /** Resets the stream. */
  reset(code: Http2ErrorCode = "CANCEL"): void {
    this.wasReset = true;
    this.peer.send(reset(this.stream, code));
  }

  /** What the peer does next, of whatever kind; pings left out, since they are answered. */
  async next(awaited: string, patience = this.options.timeoutMs): Promise<StreamEvent> {
    for (;;) {
      const before = this.#octets;
      try {
        return await this.#eventQueue.next(awaited, ({ is }) => is !== "ping", patience);
      } catch (error) {
        // A long message may take its time as long as its octets come.
        if (error instanceof TimeoutError && !this.peer.isLost && this.#octets > before) continue;
        if (error instanceof TimeoutError) fail(error.message);
        throw error;
      }
    }
  }

  /** What the peer does next, which has to be of a kind. */
  async expect<K extends StreamEventType>(kind: K, awaited: string, patience?: number): Promise<StreamEventOf<K>> {
    const item = await this.next(awaited, patience);
    assert(item.is === kind, `expected ${awaited}, found ${streamEventText(item)}`);
    return item as StreamEventOf<K>;
  }

  /** The first ping of the peer that nobody has asked for. */
  async expectPing(awaited: string, patience = this.options.timeoutMs): Promise<StreamEventOf<"ping">> {
    try {
      return (await this.#eventQueue.next(awaited, ({ is }) => is === "ping", patience)) as StreamEventOf<"ping">;
    } catch (error) {
      if (error instanceof TimeoutError) fail(error.message);
      throw error;
    }
  }

  /** The peer sends a message back. */
  async expectEcho(message: Message): Promise<StreamEventOf<"message">> {
    const awaited = `the echo of ${messageText(message)}`;
    const item = await this.expect("message", awaited);
    assert(sameMessage(item.message, message), `expected ${awaited}, found ${streamEventText(item)}`);
    return item;
  }

  /** Sends a message as the window allows, and awaits its echo. */
  async roundTrip(message: Message): Promise<StreamEventOf<"message">> {
    await this.sendAll(encodeFrame(message));
    return this.expectEcho(message);
  }

  /** Sends a ping and awaits its pong: what the peer did before has arrived by then. */
  async pingRoundTrip(): Promise<void> {
    this.#pings += 1;
    const octets = new Uint8Array(8).fill(0xb0);
    octets[7] = this.#pings;
    this.sendFrames({ type: "ping", kind: "ping", data: octets });
    const pong = await this.expect("pong", "the pong of a ping");
    assert(Buffer.compare(pong.data, octets) === 0, `expected a pong with the Data ${toHex(octets)}, found ${streamEventText(pong)}`);
  }

  /** The peer reports a fault by one of some codes; messages before it were awaited already. */
  async expectErrorFrame(codes: readonly string[]): Promise<StreamEventOf<"error">> {
    const awaited = `an error frame ${codes.join(" or ")}`;
    const item = await this.expect("error", awaited);
    if (!codes.includes(item.code)) wrongCode(`expected ${awaited}, found ${streamEventText(item)}`);
    return item;
  }

  /** The peer sends CLOS. @param status - what Status it has; not looked at unless given */
  async expectClos(status?: number | "none"): Promise<StreamEventOf<"error">> {
    const awaited = status === undefined ? "CLOS" : status === "none" ? "CLOS without a Status" : `CLOS with the Status ${status}`;
    const item = await this.expectErrorFrame(["CLOS"]);
    if (status !== undefined && item.status !== (status === "none" ? undefined : status)) fail(`expected ${awaited}, found ${streamEventText(item)}`);
    return item;
  }

  /** Both sides end after error frames in both directions: a client first, a server when it has seen that. */
  async expectBothEnd(): Promise<void> {
    if (this.options.peerRole === "client") await this.expect("end", "END_STREAM behind the error frame");
    if (!this.ended) this.end();
    if (this.options.peerRole === "server") await this.expect("end", "END_STREAM, since this end has sent it and both have sent error frames");
  }

  /** Closes from this side, and sees the peer close. */
  async close(): Promise<void> {
    if (this.options.peerRole === "server") this.end(CLOS_FRAME);
    else this.send(CLOS_FRAME);
    await this.expectClos("none");
    await this.expectBothEnd();
  }

  /** Nothing but pings comes for a while. */
  async expectSilence(ms: number, why: string): Promise<void> {
    const found = await this.#eventQueue.next("nothing", ({ is }) => is !== "ping", ms).catch((error: unknown) => error);
    if (!(found instanceof TimeoutError)) fail(`expected ${why}, found ${streamEventText(found as StreamEvent)}`);
  }
}
