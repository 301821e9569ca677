/**
 * VarSize: the integer of every length and size of the protocol.
 *
 * @module
 */
import { prefixed } from "../layout/prefixed.ts";

/** An unsigned integer in 1, 3 or 5 octets. */
export const varSize = prefixed({
  id: "varsize",
  title: "VarSize",
  description: "An unsigned integer of up to 32 bits. Small numbers take one octet. Two values of the first octet announce a number of 16 or 32 bits after it.",
  cite: "#varsize",
  fault: "FRAM",
  lead: 8,
  endian: "little",
  forms: [
    { lead: [0x00, 0xfd], keep: 8, extra: 0 },
    { lead: [0xfe, 0xfe], keep: 0, extra: 16 },
    { lead: [0xff, 0xff], keep: 0, extra: 32 },
  ],
});
