/**
 * The type of the JavaScript value of an HTTP field.
 *
 * @module
 */
import type { Citation, SfBareModel, SfMemberModel, SfModel } from "../../reference/layout/model.ts";
import { describeSfType } from "../generate/describe-sf-type.ts";
import { citationHtml } from "./html.ts";
import type { ValueType } from "./shapes.ts";

function bareType({ type }: SfBareModel): ValueType {
  if (type === "byte-sequence") return { is: "octets" };
  if (type === "boolean") return { is: "intrinsic", name: "boolean" };
  return { is: "intrinsic", name: type === "string" || type === "token" ? "string" : "number" };
}

function memberType(of: SfMemberModel): ValueType {
  return of.type === "inner-list" ? { is: "tuple", items: of.items.map(bareType) } : bareType(of);
}

/** Returns the type of the value of a field. @param cite - the citation of its definition */
export function httpFieldType(sf: SfModel, cite: Citation): ValueType {
  if (sf.type === "item") return memberType(sf.of);
  if (sf.type === "list") return { is: "list", item: memberType(sf.of) };
  const members = Object.entries(sf.of).map(([name, of]) => ({
    name,
    type: memberType(of),
    optional: true,
    text: `${describeSfType(of.type === "inner-list" ? { type: "dictionary", of: { [name]: of }, most: null } : { type: "item", of }).replace(/^Dictionary: .* = /, "")}. ${citationHtml(cite)}`,
  }));
  return { is: "shapes", shapes: [members] };
}
