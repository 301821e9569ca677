import { prefixed } from "../../../reference/layout/index.ts";

/** The payload length: 7 bits, of which two values announce another 16 or 64 bits. */
export const payloadLength = prefixed({
  id: "payload-length",
  title: "Payload Length",
  description: "How many octets the payload has, without the masking key.",
  cite: "RFC6455, Section 5.2",
  fault: "1002",
  lead: 7,
  forms: [
    { lead: [0, 125], keep: 7, extra: 0 },
    { lead: [126, 126], keep: 0, extra: 16 },
    { lead: [127, 127], keep: 0, extra: 64 },
  ],
});
