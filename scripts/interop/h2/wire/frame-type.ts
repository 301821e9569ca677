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
    description: "What a frame carries.",
    cite: "RFC9113, Section 6",
    codeTitle: "Code",
    open: true,
  },
  [
    { code: 0x0, name: "DATA", meaning: "Content", cite: "RFC9113, Section 6.1" },
    { code: 0x1, name: "HEADERS", meaning: "A field section, or its beginning", cite: "RFC9113, Section 6.2" },
    { code: 0x2, name: "PRIORITY", meaning: "The priority of a stream", cite: "RFC9113, Section 6.3", status: "deprecated" },
    { code: 0x3, name: "RST_STREAM", meaning: "The end of a stream at once", cite: "RFC9113, Section 6.4" },
    { code: 0x4, name: "SETTINGS", meaning: "Parameters of the connection", cite: "RFC9113, Section 6.5" },
    { code: 0x5, name: "PUSH_PROMISE", meaning: "A stream that the server will open", cite: "RFC9113, Section 6.6" },
    { code: 0x6, name: "PING", meaning: "A question whether the peer is there", cite: "RFC9113, Section 6.7" },
    { code: 0x7, name: "GOAWAY", meaning: "The end of the connection", cite: "RFC9113, Section 6.8" },
    { code: 0x8, name: "WINDOW_UPDATE", meaning: "More room to send", cite: "RFC9113, Section 6.9" },
    { code: 0x9, name: "CONTINUATION", meaning: "More of a field section", cite: "RFC9113, Section 6.10" },
  ],
);
