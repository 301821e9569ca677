/**
 * What every compression method offers.
 *
 * @module
 */
import type { Issue } from "../layout/errors.ts";

/** Compresses the messages of one direction of a connection. */
export interface Compressor {
  /**
   * Compresses one message.
   *
   * A payload that comes back has to be sent, in this order: a method with a context has taken the message into it.
   *
   * @param octets - the whole message
   * @returns the payload of a compressed frame; `undefined` where it would be no shorter than the message, which is then
   * sent uncompressed and has left no trace in a context
   */
  compress(octets: Uint8Array): Uint8Array | undefined;
}

/** What decompressing one payload gives. */
export type Decompressed =
  | { readonly ok: true; /** The message; no view of the payload. */ readonly octets: Uint8Array }
  | { readonly ok: false; /** DECO or LRGE; offsets count from the first octet of the payload. */ readonly issue: Issue };

/** Decompresses the messages of one direction of a connection. */
export interface Decompressor {
  /**
   * Decompresses one payload. Whatever a peer sent comes back as a message or an issue and is never thrown.
   * After an issue the context is lost, and with it the connection.
   *
   * @param payload - the whole payload of one compressed frame, in the order of the frames
   */
  decompress(payload: Uint8Array): Decompressed;
}

/** What a decompressor accepts. */
export interface DecompressorOptions {
  /** The longest message after decompression, in octets. */
  readonly message: number;
}
