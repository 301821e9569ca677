import { registry } from "../../../reference/layout/index.ts";

const about = { open: true, base: 16, codeTitle: "Value" } as const;

/** Types of frames (RFC 9114, Section 7.2). A receiver ignores frames of other types. */
export const frameType = registry(
  { id: "http3-frame-type", title: "HTTP/3 Frame Types", description: "Kinds of frame.", cite: "RFC9114, Section 7.2", ...about },
  [
    { code: 0x0, name: "DATA", meaning: "Octets of content", cite: "RFC9114, Section 7.2.1" },
    { code: 0x1, name: "HEADERS", meaning: "A field section", cite: "RFC9114, Section 7.2.2" },
    { code: 0x2, name: "RESERVED_2", meaning: "PRIORITY of HTTP/2", cite: "RFC9114, Section 7.2.8", status: "reserved" },
    { code: 0x4, name: "SETTINGS", meaning: "Parameters of the connection", cite: "RFC9114, Section 7.2.4" },
    { code: 0x7, name: "GOAWAY", meaning: "The coming end of the connection", cite: "RFC9114, Section 7.2.6" },
    { code: 0xd, name: "MAX_PUSH_ID", meaning: "A limit of pushes", cite: "RFC9114, Section 7.2.7" },
  ],
);

/** Identifiers of settings (RFC 9114, Section 7.2.4.1). */
export const settingIdentifier = registry(
  { id: "http3-setting", title: "HTTP/3 Settings", description: "Kinds of setting.", cite: "RFC9114, Section 7.2.4.1", ...about },
  [
    { code: 0x1, name: "QPACK_MAX_TABLE_CAPACITY", meaning: "The size of the dynamic table", cite: "RFC9204, Section 5" },
    { code: 0x6, name: "MAX_FIELD_SECTION_SIZE", meaning: "The size of a field section", cite: "RFC9114, Section 7.2.4.1" },
    { code: 0x7, name: "QPACK_BLOCKED_STREAMS", meaning: "Streams that can wait", cite: "RFC9204, Section 5" },
    { code: 0x8, name: "ENABLE_CONNECT_PROTOCOL", meaning: "Extended CONNECT", cite: "RFC9220, Section 3" },
    { code: 0x33, name: "H3_DATAGRAM", meaning: "HTTP Datagrams", cite: "RFC9297, Section 2.1.1" },
  ],
);
