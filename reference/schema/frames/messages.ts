/**
 * Payloads of messages: text, binary and compressed.
 *
 * @module
 */
import { octets, utf8 } from "../../layout/octet-string.ts";
import { rest } from "../../layout/size.ts";
import { struct } from "../../layout/struct/struct.ts";

/** The payload of a text frame. */
export const textPayload = struct({
  id: "text-payload",
  title: "Text Payload",
  description: "A message of text.",
  cite: "#text-frame",
  fault: "FRAM",
}).field("text", utf8(rest, { faults: { utf8: "UTF8" } }), {
  description: "The whole message in UTF-8. A byte order mark, NUL and noncharacters are part of it.",
  cite: "#text-frame",
});

/** The payload of a binary frame. */
export const binaryPayload = struct({
  id: "binary-payload",
  title: "Binary Payload",
  description: "A message of octets.",
  cite: "#binary-frame",
  fault: "FRAM",
}).field("bytes", octets(rest), {
  description: "The whole message.",
  cite: "#binary-frame",
});

/** The payload of a compressed text or binary frame. */
export const compressedPayload = struct({
  id: "compressed-payload",
  title: "Compressed Payload",
  description: "A message that the negotiated method compressed.",
  cite: "#compression",
  fault: "DECO",
}).field("payload", octets(rest, { least: 1 }), {
  description: "The compressed message. An endpoint does not compress an empty message.",
  cite: "#compression",
});
