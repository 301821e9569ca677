/**
 * From the negotiated choice to a compressor and a decompressor.
 *
 * @module
 */
import { LocalError } from "../layout/errors.ts";
import { type CompressionChoice, type CompressionMethod, websocket2Compression } from "../schema/headers/compression.ts";
import { DeflateCompressor } from "./deflate/compressor.ts";
import { DeflateDecompressor } from "./deflate/decompressor.ts";
import { Lz4Compressor } from "./lz4/compressor.ts";
import { Lz4Decompressor } from "./lz4/decompressor.ts";
import type { Compressor, Decompressor, DecompressorOptions } from "./compressor.ts";

/** Both sides of one method; the parameter is that of the choice. */
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
 * The method of a choice with its parameter.
 *
 * @throws LocalError where the choice names no method, or a parameter out of the schema's range
 */
export function chosenMethod(choice: CompressionChoice): { readonly name: CompressionMethod; readonly parameter: number } {
  const known = websocket2Compression.response.safeParse(choice);
  const [entry, ...others] = Object.entries(known.data ?? {}) as [CompressionMethod, number][];
  if (entry === undefined || others.length > 0) throw new LocalError("compression", `expected one method with its parameter, found ${JSON.stringify(choice)}`);
  return { name: entry[0], parameter: entry[1] };
}

/**
 * The compressor of one direction of a connection.
 *
 * @throws LocalError where the choice is none that a server can make
 */
export function compressor(choice: CompressionChoice): Compressor {
  const { name, parameter } = chosenMethod(choice);
  return methods[name].compressor(parameter);
}

/**
 * The decompressor of one direction of a connection.
 *
 * @throws LocalError where the choice is none that a server can make, or the limit is no whole number of octets
 */
export function decompressor(choice: CompressionChoice, options: DecompressorOptions): Decompressor {
  const { name, parameter } = chosenMethod(choice);
  if (!Number.isInteger(options.message) || options.message < 0) {
    throw new LocalError("message", `expected a whole number of octets, found ${options.message}`);
  }
  return methods[name].decompressor(parameter, options);
}
