/**
 * What applications can set for a server and for each of its resources.
 *
 * @module
 */
import type { IncomingHttpHeaders } from "node:http";
import type { Socket } from "node:net";

import type { FailedRequest } from "../connection/index.ts";
import type { Acceptance, ApplicationRefusal, HandshakeRequest, RequestPolicy } from "../wire/index.ts";
import type { Connection } from "./connection.ts";
import type { ConnectionOptions } from "./connection-options.ts";

/** A handshake that passed every check but the application's own. */
export interface Handshake extends HandshakeRequest {
  /** The fields of the request, lower case, as node:http2 has them. */
  readonly headers: IncomingHttpHeaders;
  /** The socket below, for addresses and certificates; do not read or write it. */
  readonly socket: Socket | undefined;
}

/** The application's no, with the status and fields that it answers. */
export interface Refuse {
  /** How it refuses. */
  readonly refuse: ApplicationRefusal;
}

/** The application's decision: nothing or an acceptance says yes, and what it leaves out is as the policy chose. */
export type Decision = Acceptance | Refuse | undefined | void;

/** A resource that speaks WebSocket2. */
export interface Resource extends Pick<Partial<RequestPolicy>, "origins" | "requireOrigin" | "protocols" | "compression"> {
  /**
   * Decides about a handshake, at once or later; accepts unless given. What it throws refuses with 500.
   *
   * @param handshake - what is asked for
   * @param signal - aborted where the client gives up or time is up
   */
  authorize?(handshake: Handshake, signal: AbortSignal): Decision | Promise<Decision>;
  /** Gets each connection that opens. */
  connection(connection: Connection, handshake: Handshake): void;
}

/** What can be set for a server. */
export interface ServerOptions extends ConnectionOptions {
  /** The resources, by exact path without query; or a function from `:path`. What it does not have answers 404. */
  readonly resources: Readonly<Record<string, Resource>> | ((path: string) => Resource | undefined);
  /** Told of each handshake that opened nothing, and why; for logs. */
  readonly onfailed?: (failure: HandshakeFailure) => void;
}

/** A handshake that opened nothing. */
export interface HandshakeFailure extends FailedRequest {
  /** The target, as it arrived. */
  readonly path: string;
  /** What the application's own code threw, where it did. */
  readonly error?: unknown;
}
