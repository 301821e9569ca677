/**
 * The compiled codec of lz4 payloads: Size and Block.
 *
 * @module
 */
import { type Codec, compile } from "../../layout/compile/codec.ts";
import { lz4Payload } from "../../schema/frames/lz4.ts";

/** The value of an lz4 payload. */
export interface Lz4Payload {
  /** The octets of the message. */
  readonly size: number;
  /** One raw LZ4 block. */
  readonly block: Uint8Array;
}

/** Reads and writes lz4 payloads. */
export const lz4PayloadCodec: Codec<Lz4Payload> = compile(lz4Payload);
