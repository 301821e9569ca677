import { registry } from "../../../reference/layout/index.ts";

const STREAM = "RFC9000, Section 19.8";

/** Types of frames (RFC 9000, Section 12.4). The registry is closed: a receiver refuses a type that it does not know. */
export const frameType = registry(
  {
    id: "quic-frame-type",
    title: "QUIC Frame Types",
    description: "Kinds of frame.",
    cite: "RFC9000, Section 12.4",
    codeTitle: "Value",
    base: 16,
  },
  [
    { code: 0x00, name: "PADDING", meaning: "An octet without meaning", cite: "RFC9000, Section 19.1" },
    { code: 0x01, name: "PING", meaning: "A question for life", cite: "RFC9000, Section 19.2" },
    { code: 0x02, name: "ACK", meaning: "Packets that have arrived", cite: "RFC9000, Section 19.3" },
    { code: 0x03, name: "ACK_ECN", meaning: "The same, with counts of marked packets", cite: "RFC9000, Section 19.3" },
    { code: 0x06, name: "CRYPTO", meaning: "Octets of the handshake", cite: "RFC9000, Section 19.6" },
    { code: 0x08, name: "STREAM", meaning: "Octets of a stream up to the end of the packet", cite: STREAM },
    { code: 0x09, name: "STREAM_FIN", meaning: "The same, the last of the stream", cite: STREAM },
    { code: 0x0a, name: "STREAM_LEN", meaning: "Octets of a stream with their number", cite: STREAM },
    { code: 0x0b, name: "STREAM_LEN_FIN", meaning: "The same, the last of the stream", cite: STREAM },
    { code: 0x0c, name: "STREAM_OFF", meaning: "Octets of a stream with their place", cite: STREAM },
    { code: 0x0d, name: "STREAM_OFF_FIN", meaning: "The same, the last of the stream", cite: STREAM },
    { code: 0x0e, name: "STREAM_OFF_LEN", meaning: "Octets of a stream with their place and number", cite: STREAM },
    { code: 0x0f, name: "STREAM_OFF_LEN_FIN", meaning: "The same, the last of the stream", cite: STREAM },
    { code: 0x10, name: "MAX_DATA", meaning: "A limit of the connection", cite: "RFC9000, Section 19.9" },
    { code: 0x18, name: "NEW_CONNECTION_ID", meaning: "A further connection ID", cite: "RFC9000, Section 19.15" },
    { code: 0x1c, name: "CONNECTION_CLOSE", meaning: "The end, because of QUIC or without an error", cite: "RFC9000, Section 19.19" },
    { code: 0x1d, name: "CONNECTION_CLOSE_APP", meaning: "The end, because of the application", cite: "RFC9000, Section 19.19" },
  ],
);
