/**
 * Implementations of compression methods, which a platform can pass in.
 *
 * @module
 */
import { LocalError } from "../layout/errors.ts";
import { type CompressionChoice, type CompressionMethod, websocket2Compression } from "../schema/headers/compression.ts";
import type { Compressor, Decompressor, DecompressorOptions } from "./compressor.ts";
import { lz4Method } from "./lz4/lz4.ts";

/** Both directions of one method. The parameter is the negotiated one. */
export interface MethodImplementation {
  /** Creates the compressor of one direction of a connection. */
  readonly compressor: (parameter: number) => Compressor;
  /** Creates the decompressor of one direction of a connection. */
  readonly decompressor: (parameter: number, options: DecompressorOptions) => Decompressor;
}

/** Implementations of compression methods by name. */
export type CompressionImplementations = Readonly<{ [method in CompressionMethod]?: MethodImplementation | undefined }>;

/** The methods that need no platform. */
const portableMethods: CompressionImplementations = { lz4: lz4Method };

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
 * Returns the implementation of a method. The platform's own implementation takes precedence.
 *
 * @param platform - the implementations of the platform
 * @throws {@link LocalError} if the method has no implementation
 */
export function implementationOf(name: CompressionMethod, platform: CompressionImplementations = {}): MethodImplementation {
  const found = platform[name] ?? portableMethods[name];
  if (found !== undefined) return found;
  const remedy = `pass it as environment.compression.${name}; nodeCompression of "websocket2" has the one of node:zlib, where it works`;
  throw new LocalError("compression", `${name} has no implementation on this platform: ${remedy}`);
}
