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

/** Why its sender sends nothing more. */
export const errorPayload = struct({
  id: "error-payload",
  title: "Error Payload",
  description: "Why the sender sends nothing more, and what its application gave for closing.",
  cite: "#error-frame",
  fault: "FRAM",
})
  .field("code", asciiCode(4, errorCode), {
    description: "Four ASCII octets in reading order. A code that is not registered counts as FRAM.",
    cite: "#error-codes",
  })
  .trailing("closing", (group) =>
    group
      .field("status", uint(16, { endian: "little", sends: [[1000, 1003], [1007, 1014], [3000, 4999]] }), {
        description: "The close code that the application gave. It counts only with the code CLOS; a received number outside the range for senders counts as 1002.",
        cite: "#error-frame",
      })
      .field("reason", utf8(rest, { most: limit.value("reason"), faults: { utf8: "UTF8" } }), {
        description: "The close reason that the application gave, in UTF-8.",
        cite: "#error-frame",
      }),
  );
