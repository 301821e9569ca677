/**
 * The compiled codec of frames and of the integers in them.
 *
 * @module
 */
import { type Codec, compile, compilePrefixed } from "../layout/compile/codec.ts";
import { frame, type Frame } from "../schema/frames/frame.ts";
import { varSize } from "../schema/varsize.ts";

/** The codec of frames: decodes a whole input, traces it, encodes a value, or opens a reader for a stream. */
export const frameCodec: Codec<Frame> = compile(frame);

/** The codec of a VarSize by itself. */
export const varSizeCodec: Codec<number> = compilePrefixed<number>(varSize.model);
