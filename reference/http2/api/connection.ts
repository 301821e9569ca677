/**
 * An open connection, as applications of both roles use it.
 *
 * @module
 */
import { inspect, type InspectOptions } from "node:util";

import type {
  CloseReport,
  Message,
  Negotiated,
  PreparedMessage,
  SendableMessage,
  SendOptions,
  Statistics,
} from "../../connection/index.ts";
import { messageSize } from "../../connection/message.ts";
import type { CompressionChoice } from "../../schema/headers/index.ts";
import type { ConnectionState } from "../../schema/states/index.ts";
import type { FieldLines } from "../../wire/index.ts";
import type { SendBuffer } from "./connection-options.ts";
import { CloseError } from "./errors.ts";
import { headersObject } from "./headers-object.ts";
import { inspected } from "./inspect-connection.ts";
import { type ReceivedData, receivedDataOf, type SendableData, sendableMessageOf } from "./message-data.ts";
import { readableOf, writableOf } from "./message-streams.ts";
import type { SocketInfo } from "./socket-info.ts";

/** The part of a core that a connection uses. */
export interface ConnectionCoreApi {
  /** State of the connection. */
  readonly state: ConnectionState;
  /** Size of the messages that wait to be sent, in octets. */
  readonly bufferedAmount: number;
  /** Message limit of the peer, in octets; `undefined` if it is unknown. */
  readonly peerMessageLimit: number | undefined;
  send(message: SendableMessage, options?: SendOptions): boolean;
  close(code?: number, reason?: string): void;
  terminate(): void;
  pause(): void;
  resume(): void;
  statistics(): Statistics;
  ping(answered: (roundTrip: number | undefined) => void): boolean;
}

/** Facts about a connection that do not change. Connections to one URL on one HTTP connection share the object, which saves memory. */
export interface ConnectionFacts {
  /** URL of the target, with the scheme `https` or `http`. */
  readonly url: string;
  /** Addresses and TLS of the HTTP connection. */
  readonly socket: SocketInfo;
  /** Field lines of the request, without those of the handshake itself. */
  readonly requestFields: FieldLines;
  /** Field lines of the response at a client, without those of the handshake itself; empty at a server. */
  readonly responseFields: FieldLines;
  /** Bounds the messages that wait to be sent. */
  readonly sendBuffer: SendBuffer;
}

/** Reports events of a core to its connection. A method that calls a handler of the application returns the handler's result. */
export interface ConnectionInternals {
  /** Delivers a message. */
  message(connection: Connection, message: Message): unknown;
  /** Reports how the connection ended, as soon as that is known; messages may still wait. */
  outcome(connection: Connection, report: CloseReport): void;
  /** Reports the end of the connection, after the last message. */
  closed(connection: Connection, report: CloseReport): unknown;
  /** Reports that octets were sent. */
  progress(connection: Connection): void;
  /** Reports that everything queued was sent. */
  drained(connection: Connection): unknown;
  /** Calls back when the connection has ended, after the last message; at once if it has. */
  whenEnded(connection: Connection, call: (report: CloseReport) => void): void;
  /** Discards messages from now on if the application has no reader. */
  discardUnread(connection: Connection): void;
}

/** Assigned by the class below, which alone reaches the private members. */
let connectionInternals: ConnectionInternals;

/** Receives the data of one message. */
type MessageHandler = (data: ReceivedData) => void;

/** Shared by all connections without a listener, which saves memory. */
const NO_LISTENERS: readonly ((report: CloseReport) => void)[] = [];

/** Promise of the report, created when the application asks for it. */
interface ClosedPromise {
  readonly promise: Promise<CloseReport>;
  /** Resolves the promise; the first call counts. */
  readonly resolve: (report: CloseReport) => void;
}

function closedPromise(known: CloseReport | undefined): ClosedPromise {
  let resolve: ClosedPromise["resolve"] = () => undefined;
  const promise = new Promise<CloseReport>((settle) => (resolve = settle));
  if (known !== undefined) resolve(known);
  return { promise, resolve };
}

