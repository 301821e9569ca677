/**
 * Options of a server and of its resources.
 *
 * @module
 */
import type { IncomingHttpHeaders } from "node:http";

import type { FailedRequest } from "../../connection/index.ts";
import { LocalError } from "../../layout/errors.ts";
import type { CompressionChoice, CompressionOffer } from "../../schema/headers/index.ts";
import type { Acceptance, ApplicationRefusal, FieldLines, HandshakeRequest } from "../../wire/index.ts";
import type { Connection } from "../api/connection.ts";
import type { SocketInfo } from "../api/socket-info.ts";
import { validateConnectionOptions, type ConnectionOptions } from "../api/connection-options.ts";
import { type FieldsInit, fieldLinesOf } from "../api/fields-init.ts";
import { validateCompressionOffer, validateOrigins, validateProtocols } from "../api/validate-negotiation.ts";
import { validateValue, validateKnownOptions, validateOptions, type OptionKinds } from "../api/validate-options.ts";

/** Handshake that passed all checks; the application decides next. */
export interface Handshake extends HandshakeRequest {
  /** Fields of the request by lower-case name, as node:http2 joins them. */
  readonly headers: IncomingHttpHeaders;
  /** URL of the target, with scheme and authority as received: intermediaries may rewrite them. */
  readonly url: string;
  /** Parameters of the query of {@link HandshakeRequest.path}. */
  readonly query: URLSearchParams;
  /** Addresses and TLS of the HTTP connection. They stay readable after its end. */
  readonly socket: SocketInfo;
}

/** Refusal of a handshake by the application. */
export interface Refuse {
  /** Status, 307 or 308 with a location or 400 to 599, and fields of the response; the default status is 403. */
  readonly refuse: { readonly status?: number; readonly fields?: FieldsInit };
  /** Absent by default: a refusal has no data. */
  readonly data?: undefined;
}

/** Acceptance of a handshake by the application. Every member has a default. */
export interface Accept<Data = unknown> {
  /** Data of the application for the connection, such as the user: `connection.data`. The default is `undefined`. */
  readonly data?: Data | undefined;
  /** Compression, one of the offered methods with a parameter in its offered range, or `null`; by default the choice of the resource. */
  readonly compression?: CompressionChoice | null;
  /** Subprotocol, one of those offered, or `null`; by default the choice of the resource. */
  readonly protocol?: string | null;
  /** Further fields of the response, such as `set-cookie`; none by default. */
  readonly fields?: FieldsInit;
  /** Absent by default: it would make a refusal. */
  readonly refuse?: undefined;
}

/**
 * Decision about a handshake. `undefined` accepts with the choices of the resource; an acceptance replaces some of them. Any other value,
 * such as `false`, and a choice that the client has not offered, are mistakes: they refuse with 500 and are reported to
 * {@link ServerOptions.onfailed}.
 */
export type Decision<Data = unknown> = Accept<Data> | Refuse | undefined | void;

/**
 * Resource of a server that accepts connections. `Data` is the type of the `data` that `authorize` returns; TypeScript infers it from an
 * object literal. All resources of a server have one type of data.
 */
export interface Resource<Data = unknown> {
  /**
   * Origins that a request may have, in the form of the Origin field: `https://example.com`, or `null`. A request of another origin is
   * refused with 403; a request without an Origin field is accepted unless {@link Resource.requireOrigin} is set. The default is to
   * allow none.
   */
  readonly origins?: readonly string[];
  /** Whether a request without an Origin field is refused with 403. The default is `false`. */
  readonly requireOrigin?: boolean;
  /**
   * Subprotocols that the resource speaks; each a non-empty string of printable ASCII, listed once. The first offered subprotocol that is
   * listed is chosen; without one, the connection has no subprotocol. By default the resource speaks no subprotocol.
   */
  readonly protocols?: readonly string[];
  /**
   * Compression methods that the resource accepts, each with the least and greatest parameter, as a client offers them:
   * `{ deflate: [9, 15], lz4: [1, 9] }`. The first offered method with a common range is chosen, with the least common parameter of `lz4`,
   * the greatest of `deflate`. The default is no compression.
   */
  readonly compression?: CompressionOffer;
  /** Whether a request without a common compression method is refused with 400. The default is `false`. */
  readonly requireCompression?: boolean;
  /**
   * Decides about a handshake, at once or later, within the `handshake` limit. If it throws or rejects, the handshake is refused
   * with 500. Each decision counts against the `decisions` limit of its HTTP connection until the promise settles, so it should settle soon
   * after the signal aborts. The default is to accept.
   *
   * @param handshake - the request
   * @param signal - aborts if the client gives up or the time is up
   */
  authorize?(handshake: Handshake, signal: AbortSignal): Decision<Data> | Promise<Decision<Data>>;
  /**
   * Receives each connection that opens. The handshake is released afterwards unless the application keeps it; its
   * fields stay readable in {@link Connection.requestHeaders}. What the application derives from them, such as the user, belongs into
   * `data`. Errors from it and from the handlers of the connection, thrown or rejected, are passed to {@link ServerOptions.onerror}.
   */
  connection(connection: Connection<Data>, handshake: Handshake): unknown;
}

