/** Names of RFC 1035, Section 3.1, without the compression of Section 4.1.4. */
import { counted, octets, repeated, struct, uint } from "../../../reference/layout/index.ts";

const cite = "RFC1035, Section 3.1";

/** A label. The two bits before its size are set in a compressed name. */
export const label = struct({ id: "label", title: "Label", description: "One part of a name.", cite, fault: "FORMERR" })
  .constant("form", 2, 0, {
    label: "0 0",
    description: "Says that this is a label, and not a pointer to one.",
    cite: "RFC1035, Section 4.1.4",
  })
  .size("size", uint(6, { least: 1 }), {}, { description: "The size of the label.", cite })
  .field("octets", octets(counted("size")), { description: "The label itself.", cite });

/** A name: labels up to the empty label of the root. */
export const name = repeated(label, { octet: 0 });
