/**
 * Calls zlib with a bound on its output.
 *
 * @module
 */
import { inflateRawSync, type ZlibOptions } from "node:zlib";

/** The result of one call of zlib. */
export type Inflated =
  | {
      readonly is: "octets";
      readonly octets: Uint8Array;
      /** The number of octets of the input that zlib consumed. */
      readonly consumed: number;
    }
  /** The output exceeds the bound. */
  | { readonly is: "over" }
  | { readonly is: "corrupt"; readonly why: string };

/** The error codes of zlib that the input causes. */
const CORRUPT_CODES = new Set(["Z_DATA_ERROR", "Z_BUF_ERROR", "Z_NEED_DICT"]);

/** The error code for output over `maxOutputLength`. */
const TOO_LARGE_CODE = "ERR_BUFFER_TOO_LARGE";

function failure(error: unknown): Inflated {
  const { code = "", message = "" } = error as { readonly code?: string; readonly message?: string };
  if (code === TOO_LARGE_CODE) return { is: "over" };
  if (CORRUPT_CODES.has(code)) return { is: "corrupt", why: message };
  throw error;
}

/** The bounds of zlib's output chunk, in octets. For a short message, the allocation of a large chunk costs more than the inflation. */
export const CHUNK_SIZES = { least: 256, most: 65536 } as const;

/** Returns the chunk size for an expected number of octets of output. */
export function chunkSizeFor(octets: number): number {
  return Math.min(CHUNK_SIZES.most, Math.max(CHUNK_SIZES.least, octets));
}

/** The result with `info: true`, which the types of Node do not declare. */
interface InflateInfo {
  readonly buffer: Uint8Array;
  readonly engine: { readonly bytesWritten: number };
}

/** A typical ratio of a text to its compressed size. It only determines the first chunk size. */
const TYPICAL_RATIO = 4;

/**
 * Inflates raw DEFLATE data.
 *
 * @param maxOctets - the bound on the output, and on the memory used
 */
export function inflate(data: Uint8Array, maxOctets: number, options: ZlibOptions): Inflated {
  try {
    const chunkSize = chunkSizeFor(Math.min(data.length * TYPICAL_RATIO, maxOctets + 1));
    const bounded = { chunkSize, ...options, maxOutputLength: Math.max(1, maxOctets), info: true };
    const { buffer, engine } = inflateRawSync(data, bounded) as unknown as InflateInfo;
    return buffer.length > maxOctets ? { is: "over" } : { is: "octets", octets: buffer, consumed: engine.bytesWritten };
  } catch (error) {
    return failure(error);
  }
}
