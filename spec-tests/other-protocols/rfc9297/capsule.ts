/** Capsules (RFC 9297, Section 3.2). */
import { bigCode, octets, registry, rest, struct } from "../../../reference/layout/index.ts";
import { varint } from "../rfc9000/varint.ts";

const cite = "RFC9297, Section 3.2";
const DATAGRAM = "RFC9297, Section 3.5";
const fault = "H3_DATAGRAM_ERROR";

/** Types of capsules. A receiver ignores capsules of other types. */
export const capsuleType = registry(
  { id: "capsule-type", title: "Capsule Types", description: "Kinds of capsule.", cite, open: true, base: 16, codeTitle: "Value" },
  [{ code: 0x00, name: "DATAGRAM", meaning: "An HTTP Datagram", cite: DATAGRAM }],
);

const datagram = struct({ id: "datagram-capsule", title: "Datagram Capsule", description: "A datagram.", cite: DATAGRAM, fault })
  .field("datagram", octets(rest), { title: "HTTP Datagram Payload", description: "Its octets.", cite: DATAGRAM });

const unknown = struct({ id: "unknown-capsule", title: "Unknown Capsule", description: "A capsule without a meaning.", cite, fault })
  .field("value", octets(rest), { title: "Capsule Value", description: "Its octets.", cite });

/** One capsule. */
export const capsule = struct({ id: "capsule", title: "Capsule", description: "One capsule.", cite, fault })
  .field("type", bigCode(varint, capsuleType), { title: "Capsule Type", description: "The kind of capsule.", cite })
  .length("length", varint.bigType(), { bound: "capsule" }, { title: "Capsule Length", description: "Octets of the value.", cite })
  .variant("value", "type", { DATAGRAM: datagram }, { title: "Capsule Value", description: "The content.", cite }, { default: unknown });
