/**
 * Options of a client and of each opening.
 *
 * @module
 */
import { LocalError } from "../../layout/errors.ts";
import type { CompressionOffer } from "../../schema/headers/index.ts";
import type { FieldLine, FieldLines } from "../../wire/index.ts";
import { validateConnectionOptions, type ConnectionOptions } from "../api/connection-options.ts";
import { type FieldsInit, fieldLinesOf } from "../api/fields-init.ts";
import { validateCompressionOffer, validateProtocols } from "../api/validate-negotiation.ts";
import { validateOptions, type OptionKinds } from "../api/validate-options.ts";
import { routeKinds, type RouteOptions, validateRoute } from "./route-options.ts";

/** Response that asks for credentials. */
export interface Challenge {
  /** The URL of the refused request, with scheme `https` or `http`. It can have another origin than that of `connect` after a redirection. */
  readonly url: string;
  /** 401 if the server asks for credentials (`www-authenticate`), 407 if a proxy does (`proxy-authenticate`). */
  readonly status: number;
  /** The field lines of the response. */
  readonly fields: FieldLines;
}

/** Options of one opening and of the connection that it opens. */
export interface ConnectOptions extends ConnectionOptions {
  /**
   * Subprotocols to offer, in order of preference; each a non-empty string of printable ASCII, listed once. The server chooses one or none,
   * `connection.protocol`. The default is to offer none.
   */
  readonly protocols?: readonly string[];
  /**
   * Whether the opening fails, with check `negotiation`, if `protocols` are offered and the server chooses none, as in the WebSocket
   * interface. The default is `false`.
   */
  readonly requireProtocol?: boolean;
  /**
   * Compression methods to offer, in order of preference, each with the least and greatest parameter: `{ deflate: [9, 15], lz4: [1, 9] }`.
   * The parameter of `lz4` is its level, that of `deflate` the window in bits. The server chooses one or none,
   * `connection.compression`. A method that the runtime cannot run, such as `deflate` in Deno, is not offered. The default is to offer
   * none. See `use` for the messages that are then compressed.
   */
  readonly compression?: CompressionOffer;
  /**
   * Whether `connect` also waits for the pong to the second ping, which proves that the path forwards both directions after the
   * response has begun. It costs one round trip, within the `handshake` limit. The default is `false`.
   */
  readonly confirm?: boolean;
  /** Origin of the page that the client acts for, for the Origin field, such as `https://example.com`. The default is to send none. */
  readonly origin?: string;
  /**
   * Further fields of the request, such as Cookie or Authorization: an object, or name and value pairs, for instance of `Headers`. A
   * field that the handshake sets or forbids throws, and so does a value that is not a string. By default there are no further fields.
   */
  readonly headers?: FieldsInit;
  /**
   * Returns the fields that answer a 401 or 407, such as Authorization; they replace the fields of these names, and the handshake is
   * repeated once. `undefined`, and fields that were already sent, give up. An error that it throws rejects `connect`. The default is to
   * give up.
   */
  readonly credentials?: (challenge: Challenge) => FieldsInit | undefined | Promise<FieldsInit | undefined>;
  /**
   * The longest time in ms, from 0, that `connect` waits before it repeats a handshake that the server refused with 429 or 503, once. It
   * waits for the time in `retry-after`, and without that field for 1 to 2 s. A longer wait, and 0, give up. The default is 0.
   */
  readonly maxRetryDelay?: number;
  /**
   * Whether `connect` follows redirections with status 307 and 308, to `https` URLs only. A request to another origin has none of the
   * `headers`, since each may be a credential; a client with a certificate in `tls` does not follow to another origin. An opening with
   * `origin` acts for a page, which must not follow. The default is `false`.
   */
  readonly redirects?: boolean;
  /**
   * Signal for the life of the connection, as that of `fetch`: aborts the opening, which then rejects with check `cancelled`, and
   * terminates an open connection (`terminate`). The limit `handshake` bounds the time of the opening alone; `AbortSignal.timeout` would
   * also end the open connection. By default there is no signal.
   */
  readonly signal?: AbortSignal;
}

/**
 * Returns the further fields of a request as a list.
 *
 * @throws LocalError if a name or a value is not a string
 */
export function furtherFields({ headers }: { readonly headers?: FieldsInit | undefined }): readonly FieldLine[] {
  return headers === undefined ? [] : fieldLinesOf("headers", headers);
}

/** Default of {@link ClientOptions.sharedBy}. */
export const DEFAULT_SHARED_BY = 6;

/** Options of a client. */
export interface ClientOptions extends RouteOptions {
  /**
   * The greatest number of connections that share one HTTP/2 connection, from 1; the default is {@link DEFAULT_SHARED_BY}. If
   * SETTINGS_MAX_CONCURRENT_STREAMS of the server is less, that applies. Apache opens at most 6 on one HTTP/2 connection, and HAProxy
   * stalls connections that share one when many are busy. Use `Infinity` if there is no such intermediary: each further HTTP/2
   * connection costs a TLS handshake and memory.
   */
  readonly sharedBy?: number;
  /** The time for which an HTTP/2 connection without WebSocket2 connections is kept, in ms, from 0; the default is 1000. */
  readonly idle?: number;
}

/** Every option of an opening with its kind. */
export const connectKinds: OptionKinds<ConnectOptions> = {
  protocols: "a list of strings",
  requireProtocol: "true or false",
  compression: "an object",
  confirm: "true or false",
  origin: "a string",
  headers: "an object",
  credentials: "a function",
  maxRetryDelay: "a number from 0",
  redirects: "true or false",
  signal: "an AbortSignal",
  limits: "an object",
  announceLimit: "true or false",
  use: "an object",
  messageBudget: "a MessageBudget",
  sendBuffer: "an object",
};

const clientKinds: OptionKinds<ClientOptions> = { ...routeKinds, sharedBy: "a number from 0", idle: "a number from 0" };

/**
 * Validates the options of an opening.
 *
 * @throws LocalError if an option is not usable or unknown
 */
export function validateConnectOptions(options: ConnectOptions): void {
  validateOptions("", options, connectKinds);
  validateConnectionOptions(options);
  if (options.protocols !== undefined) validateProtocols("protocols", options.protocols);
  if (options.compression !== undefined) validateCompressionOffer("compression", options.compression);
  if (options.redirects === true && options.origin !== undefined) {
    throw new LocalError("redirects", "expected false with origin: an opening that acts for a page follows no redirection");
  }
}

/**
 * Validates the options of a client.
 *
 * @throws LocalError if an option is not usable or unknown
 */
export function validateClientOptions(options: ClientOptions): void {
  validateOptions("", options, clientKinds);
  validateRoute(options);
}
