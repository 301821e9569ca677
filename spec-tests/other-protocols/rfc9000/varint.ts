import { prefixed } from "../../../reference/layout/index.ts";

/** The variable-length integer of RFC 9000, Section 16: two bits that give the form, and 6, 14, 30 or 62 bits. */
export const varint = prefixed({
  id: "varint",
  title: "Variable-Length Integer",
  description: "An unsigned integer of up to 62 bits. A longer form than needed is valid.",
  cite: "RFC9000, Section 16",
  fault: "FRAME_ENCODING_ERROR",
  anyForm: true,
  lead: 8,
  forms: [
    { lead: [0x00, 0x3f], keep: 6, extra: 0 },
    { lead: [0x40, 0x7f], keep: 6, extra: 8 },
    { lead: [0x80, 0xbf], keep: 6, extra: 24 },
    { lead: [0xc0, 0xff], keep: 6, extra: 56 },
  ],
});
