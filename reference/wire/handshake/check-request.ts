/**
 * What a server makes of a handshake request.
 *
 * @module
 */
import { type CompressionChoice, type CompressionOffer, type HandshakeOutcome, serverCheck, type ServerCheck, VERSION } from "../../schema/headers/index.ts";
import { buildRefusal, buildReply } from "./build-reply.ts";
import { selectCompression } from "./compression.ts";
import type { FieldLine, FieldLines } from "./field-lines.ts";
import { type ParsedRequest, parseRequest, serverChecks, type ServerPolicy } from "./server-checks.ts";

/** A server's policy with the subprotocols that it speaks; what is left out has a default. */
export interface RequestPolicy extends Partial<ServerPolicy> {
  /** The subprotocols that the server speaks; of those offered, the first that it speaks is chosen. */
  readonly protocols?: readonly string[];
}

/** How a request is to be judged. */
export interface RequestCheckOptions {
  /** Whether the request ended with its header section. */
  readonly endStream: boolean;
  /** Unless given: the resource exists, no origin is allowed, none is required, nothing is compressed. */
  readonly policy?: RequestPolicy;
}

/** What a valid request asks for. */
export interface HandshakeRequest {
  /** The version of the protocol. */
  readonly version: number;
  /** The ranges by method, in the client's order. */
  readonly offer: CompressionOffer;
  /** The subprotocols, the preferred one first. */
  readonly protocols: readonly string[];
  /** The origin of the page, where a user agent sent one. */
  readonly origin?: string;
  /** As it arrived; intermediaries rewrite it. */
  readonly scheme: string;
  /** The host, with the port where it is not the default. */
  readonly authority: string;
  /** Path and query of the target. */
  readonly path: string;
}

/** A request that passed every check, with the server's choices and the header section of its response. */
export interface AcceptedRequest {
  /** Tells it from a refusal. */
  readonly ok: true;
  /** What the request asks for. */
  readonly request: HandshakeRequest;
  /** The method that is chosen, with its setting; `null` where messages are not compressed. */
  readonly compression: CompressionChoice | null;
  /** The subprotocol that is chosen; `null` for none. */
  readonly protocol: string | null;
  /** The header section of the 200. */
  readonly reply: FieldLine[];
}

/** A request that failed a check, with the response that refuses it. */
export interface RejectedRequest {
  /** Tells it from an acceptance. */
  readonly ok: false;
  /** The first check that failed. */
  readonly check: ServerCheck;
  /** The HTTP status of the refusal. */
  readonly status: number;
  /** The token of `websocket2-error`. */
  readonly token: HandshakeOutcome;
  /** What was wrong, in words, for the server's own log. */
  readonly seen: string;
  /** The header section of the refusal. */
  readonly reply: FieldLine[];
  /** The content of the refusal. */
  readonly body: Uint8Array;
}

function handshakeRequest({ section, versions, offer, protocols }: ParsedRequest): HandshakeRequest {
  const origin = section.value("origin");
  return {
    version: versions.ok ? (versions.value[0] ?? VERSION) : VERSION,
    offer: offer.ok ? offer.value : {},
    protocols: protocols.ok ? protocols.value : [],
    ...(origin === undefined ? {} : { origin }),
    scheme: section.value(":scheme") ?? "",
    authority: section.value(":authority") ?? section.value("host") ?? "",
    path: section.value(":path") ?? "",
  };
}

function accept(seen: ParsedRequest, spoken: readonly string[]): AcceptedRequest {
  const request = handshakeRequest(seen);
  const compression = selectCompression(request.offer, seen.policy.compression);
  const protocol = request.protocols.find((each) => spoken.includes(each)) ?? null;
  return { ok: true, request, compression, protocol, reply: buildReply({ compression, protocol }) };
}

function reject(seen: ParsedRequest, check: ServerCheck, found: string): RejectedRequest {
  const { versions, refusal } = seen.policy;
  const method = seen.section.value(":method");
  const { status, token, fields, body } = buildRefusal({
    check,
    versions,
    ...(method === undefined ? {} : { method }),
    ...(check === "application" ? refusal : {}),
  });
  return { ok: false, check, status, token, seen: found, reply: fields, body };
}

/**
 * Checks a handshake request: the checks of the registry in its order, the first that fails decides.
 * Whether the request is a handshake at all is not looked at; see `isHandshake`.
 *
 * @param fields - the header section, pseudo-header fields included
 * @throws {@link LocalError} where the policy is not usable, never for what the peer sent
 *
 * @example
 * ```ts
 * import { buildRequest, checkRequest } from "websocket2";
 *
 * const fields = buildRequest({ authority: "example.com", path: "/chat", offer: { lz4: [1, 9] } });
 * const result = checkRequest(fields, { endStream: false, policy: { compression: { methods: { lz4: [1, 12] } } } });
 * if (result.ok) console.log(result.compression, result.protocol); // { lz4: 9 } null
 * else console.log(result.check, result.status, result.seen);
 * ```
 */
export function checkRequest(fields: FieldLines, context: RequestCheckOptions): AcceptedRequest | RejectedRequest {
  const policy = { exists: true, versions: [VERSION], origins: [], requireOrigin: false, ...context.policy };
  const seen = parseRequest(fields, context.endStream, policy);
  for (const check of serverCheck.names) {
    const found = serverChecks[check](seen);
    if (found !== undefined) return reject(seen, check, found);
  }
  return accept(seen, policy.protocols ?? []);
}
