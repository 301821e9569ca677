/**
 * An HTTP/2 connection of an attacker: it sends frames of its choice, answers SETTINGS and PING, and counts what comes back.
 *
 * @module
 */
import { connect, type Socket } from "node:net";

import { buildRequest, encodeFrame, type RequestOptions } from "../../../reference/wire/index.ts";
import {
  data,
  headers,
  type Http2Frame,
  http2FrameCodec,
  ping,
  preface,
  settings,
  settingsAck,
  windowUpdate,
} from "../../interop/h2/index.ts";
import { waitUntil } from "../../common/waiting.ts";

/** The greatest window of a stream or of a connection, in octets. */
const MAX_WINDOW = 2 ** 31 - 1;

/** The window of a connection before any WINDOW_UPDATE, in octets. */
const INITIAL_WINDOW = 65_535;

/** The greatest payload of a DATA frame, in octets. */
const MAX_FRAME = 16_384;

/** The octets of the head of a frame. */
const HEAD = 9;

const ACK = 1;

/** The opening ping. */
export const openingPing: Uint8Array = encodeFrame({ type: "ping", kind: "ping", data: new Uint8Array(8).fill(7) });

/** Options of a session. */
export interface RawSessionOptions {
  /** The window of each stream of the server, in octets; as large as possible by default. */
  readonly streamWindow?: number;
}

/** Counts octets that all sessions of an attack send. */
export interface WireCounter {
  octets: number;
}

/** One HTTP/2 connection. */
export class RawSession {
  readonly #socket: Socket;
  readonly #counter: WireCounter;
  readonly #streamWindows = new Map<number, number>();
  #window = INITIAL_WINDOW;
  #received: Buffer = Buffer.alloc(0);
  #nextStream = 1;
  /** Streams that the server has answered. */
  readonly answered = new Set<number>();
  /** Octets of DATA received. */
  content = 0;
  /** RST_STREAM frames received. */
  resets = 0;
  /** The code of GOAWAY; `undefined` without one. */
  goaway: number | undefined;
  /** Whether the connection has ended. */
  ended = false;

  constructor(port: number, counter: WireCounter, { streamWindow = MAX_WINDOW }: RawSessionOptions = {}) {
    this.#counter = counter;
    this.#socket = connect(port, "127.0.0.1").setNoDelay(true);
    this.#socket.on("error", () => undefined);
    this.#socket.on("close", () => (this.ended = true));
    this.#socket.on("data", (octets: Buffer) => this.#receive(octets));
    this.write(preface);
    this.send(settings({ INITIAL_WINDOW_SIZE: streamWindow }), windowUpdate(0, MAX_WINDOW - INITIAL_WINDOW));
  }

  /** How the server ended the connection, for the report. */
  get end(): string {
    if (this.goaway !== undefined) return `GOAWAY ${this.goaway}`;
    return this.ended ? "closed" : "open";
  }

  /** Writes octets as they are. */
  write(octets: Uint8Array): void {
    this.#counter.octets += octets.length;
    if (!this.#socket.destroyed) this.#socket.write(octets);
  }

  /** Sends frames in one write. */
  send(...frames: readonly Http2Frame[]): void {
    this.write(Buffer.concat(frames.map((frame) => http2FrameCodec.encode(frame))));
  }

  /** Sends a handshake request and the opening ping. @returns the stream */
  open(path: string, options: Partial<RequestOptions> & { readonly ping?: boolean } = {}): number {
    const { ping: sendsPing = true, ...request } = options;
    const stream = this.idle();
    const fields = buildRequest({ scheme: "http", authority: "127.0.0.1", path, ...request });
    this.send(...headers(stream, fields), ...(sendsPing ? [data(stream, openingPing)] : []));
    if (sendsPing) this.#window -= openingPing.length;
    return stream;
  }

  /** Returns the next stream that is idle. */
  idle(): number {
    const stream = this.#nextStream;
    this.#nextStream += 2;
    return stream;
  }

  /** Sends octets as DATA, regardless of windows. */
  sendData(stream: number, octets: Uint8Array): void {
    for (let at = 0; at < octets.length; at += MAX_FRAME) this.send(data(stream, octets.subarray(at, at + MAX_FRAME)));
  }

  /** Sends as many octets as the windows of the server allow. @returns their number */
  sendWithinWindows(stream: number, octets: Uint8Array, streamWindow: number): number {
    const open = this.#streamWindows.get(stream) ?? streamWindow - openingPing.length;
    const size = Math.min(octets.length, open, this.#window, MAX_FRAME);
    if (size <= 0) return 0;
    this.#streamWindows.set(stream, open - size);
    this.#window -= size;
    this.send(data(stream, octets.subarray(0, size)));
    return size;
  }

  /** Waits until the socket takes more, at most 200 ms. */
  async drained(): Promise<void> {
    await waitUntil(() => !this.#socket.writableNeedDrain || this.ended, 200);
  }

  /** Hangs up. */
  destroy(): void {
    this.#socket.destroy();
    this.ended = true;
  }

  #receive(octets: Buffer): void {
    this.#received = this.#received.length === 0 ? octets : Buffer.concat([this.#received, octets]);
    let at = 0;
    while (this.#received.length - at >= HEAD) {
      const end = at + HEAD + this.#received.readUIntBE(at, 3);
      if (end > this.#received.length) break;
      const stream = this.#received.readUInt32BE(at + 5) & MAX_WINDOW;
      this.#frame(this.#received.readUInt8(at + 3), this.#received.readUInt8(at + 4), stream, this.#received.subarray(at + HEAD, end));
      at = end;
    }
    this.#received = Buffer.from(this.#received.subarray(at));
  }

  #frame(type: number, flags: number, stream: number, payload: Buffer): void {
    const handlers: Readonly<Record<number, () => void>> = {
      0: () => (this.content += payload.length),
      1: () => this.answered.add(stream),
      3: () => (this.resets += 1),
      4: () => (flags & ACK) === 0 && this.send(settingsAck),
      6: () => (flags & ACK) === 0 && this.send(ping(payload, true)),
      7: () => (this.goaway = payload.readUInt32BE(4)),
      8: () => this.#addWindow(stream, payload.readUInt32BE(0)),
    };
    handlers[type]?.();
  }

  #addWindow(stream: number, octets: number): void {
    if (stream === 0) this.#window += octets;
    else this.#streamWindows.set(stream, (this.#streamWindows.get(stream) ?? 0) + octets);
  }
}
