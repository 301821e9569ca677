/** The base framing of RFC 6455, Section 5.2. */
import { code, counted, flag, octets, struct } from "../../../reference/layout/index.ts";
import { opcode } from "./opcode.ts";
import { payloadLength } from "./payload-length.ts";

const cite = "RFC6455, Section 5.2";

/** A frame. The payload stays masked. */
export const frame = struct({
  id: "websocket-frame",
  title: "WebSocket Frame",
  description: "One fragment of a message, or a control frame.",
  cite,
  fault: "1002",
})
  .field("fin", flag(), { title: "FIN", label: "F", description: "Whether this is the last fragment of its message.", cite })
  .field("rsv1", flag(), { title: "RSV1", label: "1", description: "The first bit that an extension can define.", cite })
  .field("rsv2", flag(), { title: "RSV2", label: "2", description: "The second bit that an extension can define.", cite })
  .field("rsv3", flag(), { title: "RSV3", label: "3", description: "The third bit that an extension can define.", cite })
  .field("opcode", code(4, opcode), { description: "What the payload is.", cite })
  .field("mask", flag(), { title: "MASK", label: "M", description: "Whether the payload is masked.", cite })
  .size(
    "payloadLength",
    payloadLength.bigType(),
    { bound: "payload", faults: { bound: "1009" } },
    { label: "Payload Len", description: "The size of the payload.", cite },
  )
  .when("mask", true, "maskingKey", octets(4), { description: "What the payload is masked with.", cite })
  .field("payload", octets(counted("payloadLength")), {
    title: "Payload Data",
    description: "The payload, masked where there is a key.",
    cite,
  });
