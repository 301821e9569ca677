/**
 * The stream of a connection: frames in each direction.
 *
 * @module
 */
import { stream, type StructStream } from "../layout/stream.ts";
import { frame, type Frame } from "./frames/frame.ts";

/** The content of the request and of the response: frames, one after the other. An error frame is the last. */
export const frameStream: StructStream<Frame> = stream(frame, {
  description: "The content of the request and of the response: frames, one after the other.",
  cite: "#frames",
  mediaType: "application/websocket2",
  end: {
    field: "type",
    equals: "error",
    description: "An error frame is the last frame. Its receiver ignores all octets after it.",
    cite: "#closing",
  },
});
