/**
 * The interfaces that every compression method implements.
 *
 * @module
 */
import type { Issue } from "../layout/errors.ts";

/** Compresses the messages of one direction of a connection. */
export interface Compressor {
  /**
   * Set if payloads depend on the message alone: compressors with the same key make the same payload, which connections can share.
   * `undefined` for a method with a context.
   */
  readonly payloadKey?: string | undefined;
  /**
   * The least work of one message, in octets of decompression, for a method that sets up a state for each message; 0 if absent. It bounds
   * the short messages of one turn of the event loop.
   */
  readonly leastWork?: number | undefined;
  /**
   * Compresses one message. The caller sends every payload returned, in this order: a method with a context has added the message to it.
   *
   * @param octets - the whole message
   * @returns the payload of a compressed frame; `undefined` if it would be no shorter than the message. The message is then sent
   *   uncompressed, and the context is unchanged.
   */
  compress(octets: Uint8Array): Uint8Array | undefined;
  /**
   * Begins to compress one message in steps, so that other work goes on between them. The caller takes all steps before it compresses
   * the next message. A method without it compresses every message in one step.
   *
   * @param octets - the whole message, unchanged until the last step
   */
  begin?(octets: Uint8Array): CompressionSteps;
}

/** The compression of one message in steps. */
export interface CompressionSteps {
  /**
   * Compresses further octets of the message.
   *
   * @param most - the number of octets of the message; a step may take as much time as fits them
   * @returns whether the message is done
   */
  step(most: number): boolean;
  /** After the last step: what {@link Compressor.compress} returns. */
  readonly payload: Uint8Array | undefined;
}

/** The result of decompressing one payload. */
export type Decompressed =
  | { readonly ok: true; /** The message; it shares no memory with the payload. */ readonly octets: Uint8Array }
  | { readonly ok: false; /** Code DECO or LRGE; its offset counts from the first octet of the payload. */ readonly issue: Issue };

/** Decompresses the messages of one direction of a connection. */
export interface Decompressor {
  /** The least work of one message, in octets of decompression, like {@link Compressor.leastWork}; 0 if absent. */
  readonly leastWork?: number | undefined;
  /**
   * Decompresses one payload. It never throws for octets of the peer. After an issue, the context is undefined and the connection fails.
   *
   * @param payload - the whole payload of one compressed frame, in the order of the frames
   */
  decompress(payload: Uint8Array): Decompressed;
}

/** Options of a decompressor. */
export interface DecompressorOptions {
  /** The longest message after decompression, in octets. */
  readonly message: number;
}
