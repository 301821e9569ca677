/**
 * What applications can set for a client and for each opening.
 *
 * @module
 */
import type { SecureClientSessionOptions } from "node:http2";

import type { CompressionOffer } from "../../schema/headers/index.ts";
import type { FieldLine, FieldLines } from "../../wire/index.ts";
import { validateConnectionOptions, type ConnectionOptions } from "../api/connection-options.ts";
import { validateCompressionOffer, validateProtocols } from "../api/validate-negotiation.ts";
import { validateOptions, type OptionKinds } from "../api/validate-options.ts";

/** What can be set for one opening. */
export interface ConnectOptions extends ConnectionOptions {
  /** The subprotocols, the preferred one first. */
  readonly protocols?: readonly string[];
  /** Fail with `negotiation` where the server chooses none of the subprotocols, as the WebSocket interface does; no unless given. */
  readonly requireProtocol?: boolean;
  /** The compression methods that the server may choose from, with the least and greatest parameter; nothing unless given. */
  readonly compression?: CompressionOffer;
  /** Wait for the second pong, which shows that the path stays open both ways; no unless given. */
  readonly confirm?: boolean;
  /** The origin of the page that the client acts for. */
  readonly origin?: string;
  /** Further fields of the request, such as cookie or authorization. */
  readonly headers?: Readonly<Record<string, string>> | FieldLines | Iterable<FieldLine>;
  /** Aborts the opening; an open connection does not notice. */
  readonly signal?: AbortSignal;
}

/** The further fields of a request as a list. */
export function furtherFields({ headers }: Pick<ConnectOptions, "headers">): readonly FieldLine[] {
  if (headers === undefined) return [];
  return Symbol.iterator in headers ? [...(headers as Iterable<FieldLine>)] : Object.entries(headers);
}

/** Connections that share one HTTP/2 connection unless {@link ClientOptions.sharedBy} says otherwise. */
export const DEFAULT_SHARED_BY = 6;

/** What can be set for a client. */
export interface ClientOptions {
  /** Options of TLS, such as `ca`, `cert`, `key` and `rejectUnauthorized`. */
  readonly tls?: Omit<SecureClientSessionOptions, "settings" | "createConnection" | "protocol">;
  /**
   * Connections that share one HTTP/2 connection at most, {@link DEFAULT_SHARED_BY} unless given; the server's SETTINGS may allow fewer. Through
   * Apache no more than so many open on one HTTP/2 connection and the others time out, and through HAProxy many busy ones stall each
   * other. `Infinity` where nothing stands between, or only what is known to take more: a further HTTP/2 connection costs a handshake
   * of TLS and some memory.
   */
  readonly sharedBy?: number;
  /** How long an HTTP/2 connection without WebSocket2 connections is kept, in ms; 1000 unless given. */
  readonly idle?: number;
}

const connectKinds: OptionKinds<ConnectOptions> = {
  protocols: "a list of strings",
  requireProtocol: "true or false",
  compression: "an object",
  confirm: "true or false",
  origin: "a string",
  headers: "an object",
  signal: "an AbortSignal",
  limits: "an object",
  use: "an object",
  sendBuffer: "an object",
};

const clientKinds: OptionKinds<ClientOptions> = { tls: "an object", sharedBy: "a number from 0", idle: "a number from 0" };

/**
 * Looks at the options of an opening.
 *
 * @throws LocalError where one is not usable or not known
 */
export function validateConnectOptions(options: ConnectOptions): void {
  validateOptions("", options, connectKinds);
  validateConnectionOptions(options);
  if (options.protocols !== undefined) validateProtocols("protocols", options.protocols);
  if (options.compression !== undefined) validateCompressionOffer("compression", options.compression);
}

/**
 * Looks at the options of a client.
 *
 * @throws LocalError where one is not usable or not known
 */
export function validateClientOptions(options: ClientOptions): void {
  validateOptions("", options, clientKinds);
}
