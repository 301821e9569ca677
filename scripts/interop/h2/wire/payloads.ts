/**
 * The payloads of PRIORITY, RST_STREAM, PING and GOAWAY frames.
 *
 * @module
 */
import { code, compile, octets, rest, struct, uint } from "../../../../reference/layout/index.ts";
import { http2ErrorCode } from "./error-code.ts";

const priorityCite = "RFC9113, Section 6.3";
const resetCite = "RFC9113, Section 6.4";
const pingCite = "RFC9113, Section 6.7";
const goawayCite = "RFC9113, Section 6.8";
const fault = "FRAME_SIZE_ERROR";

/** The payload of a PRIORITY frame. HEADERS with the flag PRIORITY begins with the same fields. */
export const priority = struct({
  id: "priority-payload",
  title: "Priority Payload",
  description: "The deprecated priority of a stream.",
  cite: priorityCite,
  fault,
})
  .field("exclusive", uint(1), { description: "1 for an exclusive dependency.", cite: priorityCite })
  .field("dependency", uint(31), { description: "The stream on which this stream depends.", cite: priorityCite })
  .field("weight", uint(8), { description: "The weight minus one.", cite: priorityCite });

/** The payload of a RST_STREAM frame. */
export const resetPayload = struct({
  id: "rst-stream-payload",
  title: "RST_STREAM Payload",
  description: "The reason for which a stream is terminated.",
  cite: resetCite,
  fault,
}).field("code", code(32, http2ErrorCode), { description: "The error code.", cite: resetCite });

/** The payload of a PING frame. */
export const pingPayload = struct({
  id: "http2-ping-payload",
  title: "PING Payload",
  description: "Opaque data that the acknowledgement repeats.",
  cite: pingCite,
  fault,
}).field("data", octets(8), { description: "Opaque data.", cite: pingCite });

/** The payload of a GOAWAY frame. */
export const goawayPayload = struct({
  id: "goaway-payload",
  title: "GOAWAY Payload",
  description: "The reason for which a connection shuts down.",
  cite: goawayCite,
  fault,
})
  .reserved("reserved", 1, { label: "R", description: "A reserved bit without meaning.", cite: goawayCite, ignored: true })
  .field("lastStream", uint(31), { description: "The highest stream that the sender may have processed.", cite: goawayCite })
  .field("code", code(32, http2ErrorCode), { description: "The error code.", cite: goawayCite })
  .field("debug", octets(rest), { description: "Opaque data for diagnosis.", cite: goawayCite });

/** The codec of PRIORITY payloads. */
export const priorityCodec = compile(priority);
/** The codec of RST_STREAM payloads. */
export const resetCodec = compile(resetPayload);
/** The codec of PING payloads. */
export const pingCodec = compile(pingPayload);
/** The codec of GOAWAY payloads. */
export const goawayCodec = compile(goawayPayload);
