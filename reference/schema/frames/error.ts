/**
 * The payload of an error frame.
 *
 * @module
 */
import { asciiCode } from "../../layout/code.ts";
import { uint } from "../../layout/integer.ts";
import { utf8 } from "../../layout/octet-string.ts";
import { rest } from "../../layout/size.ts";
import { struct } from "../../layout/struct/struct.ts";
import { limit } from "../limits.ts";
import { errorCode } from "../registries.ts";

/** The payload of an error frame. */
export const errorPayload = struct({
  id: "error-payload",
  title: "Error Payload",
  description: "The reason for which the sender sends no further frame, and the close code and reason of its application.",
  cite: "#error-frame",
  fault: "FRAM",
})
  .field("code", asciiCode(4, errorCode), {
    description: "Four ASCII octets in reading order.",
    cite: "#error-codes",
  })
  .trailing("closing", (group) =>
    group
      .field("status", uint(16, { endian: "little", sends: [[1000, 1003], [1007, 1014], [3000, 4999]] }), {
        description: "The close code of the application.",
        cite: "#error-frame",
      })
      .field("reason", utf8(rest, { most: limit.value("reason"), faults: { utf8: "UTF8" } }), {
        description: "The close reason of the application, in UTF-8.",
        cite: "#error-frame",
      }),
  );
