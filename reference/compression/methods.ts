/**
 * Creates the compressor and the decompressor of a negotiated method on Node.js.
 *
 * @module
 */
import { LocalError } from "../layout/errors.ts";
import type { CompressionChoice, CompressionMethod } from "../schema/headers/compression.ts";
import type { Compressor, Decompressor, DecompressorOptions } from "./compressor.ts";
import { nodeDeflate } from "./deflate/deflate.ts";
import { lz4Method } from "./lz4/lz4.ts";
import { type MethodImplementation, parseChoice } from "./method.ts";

/** All methods as Node.js implements them. Cores take them as `environment.compression`. */
export const nodeCompression: Readonly<Record<CompressionMethod, MethodImplementation>> = { lz4: lz4Method, deflate: nodeDeflate };

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
  return nodeCompression[name].compressor(parameter);
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
  return nodeCompression[name].decompressor(parameter, options);
}
