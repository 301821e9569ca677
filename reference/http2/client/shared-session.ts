/**
 * HTTP/2 connection of a client that carries several WebSocket2 connections.
 *
 * @module
 */
import { type ClientHttp2Session, connect, type Settings } from "node:http2";
import type { Duplex } from "node:stream";

import { type ClientOptions, DEFAULT_SHARED_BY } from "./client-options.ts";
import { sessionSocketInfo, UNKNOWN_SOCKET } from "../api/socket-info.ts";
import { type Goaway, type SessionError, sessionErrorOf, alpnError, type SessionStage } from "../stream/session-error.ts";
import { setConnectionWindow, sessionOptions } from "../stream/session-options.ts";
import { socketOptions } from "./transport.ts";

/** Streams to open before SETTINGS arrive: RFC 9113, Section 6.5.2 recommends that servers allow at least 100. */
const ASSUMED_MAX_STREAMS = 100;

/** Default of {@link ClientOptions.idle}, in ms. */
const DEFAULT_IDLE_MS = 1000;

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
  #timer: NodeJS.Timeout | undefined;

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
    this.session = connect(origin, { ...sessionOptions, ...tls, ...socketOptions(origin, options, stream), settings: clientSettings });
    this.connected = this.#waitFor("connect");
    this.settingsReceived = this.#waitFor("remoteSettings");
    this.session.on("remoteSettings", ({ maxConcurrentStreams }: Settings) => (this.#maxConcurrentStreams = maxConcurrentStreams));
    this.session.on("goaway", (code: number, lastStream: number, data?: Uint8Array) => {
      this.lastStreamId = lastStream;
      this.#goaway = { code, data: new TextDecoder().decode(data) };
    });
    this.session.once("connect", () => {
      this.#connected = true;
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
    return !this.#retired && !this.session.closed && !this.session.destroyed;
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
    return this.session.destroyed ? 0 : this.session.socket.bytesRead;
  }

  /** Reserves a stream. */
  reserveStream(): void {
    this.#reservedStreams += 1;
    clearTimeout(this.#timer);
    if (!this.session.destroyed) this.session.ref();
  }

  /** Releases a stream. After the last one, the HTTP/2 connection closes after the idle time. */
  releaseStream(): void {
    this.#reservedStreams -= 1;
    if (this.#reservedStreams > 0 || this.session.closed) return;
    this.session.unref();
    if (this.#dead) {
      // The reset of the last stream goes out first.
      setImmediate(() => this.session.destroy());
      return;
    }
    this.#timer = setTimeout(() => this.session.close(), this.#retired ? 0 : this.#idleMs);
    this.#timer.unref();
  }

  /** Closes the connection when its last stream ends. Resolves when it is closed. */
  end(): Promise<void> {
    if (this.session.destroyed) return Promise.resolve();
    // An idle session is unreferenced, so without this the process could exit before the promise resolves.
    this.session.ref();
    return new Promise((resolve) => {
      // Node.js ignores the callback of `close` if the session is already closing.
      this.session.once("close", resolve);
      this.session.close();
    });
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
}
