/**
 * One HTTP/2 connection of a client that carries many WebSocket2 connections.
 *
 * @module
 */
import { type ClientHttp2Session, connect, type Settings } from "node:http2";

import { type ClientOptions, SHARED_BY } from "./client-options.ts";
import { type Goaway, type Loss, lossOf, notByAlpn, type Stage } from "./loss.ts";
import { openWindow, sessionOptions } from "./session.ts";

/** Streams that a server takes before its SETTINGS have come; RFC 9113, Section 6.5.2 asks servers to allow no fewer. */
const ASSUMED = 100;

const IDLE = 1000;

/** An HTTP/2 connection to one origin. It never throws: an error of its own ends it and is told, as a {@link Loss}, to whoever waits for it. */
export class SharedSession {
  /** The session of node:http2. */
  readonly session: ClientHttp2Session;
  /** Resolved when requests can be made; rejected where it does not come to that. */
  readonly connected: Promise<void>;
  /** Resolved when the server's SETTINGS have come; rejected where they do not. */
  readonly settled: Promise<void>;
  readonly #idle: number;
  readonly #sharedBy: number;
  readonly #tls: boolean;
  /** Streams above this one the server has not processed and will not, by its GOAWAY; RFC 9113, Section 6.8. */
  lastStream = Infinity;
  #goaway: Goaway | undefined;
  #used = 0;
  #connected = false;
  #most: number | undefined;
  #retired = false;
  #timer: NodeJS.Timeout | undefined;

  /** @param origin - scheme and authority; @param options - of the client */
  constructor(origin: string, { tls, idle = IDLE, sharedBy = SHARED_BY }: ClientOptions) {
    this.#idle = idle;
    this.#sharedBy = sharedBy;
    this.#tls = origin.startsWith("https:");
    this.session = connect(origin, { ...sessionOptions, ...tls });
    this.connected = this.#until("connect");
    this.settled = this.#until("remoteSettings");
    this.session.on("remoteSettings", ({ maxConcurrentStreams }: Settings) => (this.#most = maxConcurrentStreams));
    this.session.on("goaway", (code: number, lastStream: number, data?: Uint8Array) => {
      this.lastStream = lastStream;
      this.#goaway = { code, data: new TextDecoder().decode(data) };
    });
    this.session.once("connect", () => {
      this.#connected = true;
      openWindow(this.session);
    });
  }

  #until(event: "connect" | "remoteSettings"): Promise<void> {
    const { session } = this;
    const promise = new Promise<void>((resolve, reject) => {
      session.once(event, () => {
        // Node.js speaks HTTP/2 also where ALPN did not choose it, and the server would not understand.
        if (session.encrypted === true && session.alpnProtocol !== "h2") session.destroy(notByAlpn(session.alpnProtocol));
        else resolve();
      });
      session.on("error", (error: Error) => reject(this.loss(error)));
      session.once("close", () => reject(this.loss()));
    });
    promise.catch(() => undefined);
    return promise;
  }

  get #stage(): Stage {
    if (this.#most !== undefined) return "settled";
    return this.#connected ? "unanswered" : "connecting";
  }

  /** Why it is gone. @param error - of the session or a stream, if there is one */
  loss(error?: Error): Loss {
    return lossOf(error, { tls: this.#tls, stage: this.#stage, goaway: this.#goaway });
  }

  /** Whether new streams can be opened at all. */
  get usable(): boolean {
    return !this.#retired && !this.session.closed && !this.session.destroyed;
  }

  /** Whether it may carry one stream more, by the server's word and by the client's own. */
  get hasRoom(): boolean {
    return this.usable && this.#used < Math.min(this.#most ?? ASSUMED, this.#sharedBy);
  }

  /** Whether it is not known yet how many streams the server takes. */
  get unsettled(): boolean {
    return this.usable && this.#most === undefined;
  }

  /** Reserves a stream. */
  use(): void {
    this.#used += 1;
    clearTimeout(this.#timer);
    if (!this.session.destroyed) this.session.ref();
  }

  /** Gives a stream back; without any, the HTTP/2 connection ends after a while. */
  release(): void {
    this.#used -= 1;
    if (this.#used > 0 || this.session.closed) return;
    this.session.unref();
    this.#timer = setTimeout(() => this.session.close(), this.#retired ? 0 : this.#idle);
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
