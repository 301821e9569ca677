/**
 * The checks of a client on the header section of the reply to its handshake.
 *
 * @module
 */
import {
  type CompressionChoice,
  type HandshakeOutcome,
  type ReplyCheck,
  replyChecks,
  type SupportedVersions,
  websocket2Version,
} from "../../schema/headers/index.ts";
import { clientChecks, type ReplyCheckOptions, parseReply, type ParsedReply } from "./client-checks.ts";
import { compressionNameOf } from "./compression.ts";
import { readResponseField } from "./field-codec.ts";
import type { FieldLines } from "./field-lines.ts";
import { announcedLimit } from "./message-limit.ts";

/** A reply that passed every check of its header section. The client still waits for the opening pong. */
export interface AcceptedReply {
  /** Distinguishes it from a failed reply. */
  readonly ok: true;
  /** The compression method with its parameter, or `null` for none. */
  readonly compression: CompressionChoice | null;
  /** The chosen subprotocol, or `null` for none. */
  readonly protocol: string | null;
  /** The message limit that the server announces, in octets; absent if it announces none. */
  readonly messageLimit?: number;
}

/** A reply that failed a check. */
export interface FailedReply {
  /** Distinguishes it from an accepted reply. */
  readonly ok: false;
  /** The first check that failed. */
  readonly check: ReplyCheck;
  /** The value that the check found, in words. */
  readonly seen: string;
  /** The HTTP status; absent if it is missing or malformed. */
  readonly status?: number;
  /** The outcome in `websocket2-error`; absent without that field. Unknown and malformed tokens are `rejected`. */
  readonly token?: HandshakeOutcome;
  /** The versions that the server supports; absent if the reply does not list them. */
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

function open({ compression, protocols, section }: ParsedReply): AcceptedReply {
  const choice = compression.ok && compressionNameOf(compression.value) !== "none" ? compression.value : null;
  const messageLimit = announcedLimit(section, "response");
  return {
    ok: true,
    compression: choice,
    protocol: (protocols.ok ? protocols.value[0] : undefined) ?? null,
    ...(messageLimit === undefined ? {} : { messageLimit }),
  };
}

/**
 * Checks the header section of a final response, 200 to 599, by {@link replyChecks} in order. The caller skips interim responses.
 * A fault of the server is returned, not thrown.
 *
 * @param fields - the header section with `:status`
 * @param context - the offers of the request, and whether the response ended with the header section
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