/** Options of a server. */
export interface ServerOptions<Data = unknown> extends ConnectionOptions {
  /**
   * Resources by exact path, without the query, or a function that returns the resource of a path, which can hold parameters:
   * `(path) => (path.startsWith("/rooms/") ? resourceOfRoom(path.slice(7)) : undefined)`. `undefined` is answered with 404; any other
   * value that is not a resource, and an exception, with 500. {@link Handshake.query} has the query.
   */
  readonly resources: Readonly<Record<string, Resource<Data>>> | ((path: string) => Resource<Data> | undefined);
  /** Called with each handshake that did not open a connection, for logs. The default is to ignore them. */
  readonly onfailed?: (failure: HandshakeFailure) => void;
  /**
   * Called with each error that a resource throws for a connection, which is then closed with 1011; other connections continue. By
   * default the error is not caught: it ends the process unless the process has a handler for uncaught errors.
   */
  readonly onerror?: (error: unknown, connection: Connection<Data>) => void;
}

/** Handshake that did not open a connection. */
export interface HandshakeFailure extends FailedRequest {
  /** Path and query of the target, as received. */
  readonly path: string;
  /** Error that code of the application threw, if any. */
  readonly error?: unknown;
}

const serverKinds: OptionKinds<ServerOptions> = {
  resources: "an object or a function",
  onfailed: "a function",
  onerror: "a function",
  limits: "an object",
  announceLimit: "true or false",
  use: "an object",
  messageBudget: "a MessageBudget",
  sendBuffer: "an object",
};

const resourceKinds: OptionKinds<Resource> = {
  connection: "a function",
  authorize: "a function",
  origins: "a list of strings",
  requireOrigin: "true or false",
  protocols: "a list of strings",
  compression: "an object",
  requireCompression: "true or false",
};

const decisionKinds: OptionKinds<Accept & Refuse> = {
  compression: "anything",
  protocol: "anything",
  fields: "an object",
  data: "anything",
  refuse: "an object",
};

const refusalKinds: OptionKinds<Refuse["refuse"]> = { status: "anything", fields: "an object" };

/** Decision in the form of the layers below. */
export interface ValidDecision {
  /** Refusal; `undefined` accepts. */
  readonly refusal?: ApplicationRefusal;
  /** Choices of the acceptance. */
  readonly acceptance: Acceptance;
  /** Data of the application. */
  readonly data?: unknown;
}

/** @throws LocalError if a value is required and the list is empty: every request would be refused */
function validateRequired(option: string, required: boolean | undefined, values: string, { length }: readonly unknown[]): void {
  if (required === true && length === 0) throw new LocalError(option, `expected false without ${values}: every request would be refused`);
}

/**
 * Validates a resource. Further members are allowed, for the application's own use.
 *
 * @param path - path of the resource, for the error
 * @throws LocalError if it is no resource, or a member is not usable
 */
export function validateResource(path: string, resource: Resource): void {
  const option = `resources[${JSON.stringify(path)}]`;
  validateKnownOptions(option, resource, resourceKinds);
  validateValue(`${option}.connection`, resource.connection, "a function");
  const { origins = [], requireOrigin, protocols, compression = {}, requireCompression } = resource;
  validateOrigins(`${option}.origins`, origins);
  if (protocols !== undefined) validateProtocols(`${option}.protocols`, protocols);
  validateCompressionOffer(`${option}.compression`, compression);
  validateRequired(`${option}.requireOrigin`, requireOrigin, "origins", origins);
  validateRequired(`${option}.requireCompression`, requireCompression, "compression", Object.keys(compression));
}

/**
 * Validates the options of a server.
 *
 * @throws LocalError if an option is not usable or unknown
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

/**
 * Validates a decision of `authorize`, so that a mistake never accepts a handshake.
 *
 * @throws LocalError if it is no decision
 */
export function validateDecision(decision: Decision): ValidDecision {
  if (decision === undefined) return { acceptance: {} };
  if (typeof decision !== "object" || decision === null) {
    throw new LocalError("authorize", `expected nothing, an acceptance or { refuse: { status } }, found ${String(decision)}`);
  }
  validateOptions("authorize", decision, decisionKinds);
  const { refuse, fields, data, ...choices } = decision as Omit<Accept, "refuse"> & Partial<Pick<Refuse, "refuse">>;
  if (refuse === undefined) return { acceptance: withFields("authorize", choices, fields), data };
  validateOptions("authorize.refuse", refuse, refusalKinds);
  const { fields: fieldsOfRefusal, ...status } = refuse;
  return { acceptance: {}, refusal: withFields("authorize.refuse", status, fieldsOfRefusal) };
}

function withFields<T extends object>(option: string, value: T, fields: FieldsInit | undefined): T & { readonly fields?: FieldLines } {
  return fields === undefined ? value : { ...value, fields: fieldLinesOf(`${option}.fields`, fields) };
}
