/**
 * The frame of RFC 9113, Section 4.1.
 *
 * @module
 */
import { code, compile, counted, octets, struct, uint, type ValueOf } from "../../../../reference/layout/index.ts";
import { frameType } from "./frame-type.ts";

const cite = "RFC9113, Section 4.1";

/** The frame header and payload. Length counts the payload alone, although more header fields follow it. */
export const http2Frame = struct({
  id: "http2-frame",
  title: "HTTP/2 Frame",
  description: "The unit of communication of HTTP/2.",
  cite,
  fault: "PROTOCOL_ERROR",
})
  .size(
    "length",
    uint(24),
    { bound: "maxFrameSize", faults: { bound: "FRAME_SIZE_ERROR" } },
    { description: "The length of the payload in octets; the frame header is not counted.", cite },
  )
  .field("type", code(8, frameType), { description: "The format and the meaning of the frame.", cite })
  .field("flags", uint(8), { description: "Boolean flags of the frame type.", cite })
  .reserved("reserved", 1, { label: "R", description: "A reserved bit without meaning.", cite, ignored: true })
  .field("streamIdentifier", uint(31), { description: "The stream of the frame; 0 is the connection.", cite })
  .field("payload", octets(counted("length")), {
    title: "Frame Payload",
    description: "The content, in the format of the frame type.",
    cite,
  });

/** A frame as a value; an unknown type is a number. */
export type Http2Frame = ValueOf<typeof http2Frame>;

/** The codec of frames. */
export const http2FrameCodec = compile(http2Frame);

/** The flags of the frame types that define some. */
export const frameFlag = { END_STREAM: 0x1, ACK: 0x1, END_HEADERS: 0x4, PADDED: 0x8, PRIORITY: 0x20 } as const;
