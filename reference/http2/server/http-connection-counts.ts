/**
 * Counters of a server for each HTTP connection.
 *
 * @module
 */
import { constants, type ServerHttp2Session } from "node:http2";

import type { ConnectionLimits } from "../../connection/index.ts";
import { RateLimiter } from "../../connection/limits/rate-limiter.ts";
import { limit } from "../../schema/limits.ts";
import { nodeEnvironment } from "../stream/node-environment.ts";

/** Counts the connections and the aborted openings of one HTTP connection. */
export class HttpConnectionCounts {
  readonly #limits: ConnectionLimits;
  readonly #abortedOpenings: RateLimiter;
  #connections = 0;

  /** @param limits - limits of the server */
  constructor(limits: ConnectionLimits) {
    this.#limits = limits;
    this.#abortedOpenings = new RateLimiter(limits.openings, limit.entry("openings").within ?? 0);
  }

  /** Whether the HTTP connection has as many connections as the `connections` limit allows. */
  get full(): boolean {
    return this.#connections >= this.#limits.connections;
  }

  /** Counts the stream of a handshake. */
  streamOpened(): void {
    this.#connections += 1;
  }

  /** Counts the end of a stream. */
  streamClosed(): void {
    this.#connections -= 1;
  }

  /** Counts an opening that the client aborted. Returns whether that exceeds the `openings` limit. */
  countAbortedOpening(): boolean {
    return this.#abortedOpenings.count(nodeEnvironment.clock());
  }
}

/** Sends GOAWAY with ENHANCE_YOUR_CALM and accepts no further streams; open streams continue. */
export function sendEnhanceYourCalm(session: ServerHttp2Session): void {
  if (session.closed || session.destroyed) return;
  session.goaway(constants.NGHTTP2_ENHANCE_YOUR_CALM);
  session.close();
}
