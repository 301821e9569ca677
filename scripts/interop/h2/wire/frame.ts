/**
 * The frame of RFC 9113, Section 4.1.
 *
 * @module
 */
import { code, compile, counted, octets, struct, uint, type ValueOf } from "../../../../reference/layout/index.ts";
import { frameType } from "./frame-type.ts";

const cite = "RFC9113, Section 4.1";

/** A frame; a length that stands before more of the header counts the payload alone. */
export const http2Frame = struct({ id: "http2-frame", title: "HTTP/2 Frame", description: "The unit that HTTP/2 sends.", cite, fault: "PROTOCOL_ERROR" })
  .size("length", uint(24), { bound: "maxFrameSize", faults: { bound: "FRAME_SIZE_ERROR" } }, { description: "The size of the payload, without the nine octets of the header.", cite })
  .field("type", code(8, frameType), { description: "What the frame carries.", cite })
  .field("flags", uint(8), { description: "Bits that mean what the type says.", cite })
  .reserved("reserved", 1, { label: "R", description: "A bit without a meaning.", cite, ignored: true })
  .field("streamIdentifier", uint(31), { description: "The stream that the frame belongs to, 0 for the connection.", cite })
  .field("payload", octets(counted("length")), { title: "Frame Payload", description: "What the frame carries.", cite });


/** A frame as a value: its type by name where RFC 9113 has it, else as a number. */
export type Http2Frame = ValueOf<typeof http2Frame>;

/** Frames as octets and back. */
export const http2FrameCodec = compile(http2Frame);

/** The bits of {@link http2Frame}'s flags, as the types of frames use them. */
export const frameFlag = { END_STREAM: 0x1, ACK: 0x1, END_HEADERS: 0x4, PADDED: 0x8, PRIORITY: 0x20 } as const;
