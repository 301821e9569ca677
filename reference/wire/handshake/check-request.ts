/**
 * The checks of a server on a handshake request.
 *
 * @module
 */
import {
  type CompressionChoice,
  type CompressionOffer,
  type HandshakeOutcome,
  serverCheck,
  type ServerCheck,
  VERSION,
} from "../../schema/headers/index.ts";
import { buildRefusal, buildReply } from "./build-reply.ts";
import { selectCompression } from "./compression.ts";
import type { FieldLine, FieldLines } from "./field-lines.ts";
import { announcedLimit } from "./message-limit.ts";
import { expectsContinue, type ParsedRequest, parseRequest, serverChecks, type ServerPolicy } from "./server-checks.ts";

/** The policy of a server. Every member has a default. */
export interface RequestPolicy extends Partial<ServerPolicy> {
  /** The subprotocols that the server supports; none by default. The server chooses the first offered one that it supports. */
  readonly protocols?: readonly string[];
  /** The message limit that the 200 announces, in octets, from 65536; none by default. */
  readonly messageLimit?: number;
}

/** The circumstances of a request. */
export interface RequestCheckOptions {
  /** Whether the request ended with its header section. */
  readonly endStream: boolean;
  /** By default the resource exists, no origin is allowed or required, and nothing is compressed. */
  readonly policy?: RequestPolicy;
}

/** The content of a valid request. */
export interface HandshakeRequest {
  /** The version of the protocol. */
  readonly version: number;
  /** The offered ranges by method, in the client's order. */
  readonly offer: CompressionOffer;
  /** The offered subprotocols, the preferred one first. */
  readonly protocols: readonly string[];
  /** The message limit that the client announces, in octets; absent if it announces none. */
  readonly messageLimit?: number;
  /** The origin of the page; absent if the client sent none. */
  readonly origin?: string;
  /** The scheme as received; intermediaries may rewrite it. */
  readonly scheme: string;
  /** The host, with the port if it is not the default port. */
  readonly authority: string;
  /** Path and query of the target. */
  readonly path: string;
}

/** A request that passed every check, with the server's choices and the header section of its response. */
export interface AcceptedRequest {
  /** Distinguishes it from a refusal. */
  readonly ok: true;
  /** The content of the request. */
  readonly request: HandshakeRequest;
  /** The chosen compression method with its parameter, or `null` for none. */
  readonly compression: CompressionChoice | null;
  /** The chosen subprotocol, or `null` for none. */
  readonly protocol: string | null;
  /** Whether the client waits for 100 (Continue), which the server sends before it asks its application. */
  readonly expectsContinue: boolean;
  /** The header section of the 200. */
  readonly reply: FieldLine[];
}

/** A request that failed a check, with the response that refuses it. */
export interface RejectedRequest {
  /** Distinguishes it from an acceptance. */
  readonly ok: false;
  /** The first check that failed. */
  readonly check: ServerCheck;
  /** The HTTP status of the refusal. */
  readonly status: number;
  /** The value of `websocket2-error`. */
  readonly token: HandshakeOutcome;
  /** The value that the check found, in words, for the log of the server. */
  readonly seen: string;
  /** The header section of the refusal. */
  readonly reply: FieldLine[];
  /** The content of the refusal. */
  readonly body: Uint8Array;
}

function handshakeRequest({ section, versions, offer, protocols }: ParsedRequest): HandshakeRequest {
  const origin = section.value("origin");
  const messageLimit = announcedLimit(section, "request");
  return {
    version: versions.ok ? (versions.value[0] ?? VERSION) : VERSION,
    offer: offer.ok ? offer.value : {},
    protocols: protocols.ok ? protocols.value : [],
    ...(messageLimit === undefined ? {} : { messageLimit }),
    ...(origin === undefined ? {} : { origin }),
    scheme: section.value(":scheme") ?? "",
    authority: section.value(":authority") ?? section.value("host") ?? "",
    path: section.value(":path") ?? "",
  };
}

function accept(parsed: ParsedRequest, { protocols: supported = [], messageLimit }: RequestPolicy): AcceptedRequest {
  const request = handshakeRequest(parsed);
  const compression = selectCompression(request.offer, parsed.policy.compression);
  const protocol = request.protocols.find((each) => supported.includes(each)) ?? null;
  const reply = buildReply({ compression, protocol, ...(messageLimit === undefined ? {} : { messageLimit }) });
  return { ok: true, request, compression, protocol, expectsContinue: expectsContinue(parsed.section), reply };
}

function reject(parsed: ParsedRequest, check: ServerCheck, found: string): RejectedRequest {
  const { versions, refusal } = parsed.policy;
  const method = parsed.section.value(":method");
  const { status, token, fields, body } = buildRefusal({
    check,
    versions,
    ...(method === undefined ? {} : { method }),
    ...(check === "application" ? refusal : {}),
  });
  return { ok: false, check, status, token, seen: found, reply: fields, body };
}

/**
 * Checks a handshake request by {@link serverCheck} in order. The first failed check decides.
 * The caller first finds out with {@link isHandshake} whether the request is a handshake.
 *
 * @param fields - the header section with its pseudo-header fields
 * @throws {@link LocalError} if the policy is not valid; a fault of the client is returned, not thrown
 *
 * @example
 * ```ts
 * import { buildRequest, checkRequest } from "websocket2";
 *
 * const fields = buildRequest({ authority: "example.com", path: "/chat", offer: { lz4: [1, 9] } });
 * const result = checkRequest(fields, { endStream: false, policy: { compression: { lz4: [1, 12] } } });
 * if (result.ok) console.log(result.compression, result.protocol); // { lz4: 1 } null
 * else console.log(result.check, result.status, result.seen);
 * ```
 */
export function checkRequest(fields: FieldLines, context: RequestCheckOptions): AcceptedRequest | RejectedRequest {
  const policy = { exists: true, versions: [VERSION], origins: [], requireOrigin: false, ...context.policy };
  const parsed = parseRequest(fields, context.endStream, policy);
  for (const check of serverCheck.names) {
    const found = serverChecks[check](parsed);
    if (found !== undefined) return reject(parsed, check, found);
  }
  return accept(parsed, policy);
}
