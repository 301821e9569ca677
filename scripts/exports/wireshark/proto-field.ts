/**
 * The `ProtoField` of a field of the model: what Wireshark shows, and the name in display filters.
 *
 * @module
 */
import type { FieldModel, WireModel } from "../../../reference/layout/model.ts";
import { integerOf, MOST_BITS } from "../../../reference/layout/numbers.ts";
import { ExportError } from "../export.ts";
import { LuaCode, luaString } from "./lua-text.ts";

/** The place of a field: its filter name, and for a bit field the first bit of its octets. */
export interface FieldPlace {
  /** The name in display filters. */
  readonly filter: string;
  /** The element and the field, for errors. */
  readonly path: string;
  /** The bit of the first octet at which the field begins, 0 to 7. */
  readonly bit: number;
  /** The Lua expression of the names of a code. */
  readonly names?: string;
}

/** How the dissector adds a number: Wireshark takes it from the octets, or the dissector passes it as up to 32, or up to 64 bits. */
export interface NumberForm {
  readonly show: LuaCode;
  readonly direct?: true;
  readonly wide?: true;
}

/** The greatest number of bits of a number that Lua passes to Wireshark without its own integer type. */
const NARROW_BITS = 32;

/** Returns the call of a constructor; trailing absent arguments are `nil` before the description. */
function call(constructor: string, field: FieldModel, { filter }: FieldPlace, ...middle: readonly string[]): LuaCode {
  const args = [luaString(filter), luaString(field.title), ...middle, luaString(field.description)];
  return new LuaCode(`ProtoField.${constructor}(${args.join(", ")})`);
}

/** Returns the bits of a number on the wire; of a prefix-coded integer the most that it can have. */
function valueBits(wire: WireModel, path: string): number {
  const integer = integerOf(wire);
  if (integer !== undefined) return BigInt(integer.largest).toString(2).length;
  if ("bits" in wire && wire.bits > MOST_BITS) throw new ExportError(path, `is an integer of ${wire.bits} bits; Wireshark has at most 64`);
  if ("bits" in wire) return wire.bits;
  throw new ExportError(path, `a field of the kind ${wire.kind} is no number`);
}

/** Returns the form of a number. */
export function numberForm(field: FieldModel, place: FieldPlace): NumberForm {
  const { wire } = field;
  const bits = valueBits(wire, place.path);
  const names = place.names === undefined || bits > NARROW_BITS ? "nil" : place.names;
  const base = wire.kind === "constant" || field.base === 16 ? "base.HEX" : "base.DEC";
  const octets = Math.ceil((place.bit + bits) / 8);
  const inPlace = integerOf(wire) === undefined && octets <= NARROW_BITS / 8;
  if (!inPlace) {
    const wide = bits > NARROW_BITS;
    return { show: call(wide ? "uint64" : "uint32", field, place, base, names, "nil"), ...(wide ? { wide } : {}) };
  }
  const width = octets * 8;
  const mask = bits === width ? "nil" : `0x${((2 ** bits - 1) * 2 ** (width - place.bit - bits)).toString(16)}`;
  if (wire.kind === "flag") return { show: call("bool", field, place, String(width), "nil", mask), direct: true };
  return { show: call(`uint${width}`, field, place, base, names, mask), direct: true };
}

/** Returns the `ProtoField` of a field that is no number. @throws {@link ExportError} for a kind of field that is not known here */
export function octetsField(field: FieldModel, place: FieldPlace): LuaCode {
  const { kind } = field.wire;
  switch (kind) {
    case "code":
    case "ascii":
      return call("string", field, place, "base.ASCII");
    case "utf8":
      return call("string", field, place, "base.UNICODE");
    case "octets":
      return call("bytes", field, place, "base.NONE");
    case "struct":
    case "repeat":
      return call("none", field, place);
    default:
      throw new ExportError(place.path, `a field of the kind ${kind} has no form in Wireshark; add one to scripts/exports/wireshark/`);
  }
}
