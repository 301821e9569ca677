import { z } from "zod";
import { cite } from "../references/cite.ts";
import { leafDirective } from "./directive.ts";
import { positionOf } from "../diagnostics/diagnostics.ts";
import { el, type XmlNode } from "../xml/xml-node.ts";

/** The key words in the order of RFC 8174. */
const keywordsInOrder = [
  "MUST",
  "MUST NOT",
  "REQUIRED",
  "SHALL",
  "SHALL NOT",
  "SHOULD",
  "SHOULD NOT",
  "RECOMMENDED",
  "NOT RECOMMENDED",
  "MAY",
];

/** `::bcp14`: the paragraph of RFC 8174 on key words, with its two references. */
export const bcp14 = leafDirective(z.strictObject({}), (state, node) => {
  const normative = (work: string): XmlNode[] => cite(state, { work, mark: "!" }, positionOf(node));
  const list = keywordsInOrder.flatMap((word): (XmlNode | string)[] => ['"', el(node, "bcp14", {}, [word]), '", ']);
  const last = ['and "', el(node, "bcp14", {}, ["OPTIONAL"]), '" '];
  const before = ["The key words ", ...list, ...last, "in this document are to be interpreted as described in BCP 14 "];
  const after = " when, and only when, they appear in all capitals, as shown here.";
  return [el(node, "t", {}, [...before, ...normative("RFC2119"), " ", ...normative("RFC8174"), after])];
});
