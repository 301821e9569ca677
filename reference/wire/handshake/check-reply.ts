/**
 * What a client makes of the header section of the reply to its handshake.
 *
 * @module
 */
import { type CompressionChoice, type HandshakeOutcome, type ReplyCheck, replyChecks, type SupportedVersions, websocket2Version } from "../../schema/headers/index.ts";
import { clientChecks, type ReplyCheckOptions, parseReply, type ParsedReply } from "./client-checks.ts";
import { compressionNameOf } from "./compression.ts";
import { readResponseField } from "./field-codec.ts";
import type { FieldLines } from "./field-lines.ts";

/** A reply that passed every check of its header section; the opening pong is still to come. */
export interface AcceptedReply {
  /** Tells it from a failed reply. */
  readonly ok: true;
  /** The one method with its parameter, or `null`. */
  readonly compression: CompressionChoice | null;
  /** The subprotocol that the server chose; `null` where it chose none. */
  readonly protocol: string | null;
}

/** A reply that failed a check. */
export interface FailedReply {
  /** Tells it from an opening. */
  readonly ok: false;
  /** The first check that failed. */
  readonly check: ReplyCheck;
  /** What was seen, in words. */
  readonly seen: string;
  /** The HTTP status, where there is one. */
  readonly status?: number;
  /** How the server says that it ended, where it says so; unknown and malformed tokens count as `rejected`. */
  readonly token?: HandshakeOutcome;
  /** The versions that the server supports, where it lists them. */
  readonly versions?: SupportedVersions;
}

function fail(reply: ParsedReply, check: ReplyCheck, seen: string): FailedReply {
  const { status, error, token, section } = reply;
  const versions = readResponseField(websocket2Version, section.value(websocket2Version.model.id) ?? "");
  return {
    ok: false,
    check,
    seen,
    ...(status === undefined ? {} : { status }),
    ...(error === undefined ? {} : { token }),
    ...(versions.ok ? { versions: versions.value } : {}),
  };
}

function open({ compression, protocols }: ParsedReply): AcceptedReply {
  const choice = compression.ok && compressionNameOf(compression.value) !== "none" ? compression.value : null;
  return { ok: true, compression: choice, protocol: (protocols.ok ? protocols.value[0] : undefined) ?? null };
}

/**
 * Checks the header section of a final response, 200 to 599: those checks of the registry that it decides, in order.
 * Interim responses are skipped by the caller. What a peer sent is never thrown.
 *
 * @param fields - the header section, `:status` included
 * @param context - what was asked for, and whether the response ended there
 *
 * @example
 * ```ts
 * import { buildReply, checkReply } from "websocket2";
 *
 * const fields = buildReply({ compression: { lz4: 9 } });
 * const result = checkReply(fields, { endStream: false, offer: { lz4: [1, 9] } });
 * if (result.ok) console.log(result.compression, result.protocol); // { lz4: 9 } null
 * else console.log(result.check, result.seen);
 * ```
 */
export function checkReply(fields: FieldLines, context: ReplyCheckOptions): AcceptedReply | FailedReply {
  const reply = parseReply(fields, context);
  for (const check of replyChecks) {
    const seen = clientChecks[check](reply);
    if (seen !== undefined) return fail(reply, check, seen);
  }
  return open(reply);
}
