/**
 * The error codes of HTTP/2.
 *
 * @module
 */
import { registry } from "../../../../reference/layout/index.ts";

const cite = "RFC9113, Section 7";

/** The error codes of RFC 9113, Section 7. Unknown ones trigger nothing special, so the registry is open. */
export const http2ErrorCode = registry(
  { id: "http2-error-code", title: "HTTP/2 Error Codes", description: "Why a stream or a connection ends.", cite, codeTitle: "Code", open: true },
  [
    { code: 0x0, name: "NO_ERROR", meaning: "Graceful shutdown", cite },
    { code: 0x1, name: "PROTOCOL_ERROR", meaning: "A protocol error was detected", cite },
    { code: 0x2, name: "INTERNAL_ERROR", meaning: "Something went wrong inside", cite },
    { code: 0x3, name: "FLOW_CONTROL_ERROR", meaning: "Flow control was not kept", cite },
    { code: 0x4, name: "SETTINGS_TIMEOUT", meaning: "Settings were not acknowledged", cite },
    { code: 0x5, name: "STREAM_CLOSED", meaning: "A frame came for a closed stream", cite },
    { code: 0x6, name: "FRAME_SIZE_ERROR", meaning: "A frame has a wrong size", cite },
    { code: 0x7, name: "REFUSED_STREAM", meaning: "The stream was not processed", cite },
    { code: 0x8, name: "CANCEL", meaning: "The stream is no longer needed", cite },
    { code: 0x9, name: "COMPRESSION_ERROR", meaning: "The state of header compression is lost", cite },
    { code: 0xa, name: "CONNECT_ERROR", meaning: "The connection of a CONNECT request broke", cite },
    { code: 0xb, name: "ENHANCE_YOUR_CALM", meaning: "The peer makes too much load", cite },
    { code: 0xc, name: "INADEQUATE_SECURITY", meaning: "TLS does not meet the requirements", cite },
    { code: 0xd, name: "HTTP_1_1_REQUIRED", meaning: "HTTP/1.1 is to be used instead", cite },
  ],
);

/** An error code by name, or as the number that stands for none of them. */
export type Http2ErrorCode = (typeof http2ErrorCode.names)[number] | number;
