/**
 * The issues that a decompressor reports.
 *
 * @module
 */
import type { Issue } from "../layout/errors.ts";
import type { ErrorCode } from "../schema/registries.ts";
import type { Decompressed } from "./compressor.ts";

function issueResult(code: ErrorCode, rule: Issue["rule"], path: string, octet: number, expected: string, found: string): Decompressed {
  return { ok: false, issue: { code, rule, path, octet, bit: octet * 8, expected, found } };
}

/**
 * Reports a payload that does not decompress (DECO).
 *
 * @param path - the part of the payload
 * @param octet - the offset of the fault from the first octet of the payload
 */
export function corrupt(path: string, octet: number, expected: string, found: string): Decompressed {
  return issueResult("DECO", "opens", path, octet, expected, found);
}

/**
 * Reports a message over the limit (LRGE).
 *
 * @param path - the part of the payload
 * @param message - the limit in octets
 */
export function tooLarge(path: string, message: number, found: string): Decompressed {
  return issueResult("LRGE", "bound", path, 0, `a message of at most ${message} octets`, found);
}