const discard: MessageHandler = () => undefined;

/**
 * An open connection. Received messages wait, in bounded memory, until the application sets `onmessage`, reads `readable` or iterates over
 * the connection; no message is lost before that. Reading `readable` or iterating takes over from `onmessage` for good.
 *
 * @example
 * ```ts
 * import { connect } from "websocket2";
 *
 * const connection = await connect("http://127.0.0.1:8080/echo");
 * connection.onmessage = (message) => {
 *   console.log(message); // Hi
 *   connection.close(1000, "done");
 * };
 * connection.send("Hi");
 * const { code, wasClean } = await connection.closed;
 * console.log(code, wasClean); // 1000 true
 * ```
 */
export class Connection<Data = unknown> implements AsyncIterable<ReceivedData> {
  /** The agreed subprotocol; `null` for none. */
  readonly protocol: string | null;
  /** The agreed compression method with its parameter; `null` for none. */
  readonly compression: CompressionChoice | null;
  /** What `authorize` of the resource returned as `data`; `undefined` without it, and at a client. */
  readonly data: Data;
  /** Called once, after the last message, with the report of how the connection ended. */
  onclose: ((report: CloseReport) => void) | null = null;
  /** Called each time that all queued messages have been sent. */
  ondrain: (() => void) | null = null;

  readonly #core: ConnectionCoreApi;
  readonly #facts: ConnectionFacts;
  #closed: ClosedPromise | undefined;
  /** The report, as soon as it is known; messages may still wait. */
  #knownReport: CloseReport | undefined;
  #onmessage: MessageHandler | null = null;
  #handler: MessageHandler | undefined;
  /** Whether the application called `pause`. */
  #pausedByApplication = false;
  #readable: ReadableStream<ReceivedData> | undefined;
  #writable: WritableStream<SendableData | PreparedMessage> | undefined;
  /** The report, once the last message has been delivered. */
  #report: CloseReport | undefined;
  #onprogress: (() => void) | undefined;
  #onend = NO_LISTENERS;

  static {
    connectionInternals = {
      message: (connection, message) => connection.#handler?.(receivedDataOf(message)),
      outcome: (connection, report) => connection.#outcome(report),
      closed: (connection, report) => connection.#ended(report),
      progress: (connection) => connection.#onprogress?.(),
      drained: (connection) => connection.ondrain?.(),
      whenEnded: (connection, call) => connection.#whenEnded(call),
      discardUnread: (connection) => connection.#discardUnread(),
    };
  }

  /** Constructed by `connect` and by servers only. @internal */
  constructor(core: ConnectionCoreApi, { protocol, compression }: Negotiated, facts: ConnectionFacts, data?: Data) {
    this.protocol = protocol;
    this.compression = compression;
    this.data = data as Data;
    this.#core = core;
    this.#facts = facts;
    core.pause();
  }

  /** URL of the target, with the scheme `https` or `http`, path and query. At a server, scheme and authority are those of the request. */
  get url(): string {
    return this.#facts.url;
  }

  /** Addresses and TLS of the HTTP connection. They stay readable after the end. */
  get socket(): SocketInfo {
    return this.#facts.socket;
  }

  /** Address of the peer, or of the intermediary that speaks for it; `undefined` if it is unknown. Readable after the end, too. */
  get remoteAddress(): string | undefined {
    return this.#facts.socket.remoteAddress;
  }

  /** Port of the peer; `undefined` if it is unknown. */
  get remotePort(): number | undefined {
    return this.#facts.socket.remotePort;
  }

