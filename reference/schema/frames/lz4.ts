/**
 * The payload of a message compressed with lz4.
 *
 * @module
 */
import { octets } from "../../layout/octet-string.ts";
import { rest } from "../../layout/size.ts";
import { struct } from "../../layout/struct/struct.ts";
import { varSize } from "../varsize.ts";

/** The octets of a Compressed Payload whose method is lz4. */
export const lz4Payload = struct({
  id: "lz4-payload",
  title: "LZ4 Payload",
  description: "A message compressed as one LZ4 block, by itself and without a dictionary.",
  cite: "#lz4",
  fault: "DECO",
})
  .field("size", varSize.type({ least: 1, unit: "octets" }), {
    description: "The size of the message after decompression.",
    cite: "#lz4",
  })
  .field("block", octets(rest), {
    description: "One raw LZ4 block.",
    cite: "#lz4",
  });
