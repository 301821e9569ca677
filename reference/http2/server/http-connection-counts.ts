/**
 * What a server counts for each HTTP connection.
 *
 * @module
 */
import { constants, type ServerHttp2Session } from "node:http2";

import type { ConnectionLimits } from "../../connection/index.ts";
import { RateLimiter } from "../../connection/limits/rate-limiter.ts";
import { limit } from "../../schema/limits.ts";
import { nodeEnvironment } from "../stream/node-environment.ts";

/** The connections and openings of one HTTP connection. */
export class HttpConnectionCounts {
  readonly #limits: ConnectionLimits;
  readonly #abortedOpenings: RateLimiter;
  #connections = 0;

  /** @param limits - of the server */
  constructor(limits: ConnectionLimits) {
    this.#limits = limits;
    this.#abortedOpenings = new RateLimiter(limits.openings, limit.entry("openings").within ?? 0);
  }

  /** Whether one more connection would be too many. */
  get full(): boolean {
    return this.#connections >= this.#limits.connections;
  }

  /** A connection is being opened. */
  streamOpened(): void {
    this.#connections += 1;
  }

  /** The stream of a connection is gone. */
  streamClosed(): void {
    this.#connections -= 1;
  }

  /** The client broke an opening off. @returns whether that was once too often */
  countAbortedOpening(): boolean {
    return this.#abortedOpenings.overLimit(nodeEnvironment.clock());
  }
}

/** Tells the client to calm down, and takes no further streams from it; those that are open go on. */
export function sendEnhanceYourCalm(session: ServerHttp2Session): void {
  if (session.closed || session.destroyed) return;
  session.goaway(constants.NGHTTP2_ENHANCE_YOUR_CALM);
  session.close();
}