  /**
   * Fields of the request that opened the connection, such as `cookie`, `authorization`, `origin` and `user-agent`: a new `Headers` object
   * at each reading, without the fields of the handshake itself. At a server those received, readable as long as the connection object; at
   * a client those of the options that were sent.
   */
  get requestHeaders(): Headers {
    return headersObject(this.#facts.requestFields);
  }

  /**
   * Fields of the response that opened the connection, such as `set-cookie`, at a client: a new `Headers` object at each reading, without
   * the fields of the handshake itself. `getSetCookie()` returns repeated cookies one by one. Empty at a server.
   */
  get responseHeaders(): Headers {
    return headersObject(this.#facts.responseFields);
  }

  /** Resolves with the report as soon as the end is known; waiting messages can still be read. Never rejects. */
  get closed(): Promise<CloseReport> {
    this.#closed ??= closedPromise(this.#knownReport);
    return this.#closed.promise;
  }

  /** State of the connection. Messages may still be delivered after it is `closed`. */
  get state(): ConnectionState {
    return this.#core.state;
  }

  /** Size of the messages that `send` accepted and HTTP has not yet taken, in octets; text counts in UTF-8. */
  get bufferedAmount(): number {
    return this.#core.bufferedAmount;
  }

  /**
   * The longest message that the peer accepts, in octets: of a text in UTF-8, of any message before compression. `undefined` if the peer
   * did not announce it; then nothing longer than the least value of the `message` limit is safe to send.
   */
  get peerMessageLimit(): number | undefined {
    return this.#core.peerMessageLimit;
  }

  /**
   * Called with each message: a string for text, a `Uint8Array` for binary. The array is a view of the received octets, which do not
   * change; copy it to keep it for long, since a view keeps up to 64 KiB in memory. `null` makes messages wait.
   */
  get onmessage(): ((data: ReceivedData) => void) | null {
    return this.#onmessage;
  }

  /** Replaces the handler; waiting messages are delivered after the running task. */
  set onmessage(handler: ((data: ReceivedData) => void) | null) {
    this.#onmessage = handler;
    if (this.#readable !== undefined) return;
    this.#handler = handler ?? undefined;
    if (handler === null) this.#core.pause();
    // Deferred, so that the application can set further handlers first.
    else queueMicrotask(() => !this.#pausedByApplication && this.resume());
  }

  /**
   * Makes received messages wait; applies to `onmessage` only. Over the `queuedOctets` or `queuedMessages` limit the connection gives no
   * more stream window, so the peer waits too.
   */
  pause(): void {
    this.#pausedByApplication = true;
    this.#core.pause();
  }

  /** Delivers waiting messages, and those that follow; applies to `onmessage` only. */
  resume(): void {
    this.#pausedByApplication = false;
    if (this.#handler !== undefined) this.#core.resume();
  }

  /**
   * Sends a message: a string as text, anything else as binary. Up to 16,000 octets are copied. Longer data may be sent without a copy:
   * do not change it before {@link Connection.ondrain}. If its buffer is transferred or shrinks before, the connection ends with 1006: its
   * frame cannot be completed. `prepareMessage` makes a message for many connections, which share its octets.
   *
   * @returns whether the message was accepted; `false` if the connection is closing or closed, or the send buffer is full
   * @throws LocalError if the data is neither text nor octets, its buffer was transferred, a string has a lone surrogate, or the message
   *   is longer than {@link Connection.peerMessageLimit}; the connection stays open
   */
  send(data: SendableData | PreparedMessage, options?: SendOptions): boolean {
    const message = sendableMessageOf(data);
    if (!this.#fitsSendBuffer(message)) return false;
    return this.#core.send(message, options);
  }

  /**
   * Closes the connection after all accepted messages are sent. Has no effect if the connection is already closing.
   *
   * @param code - a Status that senders may use, Section "Error"; none is sent if absent
   * @param reason - at most the `reason` limit (123 octets) in UTF-8; needs a code
   * @throws LocalError if code or reason cannot be sent
   */
  close(code?: number, reason?: string): void {
    this.#core.close(code, reason);
  }

  /**
   * Ends the connection at once, without waiting for the peer: cancels the stream and drops messages that wait to be sent. The report has
   * the code 1006, unless the peer has closed the connection or reported a fault. Messages received before are still delivered. Has no
   * effect if the connection has ended. Section "Timers".
   */
  terminate(): void {
    this.#core.terminate();
  }

  /**
   * Sends a ping and resolves with the round-trip time in ms. {@link Connection.statistics} has that of the latest ping without a further
   * one. Pings also check the peer by themselves (limit `pingAfter`), so this is for measurements.
   *
   * @throws LocalError if the protocol permits no ping now: a connection requests at most 4 in the interval of the limit `pings`,
   *   and has at most `pingsOutstanding` without a pong
   * @throws {@link CloseError} when the connection ends before the pong, also if it was closing when the ping was requested
   */
  ping(): Promise<number> {
    return new Promise((resolve, reject) => {
      const failWhenClosed = (): void => void this.closed.then((report) => reject(new CloseError(report)));
      const sent = this.#core.ping((roundTrip) => (roundTrip === undefined ? failWhenClosed() : resolve(roundTrip)));
      if (!sent) failWhenClosed();
    });
  }

  /** Returns the counters of the connection. */
  statistics(): Statistics {
    return this.#core.statistics();
  }

  /**
   * Stream of the received messages. It closes when the connection ends cleanly and fails with a `CloseError` otherwise. Messages
   * wait while no read is pending. Cancelling it discards further messages and closes the connection.
   */
  get readable(): ReadableStream<ReceivedData> {
    if (this.#readable !== undefined) return this.#readable;
    if (this.#onmessage !== null) this.#onmessage = null;
    this.#core.pause();
    this.#readable = readableOf({
      setHandler: (handler) => (this.#handler = handler),
      pause: () => this.#core.pause(),
      resume: () => this.#core.resume(),
      whenEnded: (call) => this.#whenEnded(call),
      cancel: () => this.#discardAndClose(),
    });
    return this.#readable;
  }

  /**
   * Stream of messages to send. A write resolves when at most 64 KiB wait to be sent; the data may still be one of them, as in
   * {@link Connection.send}. Closing the stream closes the connection after all
   * messages are sent; aborting it does the same. After the end of the connection it fails with a `CloseError`.
   */
  get writable(): WritableStream<SendableData | PreparedMessage> {
    this.#writable ??= writableOf({
      send: (data) => this.send(data),
      close: () => this.close(),
      bufferedAmount: () => this.bufferedAmount,
      isClosed: () => this.state === "closed",
      onProgress: (call) => (this.#onprogress = call),
      whenEnded: (call) => this.#whenEnded(call),
    });
    return this.#writable;
  }

  /** Iterates over the messages of {@link readable}. Leaving the loop closes the connection. */
  [Symbol.asyncIterator](): AsyncIterator<ReceivedData> {
    return this.readable[Symbol.asyncIterator]();
  }

  /** Returns what `console.log` shows: the state, the target, and counts in short. @internal */
  [inspect.custom](depth: number | null, options: InspectOptions, format: typeof inspect): string {
    return inspected(this, depth, options, format);
  }

  #fitsSendBuffer(message: SendableMessage): boolean {
    const waiting = this.#core.bufferedAmount;
    const { most, over } = this.#facts.sendBuffer;
    if (waiting === 0 || waiting + messageSize(message) <= most) return true;
    if (over === "close") this.#core.close(1008, "send buffer full");
    return false;
  }

  #discardAndClose(): void {
    this.#handler = discard;
    this.#core.resume();
    this.#core.close();
  }

  #discardUnread(): void {
    if (this.#handler !== undefined) return;
    this.#handler = discard;
    this.#core.resume();
  }

  #outcome(report: CloseReport): void {
    this.#knownReport = report;
    this.#closed?.resolve(report);
  }

  #whenEnded(call: (report: CloseReport) => void): void {
    if (this.#report === undefined) this.#onend = [...this.#onend, call];
    else call(this.#report);
  }

  #ended(report: CloseReport): unknown {
    this.#report = report;
    this.#outcome(report);
    for (const call of this.#onend) call(report);
    this.#onend = NO_LISTENERS;
    return this.onclose?.(report);
  }
}

export { connectionInternals };
