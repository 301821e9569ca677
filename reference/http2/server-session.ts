/**
 * What a server counts for each HTTP connection.
 *
 * @module
 */
import { constants, type ServerHttp2Session } from "node:http2";

import type { ConnectionLimits } from "../connection/index.ts";
import { Rate } from "../connection/rate.ts";
import { limit } from "../schema/limits.ts";
import { surroundings } from "./surroundings.ts";

/** The connections and openings of one HTTP connection. */
export class ServerSession {
  readonly #limits: ConnectionLimits;
  readonly #brokenOff: Rate;
  #connections = 0;

  /** @param limits - of the server */
  constructor(limits: ConnectionLimits) {
    this.#limits = limits;
    this.#brokenOff = new Rate(limits.openings, limit.entry("openings").within ?? 0);
  }

  /** Whether one more connection would be too many. */
  get full(): boolean {
    return this.#connections >= this.#limits.connections;
  }

  /** A connection is being opened. */
  begin(): void {
    this.#connections += 1;
  }

  /** The stream of a connection is gone. */
  end(): void {
    this.#connections -= 1;
  }

  /** The client broke an opening off. @returns whether that was once too often */
  openingBrokenOff(): boolean {
    return this.#brokenOff.over(surroundings.clock());
  }
}

/** Tells the client to calm down, and takes no further streams from it; those that are open go on. */
export function calmDown(session: ServerHttp2Session): void {
  if (session.closed || session.destroyed) return;
  session.goaway(constants.NGHTTP2_ENHANCE_YOUR_CALM);
  session.close();
}
