/**
 * The errors that are thrown: by a schema that is wrong, or by a caller that misuses the library.
 * What a peer does wrong is never thrown; it comes back as an {@link Issue}.
 *
 * @module
 */
import type { FaultCode, Rule } from "./model.ts";

/** One thing that is wrong with octets that were received, or with a value that was to be sent. */
export interface Issue {
  /** The wire code of the violated constraint. */
  readonly code: FaultCode;
  /** Which constraint; `opens` where a layer above the layout could not open a sealed payload. */
  readonly rule: Rule | "opens";
  /** The field, nested names and indexes joined by dots. */
  readonly path: string;
  /** Where the field begins, in octets from the first octet of the input, rounded down. */
  readonly octet: number;
  /** Where the field begins, in bits from the first bit of the input. */
  readonly bit: number;
  /** What would have been right, in words. */
  readonly expected: string;
  /** What was there, in words. */
  readonly found: string;
}

/**
 * An issue as one line of text.
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
 * An author's mistake in a schema, found when the schema is loaded.
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
  /** The element and, after a dot, the field. */
  readonly where: string;

  /**
   * @param where - the element's id, with a dot and the field's name where it is about a field
   * @param problem - what is wrong and what was expected
   */
  constructor(where: string, problem: string) {
    super(`${where}: ${problem}`);
    this.where = where;
  }
}

/**
 * Local misuse: a value that cannot be encoded, an option out of range, a call at the wrong time.
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
  /** What is wrong with the value, where it is about a field. */
  readonly path: string;

  /**
   * @param path - the field or option, or the empty string
   * @param problem - what is wrong and what was expected
   */
  constructor(path: string, problem: string) {
    super(path === "" ? problem : `${path}: ${problem}`);
    this.path = path;
  }
}
