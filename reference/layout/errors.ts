/**
 * The errors of this package. {@link LayoutError} reports a mistake in a schema, {@link LocalError} a misuse of the API.
 * A fault of the peer is never thrown; it is returned as an {@link Issue}.
 *
 * @module
 */
import type { FaultCode, Rule } from "./model.ts";

/** A fault in received octets, with its place. */
export interface Issue {
  /** The wire code of the violated constraint. */
  readonly code: FaultCode;
  /** The rule of the violated constraint; `relation` of a relation between fields; `opens` if a higher layer cannot decompress a payload. */
  readonly rule: Rule | "relation" | "opens";
  /** The field; nested names and indexes are joined by dots. */
  readonly path: string;
  /** The offset of the field from the start of the input, in octets, rounded down. */
  readonly octet: number;
  /** The offset of the field from the start of the input, in bits. */
  readonly bit: number;
  /** The expected value, in words. */
  readonly expected: string;
  /** The value found, in words. */
  readonly found: string;
}

/**
 * Returns an issue as one line of text.
 *
 * @example
 * ```ts
 * import { FrameDecoder, issueText } from "websocket2";
 *
 * const decoder = new FrameDecoder();
 * decoder.push(Uint8Array.of(0x80));
 * if (decoder.fault !== undefined) console.log(issueText(decoder.fault));
 * ```
 */
export function issueText(issue: Issue): string {
  return `${issue.path} at octet ${issue.octet} (bit ${issue.bit % 8}): expected ${issue.expected}, found ${issue.found} [${issue.code}]`;
}

/**
 * A mistake in a schema. It is thrown when the schema is loaded.
 *
 * @example
 * ```ts
 * import { LayoutError } from "websocket2";
 * import { uint } from "websocket2/layout";
 *
 * try {
 *   uint(54);
 * } catch (error) {
 *   if (error instanceof LayoutError) console.log(error.where); // uint
 * }
 * ```
 */
export class LayoutError extends Error {
  override readonly name = "LayoutError";
  /** The id of the element, followed by a dot and the field name if the mistake is in a field. */
  readonly where: string;

  /**
   * @param where - the id of the element, followed by a dot and the field name if the mistake is in a field
   * @param problem - the mistake and the expected form
   */
  constructor(where: string, problem: string) {
    super(`${where}: ${problem}`);
    this.where = where;
  }
}

/**
 * A misuse of the API: a value that cannot be encoded, an option out of range, a call at the wrong time.
 *
 * @example
 * ```ts
 * import { encodeFrame, LocalError } from "websocket2";
 *
 * try {
 *   encodeFrame({ type: "text", text: "a lone surrogate: \ud800" });
 * } catch (error) {
 *   if (error instanceof LocalError) console.log(error.path); // text
 * }
 * ```
 */
export class LocalError extends Error {
  override readonly name = "LocalError";
  /** The field or option, or the empty string. */
  readonly path: string;

  /**
   * @param path - the field or option, or the empty string
   * @param problem - the mistake and the expected value
   */
  constructor(path: string, problem: string) {
    super(path === "" ? problem : `${path}: ${problem}`);
    this.path = path;
  }
}
