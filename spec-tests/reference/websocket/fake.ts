/**
 * A connection whose core does nothing by itself: the tests say what the peer does.
 *
 * @module
 */
import type { CloseReport, Message, Statistics } from "../../../reference/connection/index.ts";
import type { ConnectionState } from "../../../reference/schema/states/index.ts";
import { resolveSendBuffer } from "../../../reference/http2/api/connection-options.ts";
import { Connection, type ConnectionCoreApi, connectionInternals } from "../../../reference/http2/api/connection.ts";
import { type ConnectOptions, OpeningError } from "../../../reference/http2/index.ts";
import { WebSocket2, type WebSocket2Options } from "../../../reference/websocket.ts";

/** A core that notes what it is told. */
class FakeCore implements ConnectionCoreApi {
  state: ConnectionState = "open";
  bufferedAmount = 0;
  paused = false;
  readonly told: string[] = [];

  send(message: Message): boolean {
    if (this.state !== "open") return false;
    const octets = message.type === "text" ? Buffer.byteLength(message.text) : message.bytes.length;
    this.bufferedAmount += octets;
    this.told.push(message.type === "text" ? `text ${message.text}` : `binary ${Buffer.from(message.bytes).toString("hex")}`);
    return true;
  }

  close(code?: number, reason?: string): void {
    this.state = "closing";
    this.told.push(["close", code, reason].filter((each) => each !== undefined && each !== "").join(" "));
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
}

/** A clean end. */
export const CLEAN: CloseReport = { code: 1000, reason: "done", wasClean: true };

/** A WebSocket over a fake connection. */
export class Fake {
  readonly core = new FakeCore();
  readonly socket: WebSocket2;
  /** The events of the socket: name, `readyState`, and what it carries. */
  readonly events: string[] = [];
  /** What the connection was asked for. */
  request: { url: string; options: ConnectOptions } | undefined;
  readonly #protocol: string | null;
  #connection: Connection | undefined;
  #settle: { open: (connection: Connection) => void; fail: (error: unknown) => void } = { open: () => undefined, fail: () => undefined };

  constructor({ url = "wss://example.com/chat", protocols = [], protocol = null, ...options }: WebSocket2Options & { url?: string; protocols?: string[]; protocol?: string | null } = {}) {
    this.#protocol = protocol;
    this.socket = new WebSocket2(url, protocols, { connect: (to, asked) => this.#connect(to, asked), ...options });
    for (const type of ["open", "message", "error", "close"]) this.socket.addEventListener(type, (event) => this.#note(event));
  }

  #connect(url: URL, options: ConnectOptions): Promise<Connection> {
    this.request = { url: url.href, options };
    options.signal?.addEventListener("abort", () => this.fail("cancelled"));
    return new Promise((open, fail) => (this.#settle = { open, fail }));
  }

  #note(event: Event & { readonly data?: unknown; readonly code?: number; readonly reason?: string; readonly wasClean?: boolean }): void {
    const { type, data, code, reason, wasClean } = event;
    const carried = type === "message" ? [data] : type === "close" ? [code, reason, wasClean ? "clean" : "not clean"] : [];
    this.events.push([type, this.socket.readyState, ...carried].join(" "));
  }

  /** The opening fails. */
  fail(check: "cancelled" | "refused"): void {
    this.#settle.fail(new OpeningError({ check, seen: "nothing" }));
  }

  /** The connection opens; what the peer does at once is given in order. */
  open(...then: readonly (Message | CloseReport)[]): void {
    this.#connection = new Connection(this.core, { protocol: this.#protocol, compression: null }, resolveSendBuffer());
    this.#settle.open(this.#connection);
    if (then.length > 0) this.peer(...then);
  }

  /** The peer sends messages, or ends the connection. */
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

  /** Everything has gone out. */
  flush(): void {
    this.core.bufferedAmount = 0;
  }
}

/** Waits until all that is queued has happened. */
export async function settled(): Promise<void> {
  for (let round = 0; round < 5; round++) await new Promise(setImmediate);
}

/** A text message. */
export const text = (value: string): Message => ({ type: "text", text: value });

/** A binary message. */
export const binary = (...octets: number[]): Message => ({ type: "binary", bytes: Uint8Array.from(octets) });
