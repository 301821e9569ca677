/**
 * HTTP/2 connection of a client that carries several WebSocket2 connections.
 *
 * @module
 */
import { type ClientHttp2Session, connect, type Settings } from "node:http2";
import type { Socket } from "node:net";
import { addAbortSignal, type Duplex } from "node:stream";
import type { TLSSocket } from "node:tls";

import { type ClientOptions, DEFAULT_SHARED_BY } from "./client-options.ts";
import { sessionSocketInfo, UNKNOWN_SOCKET } from "../api/socket-info.ts";
import { nodeEnvironment } from "../stream/node-environment.ts";
import { type Goaway, type SessionError, sessionErrorOf, alpnError, type SessionStage, violationError } from "../stream/session-error.ts";
import { setConnectionWindow, sessionOptions } from "../stream/session-options.ts";
import { hasStopped } from "../stream/stopped-session.ts";
import { socketOptions } from "./transport.ts";

/** Streams to open before SETTINGS arrive: RFC 9113, Section 6.5.2 recommends that servers allow at least 100. */
const ASSUMED_MAX_STREAMS = 100;

/** Default of {@link ClientOptions.idle}, in ms. */
const DEFAULT_IDLE_MS = 1000;

/** Time between two checks whether Node.js has stopped a session that has streams, in ms. */
const CHECK_INTERVAL_MS = 10_000;

/** Time between two checks for openings, in ms. */
const OPENING_CHECK_MS = 1000;

/** Time for which the server may keep the socket of a closed connection, in ms. */
const SOCKET_LINGER_MS = 1000;

/** Size of a PING frame (RFC 9113, Section 6.7), in octets. */
const PING_OCTETS = 17;

/** The longest interval of a timer of Node.js, in ms. */
const LONGEST_MS = 2 ** 31 - 1;

/** SETTINGS of a client. Pushed responses would only take memory: a WebSocket2 connection has one response (Section "HTTP Versions"). */
const clientSettings: Settings = { ...sessionOptions.settings, enablePush: false };

/** HTTP/2 connection to one origin. An error ends it and rejects `connected` and `settingsReceived` with a {@link SessionError}. */
export class SharedSession {
  /** The session of node:http2. */
  readonly session: ClientHttp2Session;
  /** Resolves when requests can be sent; rejects if the connection fails before. */
  readonly connected: Promise<void>;
  /** Resolves when SETTINGS of the server have arrived; rejects if the connection fails before. */
  readonly settingsReceived: Promise<void>;
  /** Addresses and TLS, from the time on at which it is connected. */
  socketInfo = UNKNOWN_SOCKET;
  /** Resolves when the connection and its socket are closed. */
  readonly #closed: Promise<void>;
  /** Destroys the socket, of which node:http2 only gives out a proxy without `destroy`. */
  readonly #socketAbort = new AbortController();
  readonly #idleMs: number;
  readonly #sharedBy: number;
  readonly #tls: boolean;
  /** Last stream that the server may have processed, from its GOAWAY (RFC 9113, Section 6.8). */
  lastStreamId = Infinity;
  #goaway: Goaway | undefined;
  #reservedStreams = 0;
  #connected = false;
  #maxConcurrentStreams: number | undefined;
  #retired = false;
  #dead = false;
  /** Octets received when a stream ended by a timer; new streams wait for another octet. */
  #doubtedAt: number | undefined;
  /** Octets received when Node.js was last known to read and write. */
  #provenAt = 0;
  #checkedAt = -Infinity;
  #verification: Promise<void> | undefined;
  #ending: Promise<void> | undefined;
  #socket: Socket | TLSSocket | undefined;
  #idleTimer: NodeJS.Timeout | undefined;
  #checkTimer: NodeJS.Timeout | undefined;

