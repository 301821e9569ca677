/** Names of RFC 1035, Section 4.1.4, which end with the root or with a pointer to labels elsewhere in the message. */
import { nested, repeated, struct, uint } from "../../../reference/layout/index.ts";
import { label } from "./name.ts";

const cite = "RFC1035, Section 4.1.4";

/** The octets that end a name: the root, and the beginnings of pointers. */
const ends = [[0, 0], [0xc0, 0xff]] as const;

/** Labels, and what ends them. A pointer is read as a value; the labels that it stands for are elsewhere. */
export const compressedName = nested(
  struct({ id: "compressed-name", title: "Compressed Name", description: "Labels, and the root or a pointer.", cite, fault: "FORMERR" })
    .field("labels", repeated(label, { before: ends }), { description: "The labels before the root or the pointer.", cite })
    .field("end", uint(8, { sends: ends, base: 16 }), {
      description: "0 for the root; otherwise two set bits and the upper six bits of the offset of a pointer.",
      cite,
    })
    .when("end", { least: 0xc0 }, "low", uint(8), { description: "The lower eight bits of the offset.", cite }),
);

/** A name that must not be compressed, as in the records of later RFCs (RFC 3597, Section 4). */
export const plainName = nested(
  struct({ id: "plain-name", title: "Plain Name", description: "Labels, and the root.", cite, fault: "FORMERR" })
    .field("labels", repeated(label, { before: ends }), { description: "The labels before the root.", cite })
    .field("root", uint(8, { most: 0 }), { description: "The root. A pointer is not accepted here.", cite }),
);
