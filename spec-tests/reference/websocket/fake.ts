/**
 * WebSocket over a connection with a fake core: the tests act as the peer.
 *
 * @module
 */
import type { CloseReport, Message, Statistics } from "../../../reference/connection/index.ts";
import type { ConnectionState } from "../../../reference/schema/states/index.ts";
import { resolveSendBuffer } from "../../../reference/http2/api/connection-options.ts";
import { UNKNOWN_SOCKET } from "../../../reference/http2/api/socket-info.ts";
import { Connection, type ConnectionCoreApi, connectionInternals } from "../../../reference/http2/api/connection.ts";
import { type ConnectOptions, OpeningError } from "../../../reference/http2/index.ts";
import { WebSocket2, type WebSocket2Options } from "../../../reference/websocket.ts";

/** Core that records its calls. */
class FakeCore implements ConnectionCoreApi {
  state: ConnectionState = "open";
  bufferedAmount = 0;
  paused = false;
  peerMessageLimit: number | undefined = undefined;
  readonly calls: string[] = [];

  send(message: Message): boolean {
    if (this.state !== "open") return false;
    const octets = message.type === "text" ? Buffer.byteLength(message.text) : message.bytes.length;
    this.bufferedAmount += octets;
    this.calls.push(message.type === "text" ? `text ${message.text}` : `binary ${Buffer.from(message.bytes).toString("hex")}`);
    return true;
  }

  terminate(): void {
    this.state = "closed";
  }

  close(code?: number, reason?: string): void {
    this.state = "closing";
    this.calls.push(["close", code, reason].filter((each) => each !== undefined && each !== "").join(" "));
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
  }

  statistics(): Statistics {
    throw new TypeError("expected no call");
  }
  ping(): boolean {
    throw new TypeError("expected no call");
  }
}

/** Report of a clean end. */
export const CLEAN: CloseReport = { code: 1000, reason: "done", wasClean: true };

/** WebSocket over a fake connection. */
export class Fake {
  readonly core = new FakeCore();
  readonly socket: WebSocket2;
  /** Events of the socket: name, `readyState`, and data. */
  readonly events: string[] = [];
  /** Arguments with which the socket opened its connection. */
  request: { url: string; options: ConnectOptions } | undefined;
  readonly #protocol: string | null;
  #connection: Connection | undefined;
  #settle: { open: (connection: Connection) => void; fail: (error: unknown) => void } = { open: () => undefined, fail: () => undefined };

  constructor({
    url = "wss://example.com/chat",
    protocols = [],
    protocol = null,
    ...options
  }: WebSocket2Options & { url?: string; protocols?: string[]; protocol?: string | null } = {}) {
    this.#protocol = protocol;
    this.socket = new WebSocket2(url, protocols, {
      connect: (target, connectOptions) => this.#connect(target, connectOptions),
      ...options,
    });
    for (const type of ["open", "message", "error", "close"]) this.socket.addEventListener(type, (event) => this.#record(event));
  }

  #connect(url: URL, options: ConnectOptions): Promise<Connection> {
    this.request = { url: url.href, options };
    options.signal?.addEventListener("abort", () => this.fail("cancelled"));
    return new Promise((open, fail) => (this.#settle = { open, fail }));
  }

  #record(event: Event & { readonly data?: unknown; readonly code?: number; readonly reason?: string; readonly wasClean?: boolean }): void {
    const { type, data, code, reason, wasClean } = event;
    const values = type === "message" ? [data] : type === "close" ? [code, reason, wasClean ? "clean" : "not clean"] : [];
    this.events.push([type, this.socket.readyState, ...values].join(" "));
  }

  /** Fails the opening. */
  fail(check: "cancelled" | "refused"): void {
    this.#settle.fail(new OpeningError({ check, seen: "nothing", ...(check === "refused" ? { status: 403, serverCheck: "origin" } : {}) }));
  }

  /** Opens the connection; the peer then sends messages or ends the connection at once. */
  open(...items: readonly (Message | CloseReport)[]): void {
    const fields = { requestFields: [], responseFields: [] };
    const facts = { url: "https://a.example/", socket: UNKNOWN_SOCKET, ...fields, sendBuffer: resolveSendBuffer() };
    this.#connection = new Connection(this.core, { protocol: this.#protocol, compression: null }, facts);
    this.#settle.open(this.#connection);
    if (items.length > 0) this.peer(...items);
  }

  /** Delivers messages of the peer, or its end of the connection. */
  peer(...items: readonly (Message | CloseReport)[]): void {
    const connection = this.#connection as Connection;
    for (const item of items) {
      if ("type" in item) {
        connectionInternals.message(connection, item);
      } else {
        this.core.state = "closed";
        connectionInternals.closed(connection, item);
      }
    }
  }

  /** Marks everything as sent. */
  flush(): void {
    this.core.bufferedAmount = 0;
  }
}

/** Waits until all queued tasks have run. */
export async function settled(): Promise<void> {
  for (let round = 0; round < 5; round++) await new Promise(setImmediate);
}

/** Returns a text message. */
export const text = (value: string): Message => ({ type: "text", text: value });

/** Returns a binary message. */
export const binary = (...octets: number[]): Message => ({ type: "binary", bytes: Uint8Array.from(octets) });
