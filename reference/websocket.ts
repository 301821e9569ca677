/**
 * `WebSocket2`: the interface `WebSocket` of the WHATWG WebSockets Standard over WebSocket2 connections; Section "The WebSocket Interface".
 * Code written for `WebSocket` runs unchanged.
 *
 * @module
 */
import { OpeningError, type ReceivedData } from "./http2/index.ts";
import type { CloseReport } from "./connection/index.ts";
import { LocalError } from "./layout/errors.ts";
import { Connection, connectionInternals } from "./http2/api/connection.ts";
import { readCloseArguments, readProtocols, readUrl } from "./websocket/arguments.ts";
import { type CloseEvent, closeEvent } from "./websocket/close-event.ts";
import { type EventHandler, EventHandlers } from "./websocket/event-handlers.ts";
import { type Opening, readOptions, type WebSocket2Options } from "./websocket/options.ts";
import { OutgoingMessages } from "./websocket/outgoing-messages.ts";
import { exposeInterface, type ReadyState, readyStates } from "./websocket/web-idl.ts";
import { reportException, TaskQueue } from "./websocket/task-queue.ts";

export { CloseEvent, type CloseEventConstructor, type CloseEventInit } from "./websocket/close-event.ts";
export type { EventHandler } from "./websocket/event-handlers.ts";
export type { ReadyState } from "./websocket/web-idl.ts";
export type { WebSocket2Options } from "./websocket/options.ts";

/** Type of received binary data. */
export type BinaryType = "blob" | "arraybuffer";

const { CONNECTING, OPEN, CLOSING, CLOSED } = readyStates;

/** Close code for a message that is longer than the peer accepts. */
const MESSAGE_TOO_BIG = 1009;

/** Report of a connection that never opened. A connection that fails later has the same code. */
const NEVER_OPENED: CloseReport = { code: 1006, reason: "", wasClean: false };

/** Events of a connection by name. */
export interface WebSocket2EventMap {
  /** The connection opened. */
  open: Event;
  /** A message arrived. */
  message: MessageEvent;
  /** The connection failed; `close` follows. */
  error: Event;
  /** The connection ended, or did not open. */
  close: CloseEvent;
}

/** Options of a listener, and the types of a listener, as the `EventTarget` of the platform declares them. */
type ListenerArguments = Parameters<EventTarget["addEventListener"]>;

/**
 * Type of `this` in handlers and listeners: the type `WebSocket` of the platform where it has one, so that a `WebSocket2` is assignable to
 * it and handlers fit both; otherwise the public members of `WebSocket2`.
 */
export type WebSocket2This = typeof globalThis extends { readonly WebSocket: { readonly prototype: infer Platform } }
  ? Platform
  : Pick<WebSocket2, keyof WebSocket2>;

/** Listener for an event of {@link WebSocket2EventMap}. */
export type WebSocket2Listener<K extends keyof WebSocket2EventMap> = (this: WebSocket2This, event: WebSocket2EventMap[K]) => unknown;

/** `EventTarget` whose listeners are typed by the events of {@link WebSocket2EventMap}. */
export interface WebSocket2EventTarget extends EventTarget {
  /** Adds a listener. */
  addEventListener<K extends keyof WebSocket2EventMap>(type: K, listener: WebSocket2Listener<K>, options?: ListenerArguments[2]): void;
  /** Adds a listener for any event. */
  addEventListener(type: string, listener: ListenerArguments[1], options?: ListenerArguments[2]): void;
  /** Removes a listener. */
  removeEventListener<K extends keyof WebSocket2EventMap>(type: K, listener: WebSocket2Listener<K>, options?: ListenerArguments[2]): void;
  /** Removes a listener for any event. */
  removeEventListener(type: string, listener: ListenerArguments[1], options?: ListenerArguments[2]): void;
}

/** `EventTarget` with the types of {@link WebSocket2EventTarget}. */
const TypedEventTarget = EventTarget as unknown as new () => WebSocket2EventTarget;

/**
 * Connection with the interface `WebSocket`.
 *
 * @example
 * ```ts
 * import { once } from "node:events";
 * import { WebSocket2 } from "websocket2";
 *
 * const socket = new WebSocket2("ws://127.0.0.1:8080/echo", "chat", { allowCleartext: true });
 * socket.onopen = () => socket.send("Hi");
 * socket.onmessage = ({ data }) => {
 *   console.log(data); // Hi
 *   socket.close(1000, "done");
 * };
 * socket.onclose = ({ code, wasClean }) => console.log(code, wasClean); // 1000 true
 * await once(socket, "close");
 * ```
 */
