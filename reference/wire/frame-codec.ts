/**
 * The compiled codec of frames and of the integers in them.
 *
 * @module
 */
import { type Codec, compile, compilePrefixed } from "../layout/compile/codec.ts";
import { frame, type Frame } from "../schema/frames/frame.ts";
import { varSize } from "../schema/varsize.ts";

/** Frames: decode a whole input, trace it, encode a value, or open a reader for a stream. */
export const frameCodec: Codec<Frame> = compile(frame);

/** VarSize by itself. */
export const varSizeCodec: Codec<number> = compilePrefixed<number>(varSize.model);
