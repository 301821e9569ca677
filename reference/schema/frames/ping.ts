/**
 * The payload of a ping frame.
 *
 * @module
 */
import { code } from "../../layout/code.ts";
import { octets } from "../../layout/octet-string.ts";
import { struct } from "../../layout/struct/struct.ts";
import { pingKind } from "../registries.ts";

/** The payload of a ping frame: a ping or its pong. */
export const pingPayload = struct({
  id: "ping-payload",
  title: "Ping Payload",
  description: "A ping, or the pong that answers it.",
  cite: "#ping-frame",
  fault: "FRAM",
})
  .field("kind", code(8, pingKind), {
    description: "Whether the frame is a ping or a pong.",
    cite: "#ping-frame",
  })
  .field("data", octets(8), {
    description: "Octets that the sender of a ping chooses. The pong repeats them.",
    cite: "#ping-frame",
  });
