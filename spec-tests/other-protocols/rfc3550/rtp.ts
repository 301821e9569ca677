/** The header of RTP (RFC 3550, Section 5.1) with its extension (Section 5.3.1). */
import { counted, flag, nested, octets, repeated, rest, struct, uint } from "../../../reference/layout/index.ts";

const cite = "RFC3550, Section 5.1";
const fault = "BAD_RTP";
const EXTENSION = "RFC3550, Section 5.3.1";

/** The extension of the header. Its length counts words of four octets behind the length. */
export const extension = struct({
  id: "rtp-extension",
  title: "Header Extension",
  description: "An extension.",
  cite: EXTENSION,
  fault,
})
  .field("profile", uint(16, { base: 16 }), { title: "Defined by Profile", description: "The kind of extension.", cite: EXTENSION })
  .length("length", uint(16), { unit: 4 }, { description: "Words of four octets behind it.", cite: EXTENSION })
  .field("data", octets(rest), { title: "Header Extension", description: "Its octets.", cite: EXTENSION });

/** A packet. The padding that `padding` announces has its size in the last octet of the packet, and is part of the payload here. */
export const packet = struct({ id: "rtp-packet", title: "RTP Packet", description: "A header and a payload.", cite, fault })
  .constant("version", 2, 2, { label: "V", description: "The version.", cite })
  .field("padding", flag(), { label: "P", description: "Whether the payload ends with padding.", cite })
  .field("extended", flag(), { label: "X", description: "Whether an extension follows the header.", cite })
  .count("sourceCount", uint(4), {}, { label: "CC", description: "The number of contributing sources.", cite })
  .field("marker", flag(), { label: "M", description: "A mark whose meaning a profile defines.", cite })
  .field("payloadType", uint(7), { label: "PT", description: "The format of the payload.", cite })
  .field("sequenceNumber", uint(16), { description: "The number of the packet.", cite })
  .field("timestamp", uint(32), { description: "The time of its first octet.", cite })
  .field("source", uint(32, { base: 16 }), { title: "SSRC", description: "The synchronization source.", cite })
  .field("sources", repeated(uint(32, { base: 16 }), counted("sourceCount")), { title: "CSRC", description: "Contributing sources.", cite })
  .when("extended", true, "extension", nested(extension), { description: "An extension of the header.", cite })
  .field("payload", octets(rest), { description: "The payload.", cite });