export class WebSocket2 extends TypedEventTarget {
  /** The connection is opening. */
  declare static readonly CONNECTING: 0;
  /** The connection is open: messages can be sent and received. */
  declare static readonly OPEN: 1;
  /** The connection is closing. */
  declare static readonly CLOSING: 2;
  /** The connection is closed, or did not open. */
  declare static readonly CLOSED: 3;
  /** Same as {@link WebSocket2.CONNECTING | the constant of the class}. */
  declare readonly CONNECTING: 0;
  /** Same as {@link WebSocket2.OPEN | the constant of the class}. */
  declare readonly OPEN: 1;
  /** Same as {@link WebSocket2.CLOSING | the constant of the class}. */
  declare readonly CLOSING: 2;
  /** Same as {@link WebSocket2.CLOSED | the constant of the class}. */
  declare readonly CLOSED: 3;

  readonly #url: URL;
  readonly #handlers = new EventHandlers(this);
  readonly #tasks = new TaskQueue();
  readonly #abort = new AbortController();
  readonly #outgoing = new OutgoingMessages({
    send: (data, octets) => this.#forward(data, octets),
    fail: (_, octets) => this.#unreadable(octets),
  });
  #connection: Connection | undefined;
  #state: ReadyState = CONNECTING;
  #binaryType: BinaryType = "blob";
  /** Size of the messages that `send` took and the connection did not accept, in octets. */
  #dropped = 0;

  /**
   * Begins to open a connection.
   *
   * @param url - an absolute URL with scheme `wss` or `https`, without a fragment; with `ws` or `http`, the opening fails unless the option
   *   `allowCleartext` is set. It also fails for a port that the Fetch Standard blocks
   * @param protocols - subprotocols, in order of preference; the server must choose one of them
   * @param options - options beyond those of `WebSocket`
   * @throws DOMException SyntaxError if the URL or a subprotocol is not usable
   * @throws LocalError if an option is not usable or unknown
   * @throws TypeError without an argument
   */
  constructor(url: string | URL, protocols: string | Iterable<string> = [], options: WebSocket2Options = {}) {
    super();
    if (arguments.length === 0) throw new TypeError("expected a URL");
    this.#url = readUrl(url);
    const opening = readOptions(this.#url, readProtocols(protocols), options);
    if (opening.blocked === undefined) void this.#open(opening);
    else this.#failed(opening, opening.blocked);
  }

  /** URL, with scheme `wss` or `ws`. */
  get url(): string {
    return this.#url.href;
  }

  /** State: `CONNECTING`, `OPEN`, `CLOSING` or `CLOSED`. */
  get readyState(): ReadyState {
    const closing = this.#state === OPEN && this.#connection?.state !== "open" && this.#tasks.done;
    return closing ? CLOSING : this.#state;
  }

  /** Size of the messages that `send` took and HTTP has not yet taken, in octets; text counts in UTF-8. */
  get bufferedAmount(): number {
    return (this.#connection?.bufferedAmount ?? 0) + this.#outgoing.waiting + this.#dropped;
  }

  /** Always the empty string: compression of WebSocket2 is not an extension. */
  get extensions(): string {
    void this.#state; // Throws TypeError for another object, as in every member.
    return "";
  }

  /** Subprotocol that the server chose; empty until the connection is open, and if none was offered. */
  get protocol(): string {
    return this.#connection?.protocol ?? "";
  }

  /** Type of received binary data. The default is `blob`. */
  get binaryType(): BinaryType {
    return this.#binaryType;
  }

  /** Sets the type; other values are ignored, as for every enumerated attribute of Web IDL. */
  set binaryType(type: BinaryType) {
    void this.#state;
    const text: string = `${type}`;
    if (text === "blob" || text === "arraybuffer") this.#binaryType = text;
  }

  /** Handler of the event `open`. */
  get onopen(): EventHandler<Event, WebSocket2This> {
    return this.#handlers.get("open");
  }

  /** Replaces the handler; a value that is neither a function nor an object removes it. */
  set onopen(handler: EventHandler<Event, WebSocket2This>) {
    this.#handlers.set("open", handler);
  }

  /** Handler of the event `message`. */
  get onmessage(): EventHandler<MessageEvent, WebSocket2This> {
    return this.#handlers.get("message");
  }

  /** Replaces the handler. */
  set onmessage(handler: EventHandler<MessageEvent, WebSocket2This>) {
    this.#handlers.set("message", handler);
  }

  /** Handler of the event `error`. */
  get onerror(): EventHandler<Event, WebSocket2This> {
    return this.#handlers.get("error");
  }

  /** Replaces the handler. */
  set onerror(handler: EventHandler<Event, WebSocket2This>) {
    this.#handlers.set("error", handler);
  }

  /** Handler of the event `close`. */
  get onclose(): EventHandler<CloseEvent, WebSocket2This> {
    return this.#handlers.get("close");
  }

  /** Replaces the handler. */
  set onclose(handler: EventHandler<CloseEvent, WebSocket2This>) {
    this.#handlers.set("close", handler);
  }

  /**
   * Sends a message: octets and Blobs as binary, any other value as text, converted to a string. If the connection is closing or closed,
   * the data is discarded and counted in `bufferedAmount`. So is data that is longer than the message limit of the peer; the connection
   * is then closed with 1009.
   *
   * @throws DOMException InvalidStateError while the connection is opening
   * @throws TypeError without an argument
   */
  send(data: string | Blob | ArrayBuffer | ArrayBufferView): void {
    if (arguments.length === 0) throw new TypeError("expected data to send");
    if (this.#state === CONNECTING) throw new DOMException("expected an open connection, found one that is opening", "InvalidStateError");
    this.#outgoing.send(data);
  }

  /**
   * Closes the connection after all messages are sent, or aborts its opening. Messages that arrive afterwards are discarded.
   *
   * @param code - 1000, or 3000 to 4999
   * @param reason - at most the `reason` limit (123 octets) in UTF-8
   * @throws DOMException InvalidAccessError for another code, SyntaxError for a longer reason
   */
  // With a default, the code does not count in `close.length`, which is 0 in Web IDL.
  close(code: number | undefined = undefined, reason?: string): void {
    const state = this.#state;
    const closing = readCloseArguments(code, reason);
    if (state >= CLOSING) return;
    this.#state = CLOSING;
    if (state === CONNECTING) this.#abortOpening();
    else this.#outgoing.after(() => this.#connection?.close(closing.code, closing.reason));
  }

  async #open({ connect, url, options, onfailed }: Opening): Promise<void> {
    try {
      const connection = await connect(url, { ...options, signal: this.#abort.signal });
      if (!(connection instanceof Connection)) throw new LocalError("connect", "expected the promise of a Connection");
      this.#established(connection);
    } catch (error) {
      this.#failed({ onfailed }, error);
      // Any other error is a mistake of the program, which must not go unnoticed.
      if (!(error instanceof OpeningError) && onfailed === undefined) throw error;
    }
  }

  /** Queues the events first: they are fired whatever `onfailed` does. */
  #failed({ onfailed }: { readonly onfailed?: WebSocket2Options["onfailed"] | undefined }, error: unknown): void {
    this.#tasks.queue(() => this.#ended(NEVER_OPENED));
    try {
      onfailed?.(error);
    } catch (exception) {
      reportException(exception);
    }
  }

  /** Ends the opening, also where the option `connect` ignores the signal. */
  #abortOpening(): void {
    this.#abort.abort();
    this.#tasks.queue(() => this.#ended(NEVER_OPENED));
  }

  #established(connection: Connection): void {
    this.#tasks.queue(() => this.#opened(connection));
    connectionInternals.whenEnded(connection, (report) => this.#tasks.queue(() => this.#connection !== undefined && this.#ended(report)));
  }

  #opened(connection: Connection): void {
    if (this.#state !== CONNECTING) {
      // Closed between the opening pong and this task: the page never sees the connection open.
      connection.close();
      this.#ended(NEVER_OPENED);
      return;
    }
    this.#connection = connection;
    connection.onmessage = (data) => this.#tasks.queue(() => this.#received(data));
    this.#state = OPEN;
    this.dispatchEvent(new Event("open"));
  }

  #received(data: ReceivedData): void {
    if (this.#state !== OPEN) return;
    this.dispatchEvent(new MessageEvent("message", { data: this.#asBinaryType(data), origin: this.#url.origin }));
  }

  #asBinaryType(data: ReceivedData): string | Blob | ArrayBuffer {
    if (typeof data === "string") return data;
    return this.#binaryType === "blob" ? new Blob([data as Uint8Array<ArrayBuffer>]) : new Uint8Array(data).buffer;
  }

  #ended(report: CloseReport): void {
    if (this.#state === CLOSED) return;
    this.#state = CLOSED;
    if (report.code === NEVER_OPENED.code) this.dispatchEvent(new Event("error"));
    this.dispatchEvent(closeEvent({ ...report, reason: report.check ?? report.reason }));
  }

  #forward(data: string | Uint8Array, octets: number): void {
    const isTooLong = octets > (this.#connection?.peerMessageLimit ?? Infinity);
    if (isTooLong || this.#connection?.send(data) !== true) this.#dropped += octets;
    if (isTooLong) this.#connection?.close(MESSAGE_TOO_BIG);
  }

  /** Closes the connection because a Blob cannot be read; otherwise the peer would miss a message. */
  #unreadable(octets: number): void {
    this.#dropped += octets;
    this.#connection?.close(1011);
  }
}

exposeInterface(WebSocket2);
