/**
 * An open connection, as applications of both roles see it.
 *
 * @module
 */
import type { CloseReport, Message, Negotiated, SendOptions, Statistics } from "../../connection/index.ts";
import type { CompressionChoice } from "../../schema/headers/index.ts";
import type { ConnectionState } from "../../schema/states/index.ts";
import type { SendBuffer } from "./connection-options.ts";
import { messageOf, type ReceivedData, receivedDataOf, type SendableData } from "./message-data.ts";
import { readableOf, writableOf } from "./message-streams.ts";

/** What a connection needs of the core. */
export interface ConnectionCoreApi {
  /** The state of the connection. */
  readonly state: ConnectionState;
  /** Octets of messages that wait to be sent. */
  readonly bufferedAmount: number;
  send(message: Message, options?: SendOptions): boolean;
  close(code?: number, reason?: string): void;
  pause(): void;
  resume(): void;
  statistics(): Statistics;
}

/** Through these the binding of a core tells a connection what has happened. What a handler returns, such as a promise, is handed on. */
export interface ConnectionInternals {
  /** A message has come. */
  message(connection: Connection, message: Message): unknown;
  /** How the connection has ended is known; messages may still wait. */
  outcome(connection: Connection, report: CloseReport): void;
  /** The connection has ended, behind the last message. */
  closed(connection: Connection, report: CloseReport): unknown;
  /** Octets have gone out. */
  progress(connection: Connection): void;
  /** Everything queued has gone out. */
  drained(connection: Connection): unknown;
  /** Has a call made when the connection has ended, behind the last message; at once where it has. */
  whenEnded(connection: Connection, call: (report: CloseReport) => void): void;
  /** Where nobody reads, messages are dropped from now on. */
  discardUnread(connection: Connection): void;
}

/** Set where the private parts of a connection can be reached. */
let connectionInternals: ConnectionInternals;

/** What a received message is given to. */
type MessageHandler = (data: ReceivedData) => void;

/** The list that all connections without such a listener share. */
const NO_LISTENERS: readonly ((report: CloseReport) => void)[] = [];

const discard: MessageHandler = () => undefined;

