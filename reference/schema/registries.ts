/**
 * The registries of codes inside frames.
 *
 * @module
 */
import { registry } from "../layout/registry.ts";
import { lz4Payload } from "./frames/lz4.ts";

/** The types of frames. */
export const frameType = registry(
  {
    id: "frame-type",
    title: "Frame Types",
    description: "The types of frames.",
    cite: "#frame-format",
    codeTitle: "Code",
  },
  [
    { code: 0, name: "text", meaning: "A message of text", cite: "#text-frame" },
    { code: 1, name: "binary", meaning: "A message of octets", cite: "#binary-frame" },
    { code: 2, name: "error", meaning: "The last frame of its sender, with the reason", cite: "#error-frame" },
    { code: 3, name: "ping", meaning: "A ping or its pong", cite: "#ping-frame" },
  ],
);

/** The methods that compress the payload of a message. */
export const compressionMethod = registry(
  {
    id: "compression",
    title: "Compression Methods",
    description: "The methods that compress the payload of a message.",
    cite: "#compression-methods",
    codeTitle: "Code",
    policy: "IETF Review",
  },
  [
    { code: 0, name: "none", meaning: "Not compressed", cite: "#compression" },
    { code: 1, name: "lz4", meaning: "One LZ4 block for each message", cite: "#lz4", payload: lz4Payload },
    { code: 2, name: "deflate", meaning: "DEFLATE with one context in each direction", cite: "#deflate" },
  ],
);

/** The codes of error frames. */
export const errorCode = registry(
  {
    id: "error",
    title: "Error Codes",
    description: "The reasons for which the sender of an error frame sends no further frame.",
    cite: "#error-codes",
    nameTitle: "Code",
    open: true,
    policy: "Specification Required",
    columns: { close: "Close code" },
  },
  [
    { name: "CLOS", meaning: "The connection is closed gracefully", cite: "#closing", columns: { close: "Status, or 1005 without one" } },
    { name: "UTF8", meaning: "A text message was not UTF-8", cite: "#text-frame", columns: { close: 1007 } },
    { name: "DECO", meaning: "A message could not be decompressed", cite: "#compression", columns: { close: 1007 } },
    { name: "FRAM", meaning: "The framing rules were broken", cite: "#frames", columns: { close: 1002 } },
    { name: "LRGE", meaning: "A frame or message exceeded a limit of its receiver", cite: "#limits", columns: { close: 1009 } },
  ],
);

/** The name of an error code. */
export type ErrorCode = (typeof errorCode.names)[number];

/** The kinds of ping frames. */
export const pingKind = registry(
  {
    id: "ping-kind",
    title: "Ping Kinds",
    description: "Whether a ping frame is a ping or its answer.",
    cite: "#ping-frame",
    codeTitle: "Code",
  },
  [
    { code: 0, name: "ping", meaning: "Requests a pong from its receiver", cite: "#ping-frame" },
    { code: 1, name: "pong", meaning: "Answers a ping with the Data of that ping", cite: "#ping-frame" },
  ],
);
