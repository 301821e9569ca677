/**
 * The frame types of HTTP/2.
 *
 * @module
 */
import { registry } from "../../../../reference/layout/index.ts";

/** The frame types of RFC 9113, Section 6. Frames of an unknown type are ignored, so the registry is open. */
export const frameType = registry(
  {
    id: "http2-frame-type",
    title: "HTTP/2 Frame Types",
    description: "The format and the meaning of a frame.",
    cite: "RFC9113, Section 6",
    codeTitle: "Code",
    open: true,
  },
  [
    { code: 0x0, name: "DATA", meaning: "Content", cite: "RFC9113, Section 6.1" },
    { code: 0x1, name: "HEADERS", meaning: "A field section, or its first part", cite: "RFC9113, Section 6.2" },
    { code: 0x2, name: "PRIORITY", meaning: "The priority of a stream", cite: "RFC9113, Section 6.3", status: "deprecated" },
    { code: 0x3, name: "RST_STREAM", meaning: "The immediate end of a stream", cite: "RFC9113, Section 6.4" },
    { code: 0x4, name: "SETTINGS", meaning: "Parameters of the connection", cite: "RFC9113, Section 6.5" },
    { code: 0x5, name: "PUSH_PROMISE", meaning: "The announcement of a pushed stream", cite: "RFC9113, Section 6.6" },
    { code: 0x6, name: "PING", meaning: "A measurement of the round-trip time, or a test of the connection", cite: "RFC9113, Section 6.7" },
    { code: 0x7, name: "GOAWAY", meaning: "The shutdown of a connection", cite: "RFC9113, Section 6.8" },
    { code: 0x8, name: "WINDOW_UPDATE", meaning: "An increment of a flow-control window", cite: "RFC9113, Section 6.9" },
    { code: 0x9, name: "CONTINUATION", meaning: "A further part of a field section", cite: "RFC9113, Section 6.10" },
  ],
);