/**
 * An open connection. Messages wait, in bounded memory, until somebody reads: until `onmessage` is set, `readable` is read or the
 * connection is iterated over. Only one of them can be used; the first decides. So no message is lost between the opening and the
 * first handler.
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
export class Connection implements AsyncIterable<ReceivedData> {
  /** The subprotocol; `null` for none. */
  readonly protocol: string | null;
  /** The compression method and its parameter; `null` for none. */
  readonly compression: CompressionChoice | null;
  /** Called with how it ended, behind the last message, once. */
  onclose: ((report: CloseReport) => void) | null = null;
  /** Called whenever everything that was to be sent has gone out. */
  ondrain: (() => void) | null = null;

  readonly #core: ConnectionCoreApi;
  readonly #buffer: SendBuffer;
  #closed: Promise<CloseReport> | undefined;
  #resolveClosed: ((report: CloseReport) => void) | undefined;
  /** How it ended, as soon as that is known. */
  #knownReport: CloseReport | undefined;
  #onmessage: MessageHandler | null = null;
  #handler: MessageHandler | undefined;
  /** Whether the application itself paused. */
  #pausedByApplication = false;
  #readable: ReadableStream<ReceivedData> | undefined;
  #writable: WritableStream<SendableData> | undefined;
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

  /** Connections are made by `connect` and by servers. @internal */
  constructor(core: ConnectionCoreApi, { protocol, compression }: Negotiated, buffer: SendBuffer) {
    this.protocol = protocol;
    this.compression = compression;
    this.#core = core;
    this.#buffer = buffer;
    core.pause();
  }

  /** How it ended, as soon as that is known; messages that wait can still be read. It is never rejected. */
  get closed(): Promise<CloseReport> {
    this.#closed ??= this.#knownReport === undefined ? new Promise((resolve) => (this.#resolveClosed = resolve)) : Promise.resolve(this.#knownReport);
    return this.#closed;
  }

  /** The state of the connection; messages that wait may come behind it. */
  get state(): ConnectionState {
    return this.#core.state;
  }

  /** Octets of messages that have been taken and have not been handed to HTTP. */
  get bufferedAmount(): number {
    return this.#core.bufferedAmount;
  }

  /**
   * Called with each message: a string for text, octets for binary. The octets are a view of what was received and nobody else
   * changes them; copy them to keep a few for long, since the view holds on to up to 64 KiB. `null` makes messages wait.
   */
  get onmessage(): ((data: ReceivedData) => void) | null {
    return this.#onmessage;
  }

  /** Takes the place of the handler before it; messages that wait are delivered once the running task has ended. */
  set onmessage(handler: ((data: ReceivedData) => void) | null) {
    this.#onmessage = handler;
    if (this.#readable !== undefined) return;
    this.#handler = handler ?? undefined;
    if (handler === null) this.#core.pause();
    // Not at once: whoever sets this handler may be about to set others.
    else queueMicrotask(() => !this.#pausedByApplication && this.resume());
  }

  /** Makes messages wait; over the `queuedOctets` or `queuedMessages` limit the peer waits too. For `onmessage` only. */
  pause(): void {
    this.#pausedByApplication = true;
    this.#core.pause();
  }

  /** Delivers again what waits. For `onmessage` only. */
  resume(): void {
    this.#pausedByApplication = false;
    if (this.#handler !== undefined) this.#core.resume();
  }

  /**
   * Sends a message: a string as text, anything else as binary. Of octets, up to 16,000 are copied. More may be sent from where they
   * lie: do not change them until {@link Connection.ondrain} says that they have gone out.
   *
   * @returns whether the message was taken; not where the connection is closing or closed, or over the send buffer
   * @throws LocalError where it is no message, or a string has a lone surrogate
   */
  send(data: SendableData, options?: SendOptions): boolean {
    const message = messageOf(data);
    if (!this.#fitsSendBuffer(message)) return false;
    return this.#core.send(message, options);
  }

  /**
   * Closes: what has been taken is sent first. Does nothing where the connection is closing already.
   *
   * @param code - one that the schema lets senders use in a Status; none is sent unless given
   * @param reason - at most the `reason` limit in octets of UTF-8
   * @throws LocalError where code or reason cannot be sent
   */
  close(code?: number, reason?: string): void {
    this.#core.close(code, reason);
  }

  /** What the connection has counted. */
  statistics(): Statistics {
    return this.#core.statistics();
  }

  /**
   * The messages as a stream. It ends with a clean end of the connection and fails with a `CloseError` for any other.
   * While nobody reads, messages wait. To cancel it discards what still comes and closes the connection.
   */
  get readable(): ReadableStream<ReceivedData> {
    if (this.#readable !== undefined) return this.#readable;
    if (this.#onmessage !== null) this.#onmessage = null;
    this.#core.pause();
    this.#readable = readableOf({
      setHandler: (take) => (this.#handler = take),
      pause: () => this.#core.pause(),
      resume: () => this.#core.resume(),
      whenEnded: (end) => this.#whenEnded(end),
      cancel: () => this.#discardAndClose(),
    });
    return this.#readable;
  }

  /**
   * Messages to send as a stream. A write waits while more than 64 KiB wait to be sent. To close it closes the connection once
   * everything is sent, to abort it closes without a code as well.
   */
  get writable(): WritableStream<SendableData> {
    this.#writable ??= writableOf({
      send: (data) => this.send(data),
      close: () => this.close(),
      bufferedAmount: () => this.bufferedAmount,
      isClosed: () => this.state === "closed",
      onProgress: (call) => (this.#onprogress = call),
      whenEnded: (end) => this.#whenEnded(end),
    });
    return this.#writable;
  }

  /** Iterates over the messages of {@link readable}; to leave the loop closes the connection. */
  [Symbol.asyncIterator](): AsyncIterator<ReceivedData> {
    return this.readable[Symbol.asyncIterator]();
  }

  #fitsSendBuffer(message: Message): boolean {
    const waiting = this.#core.bufferedAmount;
    const { most, over } = this.#buffer;
    if (waiting === 0 || waiting + (message.type === "text" ? message.text.length : message.bytes.length) <= most) return true;
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
    this.#resolveClosed?.(report);
    this.#resolveClosed = undefined;
  }

  #whenEnded(end: (report: CloseReport) => void): void {
    if (this.#report === undefined) this.#onend = [...this.#onend, end];
    else end(this.#report);
  }

  #ended(report: CloseReport): unknown {
    this.#report = report;
    this.#outcome(report);
    for (const end of this.#onend) end(report);
    this.#onend = NO_LISTENERS;
    return this.onclose?.(report);
  }
}

export { connectionInternals };
