/**
 * `WebSocket2`: the interface `WebSocket` of the WHATWG WebSockets Standard over WebSocket2 connections; Section "The WebSocket Interface".
 * Code written for `WebSocket` runs unchanged.
 *
 * @module
 */
import { type ClientOptions, connect, type Connection, type ConnectOptions, OpeningError, type ReceivedData } from "./http2/index.ts";
import type { CloseReport } from "./connection/index.ts";
import { LocalError } from "./layout/errors.ts";
import { connectionInternals } from "./http2/api/connection.ts";
import { furtherFields } from "./http2/client/client-options.ts";
import { credentialFields, readCloseArguments, readProtocols, readUrl, requestUrl } from "./websocket/arguments.ts";
import { type CloseEvent, closeEvent } from "./websocket/close-event.ts";
import { type EventHandler, EventHandlers } from "./websocket/event-handlers.ts";
import { OutgoingMessages } from "./websocket/outgoing-messages.ts";
import { exposeInterface, readyStates } from "./websocket/web-idl.ts";
import { TaskQueue } from "./websocket/task-queue.ts";

export type { CloseEvent, CloseEventInit } from "./websocket/close-event.ts";
export type { EventHandler } from "./websocket/event-handlers.ts";

/** Type of received binary data. */
export type BinaryType = "blob" | "arraybuffer";

/** Event of a name. */
export type WebSocket2Event<K> = K extends keyof WebSocket2EventMap ? WebSocket2EventMap[K] : Event;
/** Listener for an event. */
export type WebSocket2Listener<K> = ((event: WebSocket2Event<K>) => unknown) | WebSocket2ListenerObject<K>;

/** Object that listens for an event. */
export interface WebSocket2ListenerObject<K> {
  /** Handles the event. */
  handleEvent(event: WebSocket2Event<K>): unknown;
}

/** Options beyond those of `WebSocket`. */
export interface WebSocket2Options
  extends Omit<ConnectOptions, "protocols" | "requireProtocol" | "signal" | "redirects">, Pick<ClientOptions, "tls"> {
  /** Opens the connection. The default is `connect`; `client.connect` of a `Client` is another choice. */
  readonly connect?: (url: URL, options: ConnectOptions & Pick<ClientOptions, "tls">) => Promise<Connection>;
  /**
   * Whether the constructor accepts `ws` and `http` URLs, whose octets no TLS protects. It is for tests and for servers on this host: a
   * user agent never connects to such a URL for a page, so by default the opening fails. The default is `false`.
   */
  readonly allowCleartext?: boolean;
  /**
   * Called with the reason why the connection did not open, before the event `error`, which carries none. It is for logs: a page must not
   * learn the reason. By default, an error that is not an `OpeningError`, such as a wrong option, is an unhandled rejection.
   */
  readonly onfailed?: (error: unknown) => void;
}

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
export class WebSocket2 extends EventTarget {
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
  #state: number = CONNECTING;
  #binaryType: BinaryType = "blob";
  /** Size of the messages that `send` took and the connection did not accept, in octets. */
  #dropped = 0;

  /**
   * Begins to open a connection.
   *
   * @param url - an absolute URL with scheme `wss` or `https`, without a fragment; with `ws` or `http`, the opening fails unless the option
   *   `allowCleartext` is set
   * @param protocols - subprotocols, in order of preference; the server must choose one of them
   * @param options - options beyond those of `WebSocket`
   * @throws DOMException SyntaxError if the URL or a subprotocol is not usable
   * @throws TypeError without an argument
   */
  constructor(url: string | URL, protocols: string | Iterable<string> = [], options: WebSocket2Options = {}) {
    super();
    if (arguments.length === 0) throw new TypeError("expected a URL");
    this.#url = readUrl(url);
    void this.#open(readProtocols(protocols), options);
  }

  /** URL, with scheme `wss` or `ws`. */
  get url(): string {
    return this.#url.href;
  }

  /** State: `CONNECTING`, `OPEN`, `CLOSING` or `CLOSED`. */
  get readyState(): number {
    const closing = this.#state === OPEN && this.#connection?.state !== "open" && this.#tasks.done;
    return closing ? CLOSING : this.#state;
  }

  /** Size of the messages that `send` took and HTTP has not yet taken, in octets; text counts in UTF-8. */
  get bufferedAmount(): number {
    return (this.#connection?.bufferedAmount ?? 0) + this.#outgoing.waiting + this.#dropped;
  }

  /** Always the empty string: compression of WebSocket2 is not an extension. */
  get extensions(): string {
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
    const text: string = `${type}`;
    if (text === "blob" || text === "arraybuffer") this.#binaryType = text;
  }

  /** Handler of the event `open`. */
  get onopen(): EventHandler<Event> {
    return this.#handlers.get("open");
  }

  /** Replaces the handler; a value that is neither a function nor an object removes it. */
  set onopen(handler: EventHandler<Event>) {
    this.#handlers.set("open", handler);
  }

  /** Handler of the event `message`. */
  get onmessage(): EventHandler<MessageEvent> {
    return this.#handlers.get("message");
  }

  /** Replaces the handler. */
  set onmessage(handler: EventHandler<MessageEvent>) {
    this.#handlers.set("message", handler);
  }

  /** Handler of the event `error`. */
  get onerror(): EventHandler<Event> {
    return this.#handlers.get("error");
  }

  /** Replaces the handler. */
  set onerror(handler: EventHandler<Event>) {
    this.#handlers.set("error", handler);
  }

  /** Handler of the event `close`. */
  get onclose(): EventHandler<CloseEvent> {
    return this.#handlers.get("close");
  }

  /** Replaces the handler. */
  set onclose(handler: EventHandler<CloseEvent>) {
    this.#handlers.set("close", handler);
  }

  /** Adds a listener, typed by the events of {@link WebSocket2EventMap}. */
  override addEventListener<K extends string>(
    type: K,
    listener: WebSocket2Listener<K> | null,
    options?: Parameters<EventTarget["addEventListener"]>[2],
  ): void {
    super.addEventListener(type, listener as Parameters<EventTarget["addEventListener"]>[1], options);
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
  close(code?: number, reason?: string): void {
    const closing = readCloseArguments(code, reason);
    if (this.#state >= CLOSING) return;
    const opening = this.#state === CONNECTING;
    this.#state = CLOSING;
    if (opening) this.#abort.abort();
    else this.#outgoing.after(() => this.#connection?.close(closing.code, closing.reason));
  }

  async #open(protocols: readonly string[], options: WebSocket2Options): Promise<void> {
    const { connect: openConnection = connect, onfailed, allowCleartext = false, ...connectOptions } = options;
    if (this.#url.protocol !== "wss:" && !allowCleartext) {
      onfailed?.(new LocalError("url", `expected the scheme wss, or the option allowCleartext for tests, found ${this.#url.protocol}`));
      this.#tasks.queue(() => this.#ended(NEVER_OPENED));
      return;
    }
    try {
      const { signal } = this.#abort;
      const fields = furtherFields(connectOptions);
      const headers = [...fields, ...credentialFields(this.#url, fields)];
      const requireProtocol = protocols.length > 0;
      this.#established(await openConnection(requestUrl(this.#url), { ...connectOptions, headers, protocols, requireProtocol, signal }));
    } catch (error) {
      onfailed?.(error);
      this.#tasks.queue(() => this.#ended(NEVER_OPENED));
      // Any other error is a mistake of the program, which must not go unnoticed.
      if (!(error instanceof OpeningError) && onfailed === undefined) throw error;
    }
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
