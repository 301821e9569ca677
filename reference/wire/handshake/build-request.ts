/**
 * The header section of a handshake request.
 *
 * @module
 */
import { LocalError } from "../../layout/errors.ts";
import {
  type CompressionOffer,
  requestField,
  type RequestFieldName,
  VERSION,
  websocket2Compression,
  websocket2Protocol,
  websocket2Version,
} from "../../schema/headers/index.ts";
import { checkOffer } from "./compression.ts";
import { writeRequestField } from "./field-codec.ts";
import { extraFields, type FieldLine, type FieldLines, fieldValue } from "./field-lines.ts";
import { limitField } from "./message-limit.ts";

/** Options of a handshake request. */
export interface RequestOptions {
  /** The scheme; `https` by default. `http` is for connections without TLS, by prior knowledge. */
  readonly scheme?: "https" | "http";
  /** The host, with the port if it is not the default port of the scheme. */
  readonly authority: string;
  /** The path and query of the target; it begins with a slash. */
  readonly path: string;
  /** The offered ranges by method, the preferred method first; no method by default. */
  readonly offer?: CompressionOffer;
  /** The offered subprotocols, the preferred one first; none by default. */
  readonly protocols?: readonly string[];
  /** The message limit to announce, in octets, from 65536; none by default. */
  readonly messageLimit?: number;
  /** The version to ask for; the version of this package by default. */
  readonly version?: number;
  /** The origin of the page for which the client connects. The default is to send none. */
  readonly origin?: string;
  /** Further fields of the application, such as cookie or authorization; none by default. */
  readonly fields?: FieldLines;
}

const AUTHORITY = /^[\x21-\x7e]+$/;
const PATH = /^\/[\x21-\x7e]*$/;

/** Fields that a client does not send: `:authority` replaces host, and only an intermediary adds early-data. */
const NOT_SENT_BY_CLIENTS = ["host", "early-data"];

function authorityOf({ authority }: RequestOptions): string {
  if (AUTHORITY.test(authority) && !/[/?#@]/.test(authority)) return authority;
  throw new LocalError(":authority", `expected a host and an optional port, found ${JSON.stringify(authority)}`);
}

function pathOf({ path }: RequestOptions): string {
  if (PATH.test(path) && !path.includes("#")) return path;
  throw new LocalError(":path", `expected a path that begins with a slash, without fragment or spaces, found ${JSON.stringify(path)}`);
}

function schemeOf({ scheme = "https" }: RequestOptions): string {
  if (["https", "http"].includes(scheme)) return scheme;
  throw new LocalError(":scheme", `expected https or http, found ${JSON.stringify(scheme)}`);
}

/** Returns the fields of the registry, in its order. */
function ordinaryFields(options: RequestOptions): FieldLine[] {
  const given: Partial<Record<RequestFieldName, string>> = {
    ":scheme": schemeOf(options),
    ":authority": authorityOf(options),
    ":path": pathOf(options),
    ...(options.origin === undefined ? {} : { origin: fieldValue("origin", options.origin) }),
  };
  return requestField.names.flatMap((name): FieldLine[] => {
    const value = given[name] ?? requestField.entry(name).columns["value"];
    return value === undefined ? [] : [[name, String(value)]];
  });
}

/**
 * Returns the header section of a handshake request. The client sends it without END_STREAM, followed by the opening ping.
 *
 * @throws {@link LocalError} if an option cannot become a field, an offer or a limit is out of range, or the handshake sets or forbids a
 *   further field
 *
 * @example
 * ```ts
 * import { buildRequest } from "websocket2";
 *
 * const fields = buildRequest({ authority: "example.com", path: "/chat", offer: { lz4: [1, 9] }, protocols: ["chat"] });
 * console.log(fields.find(([name]) => name === "websocket2-compression")); // [ 'websocket2-compression', 'lz4=(1 9)' ]
 * ```
 */
export function buildRequest(options: RequestOptions): FieldLine[] {
  return [
    ...ordinaryFields(options),
    ...writeRequestField(websocket2Version, [options.version ?? VERSION]),
    ...writeRequestField(websocket2Compression, checkOffer(options.offer ?? {})),
    ...writeRequestField(websocket2Protocol, options.protocols ?? []),
    ...limitField(options.messageLimit, "request"),
    ...extraFields(options.fields ?? [], [...requestField.names, ...NOT_SENT_BY_CLIENTS]),
  ];
}
