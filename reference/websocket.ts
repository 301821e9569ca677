/**
 * `WebSocket2`: the WebSocket interface of the WHATWG over WebSocket2 connections. Code written for `WebSocket` runs unchanged.
 *
 * @module
 */
import { type ClientOptions, connect, type Connection, type ConnectOptions, OpeningError, type ReceivedData } from "./http2/index.ts";
import type { CloseReport } from "./connection/index.ts";
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

/** What received octets are given as. */
export type BinaryType = "blob" | "arraybuffer";

/** The event of a name. */
export type WebSocket2Event<K> = K extends keyof WebSocket2EventMap ? WebSocket2EventMap[K] : Event;
/** What listens to an event. */
export type WebSocket2Listener<K> = ((event: WebSocket2Event<K>) => unknown) | WebSocket2ListenerObject<K>;

/** An object that listens to an event. */
export interface WebSocket2ListenerObject<K> {
  /** Called with each event. */
  handleEvent(event: WebSocket2Event<K>): unknown;
}

/** What a browser has no word for. */
export interface WebSocket2Options extends Omit<ConnectOptions, "protocols" | "requireProtocol" | "signal">, Pick<ClientOptions, "tls"> {
  /** Opens the connection; that of `reference/http2` unless given. */
  readonly connect?: (url: URL, options: ConnectOptions & Pick<ClientOptions, "tls">) => Promise<Connection>;
  /** Told why an opening failed, before the event `error`, which tells nothing. For developers and logs: a page must not learn it. */
  readonly onfailed?: (error: unknown) => void;
}

const { CONNECTING, OPEN, CLOSING, CLOSED } = readyStates;

/** How a connection ends that never opened; those that fail later have the same code. */
const NEVER_OPENED: CloseReport = { code: 1006, reason: "", wasClean: false };

/** The events of a connection by name. */
export interface WebSocket2EventMap {
  /** The connection is open. */
  open: Event;
  /** A message has come. */
  message: MessageEvent;
  /** The connection has failed; `close` follows. */
  error: Event;
  /** The connection has ended, or none came of it. */
  close: CloseEvent;
}

