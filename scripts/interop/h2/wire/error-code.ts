/**
 * The error codes of HTTP/2.
 *
 * @module
 */
import { registry } from "../../../../reference/layout/index.ts";

const cite = "RFC9113, Section 7";

/** The error codes of RFC 9113, Section 7. The registry is open: unknown codes trigger no special behavior. */
export const http2ErrorCode = registry(
  {
    id: "http2-error-code",
    title: "HTTP/2 Error Codes",
    description: "The reason for which a stream or a connection ends.",
    cite,
    codeTitle: "Code",
    open: true,
  },
  [
    { code: 0x0, name: "NO_ERROR", meaning: "Graceful shutdown", cite },
    { code: 0x1, name: "PROTOCOL_ERROR", meaning: "A protocol error was detected", cite },
    { code: 0x2, name: "INTERNAL_ERROR", meaning: "An internal error occurred", cite },
    { code: 0x3, name: "FLOW_CONTROL_ERROR", meaning: "The flow-control protocol was violated", cite },
    { code: 0x4, name: "SETTINGS_TIMEOUT", meaning: "SETTINGS was not acknowledged in time", cite },
    { code: 0x5, name: "STREAM_CLOSED", meaning: "A frame was received for a closed stream", cite },
    { code: 0x6, name: "FRAME_SIZE_ERROR", meaning: "A frame has an invalid size", cite },
    { code: 0x7, name: "REFUSED_STREAM", meaning: "The stream was not processed", cite },
    { code: 0x8, name: "CANCEL", meaning: "The stream is no longer needed", cite },
    { code: 0x9, name: "COMPRESSION_ERROR", meaning: "The field section compression context cannot be maintained", cite },
    { code: 0xa, name: "CONNECT_ERROR", meaning: "The connection of a CONNECT request was reset or closed", cite },
    { code: 0xb, name: "ENHANCE_YOUR_CALM", meaning: "The peer generates excessive load", cite },
    { code: 0xc, name: "INADEQUATE_SECURITY", meaning: "The properties of the transport do not meet the requirements", cite },
    { code: 0xd, name: "HTTP_1_1_REQUIRED", meaning: "The endpoint requires HTTP/1.1", cite },
  ],
);

/** An error code: the name of a registered one, the number of another. */
export type Http2ErrorCode = (typeof http2ErrorCode.names)[number] | number;
