/**
 * One HTTP/2 connection of a client that carries many WebSocket2 connections.
 *
 * @module
 */
import { type ClientHttp2Session, connect, type Settings } from "node:http2";

import { type ClientOptions, DEFAULT_SHARED_BY } from "./client-options.ts";
import { type Goaway, type SessionError, sessionErrorOf, alpnError, type SessionStage } from "../stream/session-error.ts";
import { setConnectionWindow, sessionOptions } from "../stream/session-options.ts";

/** Streams that a server takes before its SETTINGS have come; RFC 9113, Section 6.5.2 asks servers to allow no fewer. */
const ASSUMED_MAX_STREAMS = 100;

const DEFAULT_IDLE_MS = 1000;

/** An HTTP/2 connection to one origin. It never throws: an error of its own ends it and is told, as a {@link SessionError}, to whoever waits for it. */
export class SharedSession {
  /** The session of node:http2. */
  readonly session: ClientHttp2Session;
  /** Resolved when requests can be made; rejected where it does not come to that. */
  readonly connected: Promise<void>;
  /** Resolved when the server's SETTINGS have come; rejected where they do not. */
  readonly settingsReceived: Promise<void>;
  readonly #idleMs: number;
  readonly #sharedBy: number;
  readonly #tls: boolean;
  /** Streams above this one the server has not processed and will not, by its GOAWAY; RFC 9113, Section 6.8. */
  lastStreamId = Infinity;
  #goaway: Goaway | undefined;
  #reservedStreams = 0;
  #connected = false;
  #maxConcurrentStreams: number | undefined;
  #retired = false;
  #timer: NodeJS.Timeout | undefined;

  /** @param origin - scheme and authority; @param options - of the client */
  constructor(origin: string, { tls, idle = DEFAULT_IDLE_MS, sharedBy = DEFAULT_SHARED_BY }: ClientOptions) {
    this.#idleMs = idle;
    this.#sharedBy = sharedBy;
    this.#tls = origin.startsWith("https:");
    this.session = connect(origin, { ...sessionOptions, ...tls });
    this.connected = this.#waitFor("connect");
    this.settingsReceived = this.#waitFor("remoteSettings");
    this.session.on("remoteSettings", ({ maxConcurrentStreams }: Settings) => (this.#maxConcurrentStreams = maxConcurrentStreams));
    this.session.on("goaway", (code: number, lastStream: number, data?: Uint8Array) => {
      this.lastStreamId = lastStream;
      this.#goaway = { code, data: new TextDecoder().decode(data) };
    });
    this.session.once("connect", () => {
      this.#connected = true;
      setConnectionWindow(this.session);
    });
  }

  #waitFor(event: "connect" | "remoteSettings"): Promise<void> {
    const { session } = this;
    const promise = new Promise<void>((resolve, reject) => {
      session.once(event, () => {
        // Node.js speaks HTTP/2 also where ALPN did not choose it, and the server would not understand.
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

  /** Why it is gone. @param error - of the session or a stream, if there is one */
  sessionError(error?: Error): SessionError {
    return sessionErrorOf(error, { tls: this.#tls, stage: this.#stage, goaway: this.#goaway });
  }

  /** Whether new streams can be opened at all. */
  get usable(): boolean {
    return !this.#retired && !this.session.closed && !this.session.destroyed;
  }

  /** Whether it may carry one stream more, by the server's word and by the client's own. */
  get hasFreeStream(): boolean {
    return this.usable && this.#reservedStreams < Math.min(this.#maxConcurrentStreams ?? ASSUMED_MAX_STREAMS, this.#sharedBy);
  }

  /** Whether it is not known yet how many streams the server takes. */
  get awaitingSettings(): boolean {
    return this.usable && this.#maxConcurrentStreams === undefined;
  }

  /** Reserves a stream. */
  reserveStream(): void {
    this.#reservedStreams += 1;
    clearTimeout(this.#timer);
    if (!this.session.destroyed) this.session.ref();
  }

  /** Gives a stream back; without any, the HTTP/2 connection ends after a while. */
  releaseStream(): void {
    this.#reservedStreams -= 1;
    if (this.#reservedStreams > 0 || this.session.closed) return;
    this.session.unref();
    this.#timer = setTimeout(() => this.session.close(), this.#retired ? 0 : this.#idleMs);
    this.#timer.unref();
  }

  /** Ends it once it carries nothing more. @returns a promise that is resolved when it has ended */
  end(): Promise<void> {
    if (this.session.destroyed) return Promise.resolve();
    // Whoever waits for the end wants the program to go on until then, idle or not.
    this.session.ref();
    return new Promise((resolve) => {
      // Of a session that is closing already, Node.js never calls the callback of `close`.
      this.session.once("close", resolve);
      this.session.close();
    });
  }

  /** Opens nothing more; what is open goes on. */
  retire(): void {
    this.#retired = true;
  }
}
