import { z } from "zod";
import { cite } from "../cite.ts";
import { leaf } from "../directive.ts";
import { placeOf } from "../messages.ts";
import { el, type XmlNode } from "../xml.ts";

/** The key words in the order of RFC 8174. */
const words = ["MUST", "MUST NOT", "REQUIRED", "SHALL", "SHALL NOT", "SHOULD", "SHOULD NOT", "RECOMMENDED", "NOT RECOMMENDED", "MAY"];

/** `::bcp14`: the sentence of RFC 8174 on key words, with its two references. */
export const bcp14 = leaf(z.strictObject({}), (state, node) => {
  const at = placeOf(node);
  const list = words.flatMap((word): (XmlNode | string)[] => ['"', el(node, "bcp14", {}, [word]), '", ']);
  const last = ['and "', el(node, "bcp14", {}, ["OPTIONAL"]), '" '];
  const before = ["The key words ", ...list, ...last, "in this document are to be interpreted as described in BCP 14 "];
  const after = " when, and only when, they appear in all capitals, as shown here.";
  return [el(node, "t", {}, [...before, ...cite(state, "RFC2119", "!", at), " ", ...cite(state, "RFC8174", "!", at), after])];
});
