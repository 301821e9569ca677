/**
 * The types of frames. Their fields have the documentation of the schema.
 *
 * @module
 */
import type { compressionMethod } from "../schema/registries.ts";
import type { FrameValue } from "./generated/frame.ts";

export type { FrameValue as Frame } from "./generated/frame.ts";

/** The name of a compression method, `none` included. */
export type CompressionName = (typeof compressionMethod.names)[number];

/** The value of a frame whose message is not compressed. Its `type` tells its fields: a `text` frame has `text`. */
export type UncompressedFrame = Exclude<FrameValue, Readonly<Record<"compression", string>>>;

/** The frames of a connection by its compression method: without compression each `type` has its own fields. */
export type FrameOf<C extends CompressionName> = [C] extends ["none"] ? UncompressedFrame : FrameValue;
