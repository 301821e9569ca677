/**
 * The octets of a case of the vectors, with the element and the settings that decode them.
 *
 * @module
 */
import type { CompressionChoice } from "../../../reference/schema/index.ts";
import { compressionNameOf } from "../../../reference/wire/index.ts";
import type { DecodeContext } from "../../frames/decode-items.ts";
import { websocket2ElementIds } from "../format/element-ids.ts";
import { type Octets, parseOctets } from "../format/octets.ts";
import { type ChunkingInput, inputOctets } from "../runner/chunking.ts";
import type { LocatedCase } from "../vectors/select-cases.ts";
import { messageDecompressor } from "./message-decompressor.ts";

/** The octets of a case. */
export interface CaseOctets {
  readonly octets: Uint8Array;
  /** The id of the element whose sequence the octets are. */
  readonly type: string;
}

/** Returns the octets of a case; `undefined` for a handshake, and for a session, whose octets come from both ends. */
export function caseOctets({ group, case: each }: Pick<LocatedCase, "group" | "case">): CaseOctets | undefined {
  if (group.op === "handshake" || group.op === "session") return undefined;
  const type = group.op === "varsize" ? websocket2ElementIds.integer : websocket2ElementIds.frame;
  if (group.op === "varsize" || group.op === "encode") return { type, octets: parseOctets((each as { wire: Octets }).wire) };
  return { type, octets: inputOctets(each as ChunkingInput) };
}

/** Returns the negotiated compression of a case with octets; `null` without compression. */
export function caseCompression({ group }: Pick<LocatedCase, "group">): CompressionChoice | null {
  const { compression } = ("config" in group ? group.config : {}) as { readonly compression?: unknown };
  return typeof compression === "object" ? (compression as CompressionChoice | null) : null;
}

/** Returns the settings that decode the octets of a case. */
export function caseContext(located: Pick<LocatedCase, "group">): DecodeContext {
  const { limit } = ("config" in located.group ? located.group.config : {}) as { readonly limit?: number };
  const choice = caseCompression(located);
  return { limit, method: compressionNameOf(choice), decompressor: messageDecompressor(choice, limit) };
}
