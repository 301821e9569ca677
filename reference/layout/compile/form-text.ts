/**
 * The comments above fields in generated readers.
 *
 * @module
 */
import { constantText } from "../entries.ts";
import type { FieldModel } from "../model.ts";
import { onlyField } from "../struct/bare.ts";

/** Returns the form of a field that is not bits, in words. */
export function formText({ wire }: FieldModel): string {
  switch (wire.kind) {
    case "recursive":
      return `${wire.struct}, at most ${wire.depth} levels`;
    case "struct":
      return wire.struct.title;
    case "repeat":
      return onlyField(wire.item) === undefined ? `list of ${wire.item.struct.title}` : "list";
    case "code":
      return "bits" in wire ? `${wire.bits / 8} octets of ASCII` : wire.integer.title;
    case "literal":
      return constantText(wire);
    case "continued":
      return wire.integer.title;
    case "utf8":
      return "UTF-8";
    case "ascii":
      return "ASCII";
    default:
      return "octets";
  }
}