  /**
   * @param origin - scheme and authority
   * @param options - options of the client
   * @param stream - stream below TLS and HTTP/2; by default, node:http2 opens a socket
   */
  constructor(origin: string, options: ClientOptions, stream?: Duplex) {
    const { tls, idle = DEFAULT_IDLE_MS, sharedBy = DEFAULT_SHARED_BY } = options;
    this.#idleMs = idle;
    this.#sharedBy = sharedBy;
    this.#tls = origin.startsWith("https:");
    const { signal } = this.#socketAbort;
    if (stream !== undefined) addAbortSignal(signal, stream);
    // node:http2 passes the signal on to net and tls, although its types do not name it.
    const socket = { ...socketOptions(origin, options, stream), signal };
    this.session = connect(origin, { ...sessionOptions, ...tls, ...socket, settings: clientSettings });
    this.#closed = new Promise((resolve) => this.session.once("close", resolve));
    this.connected = this.#waitFor("connect");
    this.settingsReceived = this.#waitFor("remoteSettings");
    this.session.on("remoteSettings", ({ maxConcurrentStreams }: Settings) => (this.#maxConcurrentStreams = maxConcurrentStreams));
    this.session.on("goaway", (code: number, lastStream: number, data?: Uint8Array) => {
      this.lastStreamId = lastStream;
      this.#goaway = { code, data: new TextDecoder().decode(data) };
    });
    this.session.once("connect", (_, socket) => {
      this.#connected = true;
      this.#socket = socket;
      this.socketInfo = sessionSocketInfo(this.session);
      setConnectionWindow(this.session);
    });
  }

  #waitFor(event: "connect" | "remoteSettings"): Promise<void> {
    const { session } = this;
    const promise = new Promise<void>((resolve, reject) => {
      session.once(event, () => {
        // Node.js sends HTTP/2 even if ALPN did not select it.
        if (session.encrypted === true && session.alpnProtocol !== "h2") session.destroy(alpnError(session.alpnProtocol));
        else resolve();
      });
      session.on("error", (error: Error) => reject(this.sessionError(error)));
      session.once("close", () => reject(this.sessionError()));
    });
    promise.catch(() => undefined);
    return promise;
  }

  get #stage(): SessionStage {
    if (this.#maxConcurrentStreams !== undefined) return "settled";
    return this.#connected ? "unanswered" : "connecting";
  }

  /**
   * Returns the reason for the loss of the connection.
   *
   * @param error - error of the session or of a stream, if any
   */
  sessionError(error?: Error): SessionError {
    return sessionErrorOf(error, { tls: this.#tls, stage: this.#stage, goaway: this.#goaway });
  }

  /** Whether new streams can be opened. */
  get usable(): boolean {
    return !this.#retired && !this.session.closed && !this.session.destroyed && this.receivedOctets !== this.#doubtedAt;
  }

  /** Whether one more stream is allowed by SETTINGS of the server and by {@link ClientOptions.sharedBy}. */
  get hasFreeStream(): boolean {
    return this.usable && this.#reservedStreams < Math.min(this.#maxConcurrentStreams ?? ASSUMED_MAX_STREAMS, this.#sharedBy);
  }

  /** Whether SETTINGS of the server have not arrived yet. */
  get awaitingSettings(): boolean {
    return this.usable && this.#maxConcurrentStreams === undefined;
  }

  /** Number of octets received so far; 0 once the connection has ended. */
  get receivedOctets(): number {
    return this.session.destroyed || this.session.connecting ? 0 : this.session.socket.bytesRead;
  }

  /** Reserves a stream. */
  reserveStream(): void {
    this.#reservedStreams += 1;
    clearTimeout(this.#idleTimer);
    if (!this.session.destroyed) this.session.ref();
    // Keeps the process, unlike the socket of a session that has stopped.
    this.#checkTimer ??= setInterval(() => void this.verify(), CHECK_INTERVAL_MS);
  }

  /** Releases a stream. After the last one, the HTTP/2 connection closes after the idle time. */
  releaseStream(): void {
    this.#reservedStreams -= 1;
    if (this.#reservedStreams > 0) return;
    clearInterval(this.#checkTimer);
    this.#checkTimer = undefined;
    if (this.session.closed || this.session.destroyed) {
      this.#destroySocketSoon();
      return;
    }
    this.session.unref();
    this.#idleTimer = setTimeout(() => this.#close(), this.#retired ? 0 : this.#idleMs);
    this.#idleTimer.unref();
  }

  /** Closes a connection without streams: gracefully, unless it was never open or its peer is gone. */
  #close(): void {
    const { session } = this;
    if (session.connecting) {
      session.destroy();
      this.#socketAbort.abort();
      // The reset of the last stream goes out first.
    } else if (this.#dead) setImmediate(() => session.destroy());
    else session.close();
    this.#destroySocketSoon();
  }

  /** Node.js waits for the server to close the socket, which it may never do, or for writes that an error of TLS has stopped. */
  #destroySocketSoon(): void {
    const timer = setTimeout(() => {
      this.#socketAbort.abort();
      // A socket with an error no longer obeys the signal.
      this.#socket?.destroy();
    }, SOCKET_LINGER_MS);
    timer.unref();
    void this.#closed.then(() => clearTimeout(timer));
  }

  /** Closes the connection when its last stream ends. Resolves when it is closed; until then it keeps the process running. */
  end(): Promise<void> {
    this.#ending ??= this.#end();
    return this.#ending;
  }

  async #end(): Promise<void> {
    const keepsProcess = setInterval(() => undefined, LONGEST_MS);
    this.#retired = true;
    await this.verify();
    clearTimeout(this.#idleTimer);
    if (this.#reservedStreams === 0) this.#close();
    else this.session.close();
    await this.#closed;
    clearInterval(keepsProcess);
  }

  /** Whether requests can be sent without {@link SharedSession.verify}. */
  get isVerified(): boolean {
    if (!this.#connected || this.#verification !== undefined) return false;
    return this.receivedOctets === this.#provenAt || nodeEnvironment.clock() - this.#checkedAt < OPENING_CHECK_MS;
  }

  /** Destroys the connection if Node.js has stopped it, which only octets of the server can lead to. Does nothing within 1 s of a check. */
  async verify(): Promise<void> {
    if (!this.#connected || this.session.closed || this.isVerified) return;
    this.#verification ??= this.#verify();
    await this.#verification;
    this.#verification = undefined;
  }

  async #verify(): Promise<void> {
    const { session } = this;
    this.#checkedAt = nodeEnvironment.clock();
    this.#provenAt = this.receivedOctets;
    const acknowledged = (error: Error | null): void => {
      if (error === null) this.#provenAt += PING_OCTETS;
    };
    if (await hasStopped(session, () => session.ping(acknowledged))) session.destroy(violationError());
  }

  /** Verifies the connection once a second while an opening waits. Returns a function that ends that. */
  watchOpening(): () => void {
    const timer = setInterval(() => void this.verify(), OPENING_CHECK_MS);
    return () => clearInterval(timer);
  }

  /** Opens no further streams; open streams continue. */
  retire(): void {
    this.#retired = true;
  }

  /**
   * Opens no further streams because no octet arrives any more. The connection is destroyed after its last stream: a peer that is gone
   * would not take part in closing it.
   */
  abandon(): void {
    this.#retired = true;
    this.#dead = true;
  }

  /**
   * Opens no further streams until an octet arrives: a stream has ended by a timer, and its HTTP/2 connection may be the reason. A PING
   * makes a server that is there send octets.
   */
  doubt(): void {
    const { session } = this;
    if (!this.usable) return;
    this.#doubtedAt = this.receivedOctets;
    session.ping(() => undefined);
  }
}
