/**
 * Creates the compressor and the decompressor of a negotiated method on Node.js.
 *
 * @module
 */
import { inflateRawSync } from "node:zlib";

import { LocalError } from "../layout/errors.ts";
import type { CompressionChoice, CompressionMethod, CompressionOffer } from "../schema/headers/compression.ts";
import type { Compressor, Decompressor, DecompressorOptions } from "./compressor.ts";
import { nodeDeflate } from "./deflate/deflate.ts";
import { type InflateRaw, usesDictionary } from "./deflate/dictionary.ts";
import { lz4Method } from "./lz4/lz4.ts";
import { implementationOf, type MethodImplementation, parseChoice } from "./method.ts";

/** The methods that a runtime with `node:zlib` can run. */
export interface NodeCompressionMethods extends Readonly<Record<Exclude<CompressionMethod, "deflate">, MethodImplementation>> {
  /** `undefined` where `node:zlib` ignores dictionaries, as in Deno 2.9. The first access tries it. */
  readonly deflate: MethodImplementation | undefined;
}

/** Returns the methods on a runtime with this `inflateRawSync` of `node:zlib`. */
export function compressionOn(inflateRaw: InflateRaw): NodeCompressionMethods {
  let works: boolean | undefined;
  const methods: NodeCompressionMethods = {
    lz4: lz4Method,
    get deflate() {
      works ??= usesDictionary(inflateRaw);
      return works ? nodeDeflate : undefined;
    },
  };
  return methods;
}

/** The methods of this runtime. Cores take them as `environment.compression`. */
export const nodeCompression: NodeCompressionMethods = compressionOn(inflateRawSync);

/**
 * Returns the methods of an offer or a policy that a runtime can run, in their order: the same object if it can run all.
 *
 * @param option - name of the option, for the error
 * @throws {@link LocalError} if methods are named, and it can run none
 */
export function runnableMethods(option: string, methods: CompressionOffer, runtime = nodeCompression): CompressionOffer {
  const names = Object.keys(methods) as CompressionMethod[];
  const runnable = names.filter((name) => runtime[name] !== undefined);
  if (runnable.length === names.length) return methods;
  if (runnable.length > 0) return Object.fromEntries(runnable.map((name) => [name, methods[name]])) as CompressionOffer;
  throw new LocalError(option, `expected a method that this runtime can run, found ${names.join(", ")}: its zlib ignores dictionaries`);
}

/**
 * Creates the compressor of one direction of a connection.
 *
 * @throws {@link LocalError} if a server cannot choose this method and parameter, or the runtime cannot run it
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
  return implementationOf(name, nodeCompression).compressor(parameter);
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
  return implementationOf(name, nodeCompression).decompressor(parameter, options);
}
