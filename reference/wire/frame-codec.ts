/**
 * The codecs of frames and of the integers in them, with their generated readers and writers.
 *
 * @module
 */
import { type Codec, generatedCodec, generatedPrefixed } from "../layout/compile/codec.ts";
import { frame } from "../schema/frames/frame.ts";
import { varSize } from "../schema/varsize.ts";
import type { Frame } from "./frame-types.ts";
import { frameParts } from "./generated/frame.ts";
import { traceFrame } from "./generated/frame-trace.ts";
import { varsizeParts } from "./generated/varsize.ts";
import { traceVarsize } from "./generated/varsize-trace.ts";

/**
 * The codec of frames: decodes a whole input, traces it, encodes a value, or opens a reader for a stream.
 *
 * @example
 * ```ts
 * import { frameCodec } from "websocket2";
 *
 * const octets = frameCodec.encode({ type: "text", text: "Hi" });
 * console.log(octets); // Uint8Array(4) [ 3, 0, 72, 105 ]
 * console.log(frameCodec.decode(octets)); // { ok: true, value: { type: 'text', text: 'Hi' } }
 * ```
 */
export const frameCodec: Codec<Frame> = generatedCodec(frame, { ...frameParts, trace: traceFrame });

/** The codec of a VarSize by itself. */
export const varSizeCodec: Codec<number> = generatedPrefixed(varSize.model, { ...varsizeParts, trace: traceVarsize });
