/**
 * Creates the compressor and the decompressor of a negotiated method.
 *
 * @module
 */
import { LocalError } from "../layout/errors.ts";
import { type CompressionChoice, type CompressionMethod, websocket2Compression } from "../schema/headers/compression.ts";
import type { Compressor, Decompressor, DecompressorOptions } from "./compressor.ts";
import { DeflateCompressor, DeflateDecompressor } from "./deflate/deflate.ts";
import { Lz4Compressor, Lz4Decompressor } from "./lz4/lz4.ts";

/** Both directions of one method. The parameter is the negotiated one. */
interface MethodImplementation {
  readonly compressor: (parameter: number) => Compressor;
  readonly decompressor: (parameter: number, options: DecompressorOptions) => Decompressor;
}

const methods: Readonly<Record<CompressionMethod, MethodImplementation>> = {
  lz4: {
    compressor: (level) => new Lz4Compressor(level),
    decompressor: (_level, options) => new Lz4Decompressor(options),
  },
  deflate: {
    compressor: (windowBits) => new DeflateCompressor(windowBits),
    decompressor: (windowBits, options) => new DeflateDecompressor(windowBits, options),
  },
};

/**
 * Parses a choice into a method and its parameter.
 *
 * @throws {@link LocalError} if it does not name exactly one method, or the parameter is outside the range of the schema
 */
export function parseChoice(choice: CompressionChoice): { readonly name: CompressionMethod; readonly parameter: number } {
  const parsed = websocket2Compression.response.safeParse(choice);
  const [entry, ...others] = Object.entries(parsed.data ?? {}) as [CompressionMethod, number][];
  if (entry === undefined || others.length > 0) {
    throw new LocalError("compression", `expected one method with its parameter, found ${JSON.stringify(choice)}`);
  }
  return { name: entry[0], parameter: entry[1] };
}

/**
 * Creates the compressor of one direction of a connection.
 *
 * @throws {@link LocalError} if a server cannot choose this method and parameter
 *
 * @example
 * ```ts
 * import { compressor } from "websocket2";
 *
 * const deflate = compressor({ deflate: 15 });
 * const octets = new TextEncoder().encode("the same words, ".repeat(10));
 * const payload = deflate.compress(octets);
 * console.log(payload !== undefined && payload.length < octets.length / 5); // true
 * ```
 */
export function compressor(choice: CompressionChoice): Compressor {
  const { name, parameter } = parseChoice(choice);
  return methods[name].compressor(parameter);
}

/**
 * Creates the decompressor of one direction of a connection.
 *
 * @throws {@link LocalError} if a server cannot choose this method and parameter, or the limit is not a whole number of octets
 *
 * @example
 * ```ts
 * import { compressor, decompressor } from "websocket2";
 *
 * const payload = compressor({ lz4: 1 }).compress(new TextEncoder().encode("the same words, ".repeat(10)));
 * const result = decompressor({ lz4: 1 }, { message: 65536 }).decompress(payload ?? new Uint8Array());
 * console.log(result.ok && result.octets.length); // 160
 * ```
 */
export function decompressor(choice: CompressionChoice, options: DecompressorOptions): Decompressor {
  const { name, parameter } = parseChoice(choice);
  if (!Number.isInteger(options.message) || options.message < 0) {
    throw new LocalError("message", `expected a whole number of octets, found ${options.message}`);
  }
  return methods[name].decompressor(parameter, options);
}
