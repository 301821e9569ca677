/**
 * The payloads of the other frames of RFC 9113 that have fields.
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

/** The fields of a PRIORITY frame, which may stand at the beginning of HEADERS too. */
export const priority = struct({ id: "priority-payload", title: "Priority Payload", description: "The priority of a stream, which nobody uses any more.", cite: priorityCite, fault })
  .field("exclusive", uint(1), { description: "Whether the dependency is exclusive.", cite: priorityCite })
  .field("dependency", uint(31), { description: "The stream that this one depends on.", cite: priorityCite })
  .field("weight", uint(8), { description: "The weight, less one.", cite: priorityCite });

/** The payload of a RST_STREAM frame. */
export const resetPayload = struct({ id: "rst-stream-payload", title: "RST_STREAM Payload", description: "Why a stream ends at once.", cite: resetCite, fault })
  .field("code", code(32, http2ErrorCode), { description: "The reason.", cite: resetCite });

/** The payload of a PING frame. */
export const pingPayload = struct({ id: "http2-ping-payload", title: "PING Payload", description: "Octets that come back.", cite: pingCite, fault })
  .field("data", octets(8), { description: "Any octets.", cite: pingCite });

/** The payload of a GOAWAY frame. */
export const goawayPayload = struct({ id: "goaway-payload", title: "GOAWAY Payload", description: "The end of the connection.", cite: goawayCite, fault })
  .reserved("reserved", 1, { label: "R", description: "A bit without a meaning.", cite: goawayCite, ignored: true })
  .field("lastStream", uint(31), { description: "The last stream that may have been processed.", cite: goawayCite })
  .field("code", code(32, http2ErrorCode), { description: "The reason.", cite: goawayCite })
  .field("debug", octets(rest), { description: "Octets for people who look for the reason.", cite: goawayCite });

/** Codecs of the payloads. */
export const priorityCodec = compile(priority);
/** RST_STREAM. */
export const resetCodec = compile(resetPayload);
/** PING. */
export const pingCodec = compile(pingPayload);
/** GOAWAY. */
export const goawayCodec = compile(goawayPayload);
