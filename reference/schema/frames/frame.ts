/**
 * The frame: the unit of a WebSocket2 stream.
 *
 * @module
 */
import type * as z from "zod";

import { code } from "../../layout/code.ts";
import { struct } from "../../layout/struct/struct.ts";
import { compressionMethod, frameType } from "../registries.ts";
import { varSize } from "../varsize.ts";
import { errorPayload } from "./error.ts";
import { binaryPayload, compressedPayload, textPayload } from "./messages.ts";
import { pingPayload } from "./ping.ts";

/** One frame: a message, an error, a ping or a pong. */
export const frame = struct({
  id: "frame",
  title: "Frame",
  description: "One message, error, ping or pong.",
  cite: "#frames",
  fault: "FRAM",
})
  .length("length", varSize.type(), { bound: "message", overhead: 1, faults: { bound: "LRGE" } }, {
    description: "The number of octets after this field.",
    cite: "#frames",
  })
  .reserved("reserved", 4, {
    description: "Reserved for a later version.",
    cite: "#frames",
    label: "Rsvd",
  })
  .omittable("compression", code(2, compressionMethod, { omit: "none", bound: "compression" }), {
    description: "The method that compresses the payload.",
    cite: "#compression",
    label: "Cmp",
  })
  .field("type", code(2, frameType), {
    description: "The type of the frame, which determines its payload.",
    cite: "#frame-format",
    label: "Typ",
  })
  .variant(
    "payload",
    "type",
    { text: textPayload, binary: binaryPayload, error: errorPayload, ping: pingPayload },
    {
      description: "The payload that the type determines.",
      cite: "#frames",
    },
    { opaque: { by: "compression", cases: ["text", "binary"], as: compressedPayload } },
  );

/** The value of a frame. A compressed message has `compression` and the `payload` as it is on the wire. */
export type Frame = z.output<typeof frame.schema>;