/**
 * A connection in the shape of the interface `WebSocket`.
 *
 * @example
 * ```ts
 * import { once } from "node:events";
 * import { WebSocket2 } from "websocket2";
 *
 * const socket = new WebSocket2("ws://127.0.0.1:8080/echo", "chat");
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
  /** The state in which the connection is being opened. */
  declare static readonly CONNECTING: 0;
  /** The state in which messages go both ways. */
  declare static readonly OPEN: 1;
  /** The state in which the connection is being closed. */
  declare static readonly CLOSING: 2;
  /** The state at the end. */
  declare static readonly CLOSED: 3;
  /** As {@link WebSocket2.CONNECTING | on the class}. */
  declare readonly CONNECTING: 0;
  /** As {@link WebSocket2.OPEN | on the class}. */
  declare readonly OPEN: 1;
  /** As {@link WebSocket2.CLOSING | on the class}. */
  declare readonly CLOSING: 2;
  /** As {@link WebSocket2.CLOSED | on the class}. */
  declare readonly CLOSED: 3;

  readonly #url: URL;
  readonly #handlers = new EventHandlers(this);
  readonly #tasks = new TaskQueue();
  readonly #abort = new AbortController();
  readonly #outgoing = new OutgoingMessages({ send: (data, octets) => this.#forward(data, octets), fail: (_, octets) => this.#unreadable(octets) });
  #connection: Connection | undefined;
  #state: number = CONNECTING;
  #binaryType: BinaryType = "blob";
  /** Octets that were given to `send` and never went out. */
  #dropped = 0;

  /**
   * @param url - `wss`, `ws`, `https` or `http`, absolute and without a fragment
   * @param protocols - the subprotocols, the preferred one first; the server has to choose one of them
   * @param options - what a browser has no word for
   * @throws DOMException SyntaxError where the URL or a subprotocol is not usable
   * @throws TypeError without an argument
   */
  constructor(url: string | URL, protocols: string | Iterable<string> = [], options: WebSocket2Options = {}) {
    super();
    if (arguments.length === 0) throw new TypeError("expected a URL");
    this.#url = readUrl(url);
    void this.#open(readProtocols(protocols), options);
  }

  /** The URL, with the scheme `wss` or `ws`. */
  get url(): string {
    return this.#url.href;
  }

  /** `CONNECTING`, `OPEN`, `CLOSING` or `CLOSED`. */
  get readyState(): number {
    const closing = this.#state === OPEN && this.#connection?.state !== "open" && this.#tasks.done;
    return closing ? CLOSING : this.#state;
  }

  /** Octets that were given to `send` and have not been handed to HTTP, a text counted in UTF-8. */
  get bufferedAmount(): number {
    return (this.#connection?.bufferedAmount ?? 0) + this.#outgoing.waiting + this.#dropped;
  }

  /** The empty string: what a connection agreed on about compression is no extension. */
  get extensions(): string {
    return "";
  }

  /** The subprotocol that the server chose; empty before the connection is open, and where none was offered. */
  get protocol(): string {
    return this.#connection?.protocol ?? "";
  }

  /** What received octets are given as; `blob` unless set. */
  get binaryType(): BinaryType {
    return this.#binaryType;
  }

  /** Anything but the two is ignored, as the interface has it. */
  set binaryType(type: BinaryType) {
    const text: string = `${type}`;
    // As with any attribute of an enumerated type, what is not in it changes nothing.
    if (text === "blob" || text === "arraybuffer") this.#binaryType = text;
  }

  /** Called with the event `open`. */
  get onopen(): EventHandler<Event> {
    return this.#handlers.get("open");
  }

  /** Takes the place of the handler before it; anything but a function or an object is none. */
  set onopen(handler: EventHandler<Event>) {
    this.#handlers.set("open", handler);
  }

  /** Called with each event `message`. */
  get onmessage(): EventHandler<MessageEvent> {
    return this.#handlers.get("message");
  }

  /** Takes the place of the handler before it. */
  set onmessage(handler: EventHandler<MessageEvent>) {
    this.#handlers.set("message", handler);
  }

  /** Called with the event `error`. */
  get onerror(): EventHandler<Event> {
    return this.#handlers.get("error");
  }

  /** Takes the place of the handler before it. */
  set onerror(handler: EventHandler<Event>) {
    this.#handlers.set("error", handler);
  }

  /** Called with the event `close`. */
  get onclose(): EventHandler<CloseEvent> {
    return this.#handlers.get("close");
  }

  /** Takes the place of the handler before it. */
  set onclose(handler: EventHandler<CloseEvent>) {
    this.#handlers.set("close", handler);
  }

  /** Adds a listener, which knows the events of a connection. */
  override addEventListener<K extends string>(type: K, listener: WebSocket2Listener<K> | null, options?: Parameters<EventTarget["addEventListener"]>[2]): void {
    super.addEventListener(type, listener as Parameters<EventTarget["addEventListener"]>[1], options);
  }

  /**
   * Sends a message: octets and Blobs as binary, anything else as the text that it makes as a string. Where the connection is closing
   * or closed, the data is dropped and counted in `bufferedAmount`.
   *
   * @throws DOMException InvalidStateError before the connection is open
   * @throws TypeError without an argument
   */
  send(data: string | Blob | ArrayBuffer | ArrayBufferView): void {
    if (arguments.length === 0) throw new TypeError("expected data to send");
    if (this.#state === CONNECTING) throw new DOMException("expected an open connection, found one that is still being opened", "InvalidStateError");
    this.#outgoing.send(data);
  }

  /**
   * Closes the connection once what was given to `send` has gone out, or abandons its opening. Messages that still come are dropped.
   *
   * @param code - 1000, or from 3000 to 4999
   * @param reason - at most the `reason` limit in octets of UTF-8
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

  async #open(protocols: readonly string[], { connect: dial = connect, onfailed, ...options }: WebSocket2Options): Promise<void> {
    try {
      const { signal } = this.#abort;
      const given = furtherFields(options);
      const headers = [...given, ...credentialFields(this.#url, given)];
      this.#established(await dial(requestUrl(this.#url), { ...options, headers, protocols, requireProtocol: protocols.length > 0, signal }));
    } catch (error) {
      onfailed?.(error);
      this.#tasks.queue(() => this.#ended(NEVER_OPENED));
      // What is no failure of an opening is a mistake of the program, and must not be overlooked.
      if (!(error instanceof OpeningError) && onfailed === undefined) throw error;
    }
  }

  #established(connection: Connection): void {
    this.#tasks.queue(() => this.#opened(connection));
    connectionInternals.whenEnded(connection, (report) => this.#tasks.queue(() => this.#connection !== undefined && this.#ended(report)));
  }

  #opened(connection: Connection): void {
    if (this.#state !== CONNECTING) {
      // Closed between the pong and this task: the page has not seen it open, and never will.
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
    if (this.#connection?.send(data) !== true) this.#dropped += octets;
  }

  /** A Blob whose file is gone: nothing is sent for it, and the connection is no use any more. */
  #unreadable(octets: number): void {
    this.#dropped += octets;
    this.#connection?.close(1011);
  }
}

exposeInterface(WebSocket2);
