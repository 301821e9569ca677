/**
 * Counters of a server for each HTTP connection.
 *
 * @module
 */
import type { ServerHttp2Session } from "node:http2";

import type { ConnectionLimits } from "../../connection/index.ts";
import { RateLimiter } from "../../connection/limits/rate-limiter.ts";
import { limit } from "../../schema/limits.ts";
import { nodeEnvironment } from "../stream/node-environment.ts";

/** Counts the connections, the decisions at work and the aborted openings of one HTTP connection. */
export class HttpConnectionCounts {
  readonly #limits: ConnectionLimits;
  readonly #abortedOpenings: RateLimiter;
  #connections = 0;
  #decisions = 0;

  /** @param limits - limits of the server */
  constructor(limits: ConnectionLimits) {
    this.#limits = limits;
    this.#abortedOpenings = new RateLimiter(limits.openings, limit.entry("openings").within ?? 0);
  }

  /** Whether the HTTP connection has as many connections as the `connections` limit allows. */
  get full(): boolean {
    return this.#connections >= this.#limits.connections;
  }

  /** Whether the application has as many decisions at work for the HTTP connection as the `decisions` limit allows. */
  get busy(): boolean {
    return this.#decisions >= this.#limits.decisions;
  }

  /** Counts a decision of the application that has begun. */
  decisionBegan(): void {
    this.#decisions += 1;
  }

  /** Counts a decision that is made, whether or not its stream is still there. */
  decisionEnded(): void {
    this.#decisions -= 1;
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

/**
 * Sends GOAWAY with NO_ERROR and processes no later stream; open streams continue. ENHANCE_YOUR_CALM would make some peers, Node.js among
 * them, end the open streams of all users of a gateway.
 */
export function drainSession(session: ServerHttp2Session): void {
  if (!session.closed && !session.destroyed) session.close();
}
