/**
 * What applications can set for a server and for each of its resources.
 *
 * @module
 */
import type { IncomingHttpHeaders } from "node:http";
import type { Socket } from "node:net";

import type { FailedRequest } from "../../connection/index.ts";
import { LocalError } from "../../layout/errors.ts";
import type { Acceptance, ApplicationRefusal, CompressionPolicy, HandshakeRequest, RequestPolicy } from "../../wire/index.ts";
import type { Connection } from "../api/connection.ts";
import { validateConnectionOptions, type ConnectionOptions } from "../api/connection-options.ts";
import { validateCompressionOffer, validateOrigins, validateProtocols } from "../api/validate-negotiation.ts";
import { validateValue, validateKnownOptions, validateOptions, type OptionKinds } from "../api/validate-options.ts";

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

/**
 * The application's decision: nothing or an acceptance says yes, and what it leaves out is as the policy chose. Anything else, `false`
 * too, is a mistake and refuses with 500.
 */
export type Decision = (Acceptance & { readonly refuse?: undefined }) | Refuse | undefined | void;

/** A resource that speaks WebSocket2. */
export interface Resource extends Pick<Partial<RequestPolicy>, "origins" | "requireOrigin" | "protocols" | "compression"> {
  /**
   * Decides about a handshake, at once or later; accepts unless given. What it throws refuses with 500.
   *
   * @param handshake - what is asked for
   * @param signal - aborted where the client gives up or time is up
   */
  authorize?(handshake: Handshake, signal: AbortSignal): Decision | Promise<Decision>;
  /**
   * Gets each connection that opens. What it throws, at once or later, or a handler that it sets on the connection, goes to
   * {@link ServerOptions.onerror}.
   */
  connection(connection: Connection, handshake: Handshake): unknown;
}

/** What can be set for a server. */
export interface ServerOptions extends ConnectionOptions {
  /** The resources, by exact path without query; or a function from that path. What it does not have answers 404; if it throws, 500. */
  readonly resources: Readonly<Record<string, Resource>> | ((path: string) => Resource | undefined);
  /** Told of each handshake that opened nothing, and why; for logs. */
  readonly onfailed?: (failure: HandshakeFailure) => void;
  /**
   * Told what a resource threw for a connection, which is closed with 1011 and costs no other one. Where it is not given, what is
   * thrown is thrown on, and ends the program unless somebody catches it.
   */
  readonly onerror?: (error: unknown, connection: Connection) => void;
}

const serverKinds: OptionKinds<ServerOptions> = { resources: "an object or a function", onfailed: "a function", onerror: "a function", limits: "an object", use: "an object", sendBuffer: "an object" };

const resourceKinds: OptionKinds<Resource> = {
  connection: "a function",
  authorize: "a function",
  origins: "a list of strings",
  requireOrigin: "true or false",
  protocols: "a list of strings",
  compression: "an object",
};

const compressionKinds: OptionKinds<CompressionPolicy> = { methods: "an object", required: "true or false" };

/**
 * Looks at a resource, which may have more members for its own use.
 *
 * @param path - names it in a complaint
 * @throws LocalError where it is none, or a member is not usable
 */
export function validateResource(path: string, resource: Resource): void {
  const where = `resources[${JSON.stringify(path)}]`;
  validateKnownOptions(where, resource, resourceKinds);
  validateValue(`${where}.connection`, resource.connection, "a function");
  const { origins, protocols, compression } = resource;
  if (origins !== undefined) validateOrigins(`${where}.origins`, origins);
  if (protocols !== undefined) validateProtocols(`${where}.protocols`, protocols);
  if (compression === undefined) return;
  validateOptions(`${where}.compression`, compression, compressionKinds);
  validateValue(`${where}.compression.methods`, compression.methods, "an object");
  validateCompressionOffer(`${where}.compression.methods`, compression.methods);
}

/**
 * Looks at the options of a server.
 *
 * @throws LocalError where one is not usable or not known
 */
export function validateServerOptions(options: ServerOptions): void {
  validateOptions("", options, serverKinds);
  validateConnectionOptions(options);
  const { resources } = options;
  validateValue("resources", resources, serverKinds.resources);
  if (typeof resources === "function") return;
  for (const [path, resource] of Object.entries(resources)) {
    if (!path.startsWith("/")) throw new LocalError("resources", `expected paths that begin with a slash, found ${JSON.stringify(path)}`);
    validateResource(path, resource);
  }
}

/** A handshake that opened nothing. */
export interface HandshakeFailure extends FailedRequest {
  /** The target, as it arrived. */
  readonly path: string;
  /** What the application's own code threw, where it did. */
  readonly error?: unknown;
}
