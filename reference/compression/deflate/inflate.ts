/**
 * One bounded run of zlib.
 *
 * @module
 */
import { inflateRawSync, type ZlibOptions } from "node:zlib";

/** What zlib made of octets. */
export type Inflated =
  | { readonly is: "octets"; readonly octets: Uint8Array; /** How many octets of the input it consumed. */ readonly consumed: number }
  /** The output went over the limit. */
  | { readonly is: "over" }
  | { readonly is: "corrupt"; readonly why: string };

/** The codes of errors that the input causes. */
const CORRUPT_CODES = new Set(["Z_DATA_ERROR", "Z_BUF_ERROR", "Z_NEED_DICT"]);

/** The code of output over `maxOutputLength`. */
const TOO_LARGE_CODE = "ERR_BUFFER_TOO_LARGE";

function failure(error: unknown): Inflated {
  const { code = "", message = "" } = error as { readonly code?: string; readonly message?: string };
  if (code === TOO_LARGE_CODE) return { is: "over" };
  if (CORRUPT_CODES.has(code)) return { is: "corrupt", why: message };
  throw error;
}

/** zlib's output comes in chunks of so many octets, at least and at most: a large one costs a short message more than its inflation. */
const CHUNK_SIZES = { least: 256, most: 16384 } as const;

/** The size of the chunks for an output of about so many octets. */
export function chunkSizeFor(octets: number): number {
  return Math.min(CHUNK_SIZES.most, Math.max(CHUNK_SIZES.least, octets));
}

/** What `info: true` gives, which the types do not tell. */
interface InflateInfo {
  readonly buffer: Uint8Array;
  readonly engine: { readonly bytesWritten: number };
}

/** Texts become so many times as long, more or less. */
const USUAL_RATIO = 4;

/**
 * Inflates raw DEFLATE data.
 *
 * @param most - the most octets that may come out; memory is bounded by it
 */
export function inflate(data: Uint8Array, most: number, options: ZlibOptions): Inflated {
  try {
    const chunkSize = chunkSizeFor(Math.min(data.length * USUAL_RATIO, most + 1));
    const all = { chunkSize, ...options, maxOutputLength: Math.max(1, most), info: true };
    const { buffer, engine } = inflateRawSync(data, all) as unknown as InflateInfo;
    return buffer.length > most ? { is: "over" } : { is: "octets", octets: buffer, consumed: engine.bytesWritten };
  } catch (error) {
    return failure(error);
  }
}
