/**
 * Writes values of a struct as octets, field by field, from the model.
 * It shares no code with the codec, so that the two check each other, and it can write malformed octets.
 *
 * @module
 */
import type {
  CodeModel,
  ContinuedModel,
  FieldModel,
  Model,
  OctetStringModel,
  PrefixedModel,
  RegistryModel,
  StructModel,
  VariableIntegerModel,
} from "../../../reference/layout/model.ts";
import { chosenStruct } from "../../../reference/layout/variants.ts";

/** A field on the wire. */
export interface WireField {
  readonly struct: StructModel;
  readonly field: FieldModel;
  /** Bits in the order of the wire, each `0` or `1`; `undefined` for a length that the following octets determine. */
  readonly bits: string | undefined;
}

/** A plain value: codes by name, octets as octets or in hexadecimal. */
export type PlainValue = Readonly<Record<string, unknown>>;

const bitsOf = (value: number | bigint, width: number): string => value.toString(2).padStart(width, "0");

const octetBits = (octets: Iterable<number>): string => Array.from(octets, (octet) => bitsOf(octet, 8)).join("");

/** Reverses the order of octets. */
function reversed(bits: string): string {
  return (bits.match(/.{8}/g) ?? []).reverse().join("");
}

/** Returns a number in `width` bits; a negative one in two's complement. */
export function numberBits(value: number | bigint, width: number, endian: "big" | "little"): string {
  const bits = bitsOf(BigInt.asUintN(width, BigInt(value)), width);
  return endian === "little" && width > 8 ? reversed(bits) : bits;
}

/** Returns the first and the last value of each form; the first is one more than the last of the form before. */
export function formRanges(integer: PrefixedModel): { first: number; last: number }[] {
  let next = 0;
  return integer.forms.map((form) => {
    const last = form.extra === 0 ? form.lead[1] : 2 ** (form.keep + form.extra) - 1;
    const first = next;
    next = last + 1;
    return { first, last };
  });
}

/**
 * Returns the bits of a prefix-coded integer.
 *
 * @param form - the index of the form; the shortest form by default
 */
export function integerBits(integer: PrefixedModel, value: number, form?: number): string {
  const index = form ?? formRanges(integer).findIndex(({ last }) => value <= last);
  const { lead, keep, extra } = integer.forms[index] as PrefixedModel["forms"][number];
  const high = keep === 0 ? BigInt(lead[0]) : (BigInt(lead[0]) >> BigInt(keep)) << BigInt(keep);
  const kept = keep === 0 ? 0n : BigInt(value) >> BigInt(extra);
  const low = BigInt(value) & ((1n << BigInt(extra)) - 1n);
  const head = bitsOf(extra === 0 ? BigInt(value) : high | kept, integer.lead);
  return extra === 0 ? head : head + numberBits(low, extra, integer.endian);
}

/**
 * Returns the bits of a continued integer.
 *
 * @param more - octets that add nothing, for a form that is not the shortest
 */
export function continuedBits({ prefix, endian }: ContinuedModel, value: bigint, more = 0): string {
  const full = prefix === undefined ? 0n : (1n << BigInt(prefix)) - 1n;
  if (prefix !== undefined && value < full) return bitsOf(value, prefix);
  const digits = (value - full).toString(2);
  const width = (Math.ceil(digits.length / 7) + more) * 7;
  const groups = digits.padStart(width, "0").match(/.{7}/g) ?? [];
  const ordered = endian === "little" ? groups.reverse() : groups;
  const octets = ordered.map((bits, index) => (index === ordered.length - 1 ? "0" : "1") + bits);
  return (prefix === undefined ? "" : bitsOf(full, prefix)) + octets.join("");
}

/** Returns the registry of a code. @throws Error if the model has no such registry */
export function codeRegistry(model: Model, field: FieldModel): RegistryModel {
  const id = field.wire.kind === "code" ? field.wire.registry : "";
  const found = model.elements[id];
  if (found?.kind !== "registry") throw new Error(`${field.name}: the model has no registry ${id}`);
  return found;
}

/** Returns the bits of a code, given by its name or by its own octets. */
export function codeBits(model: Model, field: FieldModel, name: unknown): string {
  const { wire } = field;
  if (wire.kind !== "code") throw new Error(`${field.name} is no code`);
  const known = codeRegistry(model, field).entries.find((entry) => entry.name === (name ?? wire.omit));
  const code = known?.code ?? name;
  if (wire.as === "ascii") return octetBits(Buffer.from(String(code), "latin1"));
  return codeNumberBits(wire, Number(code));
}

/** Returns the bits of an integer of varying size in its shortest form. */
export function variableBits(integer: VariableIntegerModel, value: number): string {
  return integer.kind === "prefixed" ? integerBits(integer, value) : continuedBits(integer, BigInt(value));
}

/** Returns the bits of a numeric code. */
export function codeNumberBits(wire: CodeModel, code: number): string {
  return "bits" in wire ? numberBits(code, wire.bits, wire.endian) : variableBits(wire.integer, code);
}

function runOctets(value: unknown, kind: OctetStringModel["kind"]): Uint8Array {
  if (value instanceof Uint8Array) return value;
  return Buffer.from(String(value), kind === "octets" ? "hex" : kind === "latin1" ? "latin1" : "utf8");
}

function fieldBits(field: FieldModel, value: PlainValue, model: Model): string | undefined {
  const { wire } = field;
  if (field.role === "length") return undefined;
  switch (wire.kind) {
    case "uint":
    case "int":
      return numberBits(Number(value[field.name]), wire.bits, wire.endian);
    case "flag":
      return value[field.name] === true ? "1" : "0";
    case "constant":
      return numberBits(BigInt(wire.value), wire.bits, wire.endian);
    case "literal":
      return octetBits(Buffer.from(wire.octets, "hex"));
    case "code":
      return codeBits(model, field, value[field.name]);
    case "prefixed":
    case "continued":
      return variableBits(wire.integer, Number(value[field.name]));
    case "octets":
    case "ascii":
    case "latin1":
    case "utf8":
      return octetBits(runOctets(value[field.name], wire.kind));
    default:
      throw new Error(`${field.name}: vectors of a ${wire.kind} inside a struct are not generated`);
  }
}

/** Returns the fields of a value in the order of the wire. */
export function wireFields(struct: StructModel, value: PlainValue, model: Model): WireField[] {
  return struct.fields.flatMap((field): WireField[] => {
    if (field.group !== undefined && value[field.name] === undefined) return [];
    if (field.wire.kind !== "variant") return [{ struct, field, bits: fieldBits(field, value, model) }];
    const inner = chosenStruct(field.wire, value[field.wire.by]);
    if (inner === undefined) throw new Error(`${struct.id}: no case ${String(value[field.wire.by])}`);
    return wireFields(inner, value, model);
  });
}

/** Turns bits into octets. @throws Error if the number of bits is not a multiple of 8 */
export function bitsToOctets(bits: string): Uint8Array {
  if (bits.length % 8 !== 0) throw new Error(`expected whole octets, found ${bits.length} bits`);
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (octet) => Number.parseInt(octet, 2));
}

/**
 * Fills in each length that the following octets determine.
 *
 * @param following - the number of octets after the fields that the caller writes itself
 */
export function fillLengths(fields: readonly WireField[], following = 0): (WireField & { readonly bits: string })[] {
  return fields.map((part, index) => {
    if (part.bits !== undefined) return { ...part, bits: part.bits };
    const octets = following + fields.slice(index + 1).reduce((sum, each) => sum + (each.bits ?? "").length, 0) / 8;
    const { wire } = part.field;
    if (wire.kind === "prefixed" || wire.kind === "continued") return { ...part, bits: variableBits(wire.integer, octets) };
    if (wire.kind === "uint" || wire.kind === "int") return { ...part, bits: numberBits(octets, wire.bits, wire.endian) };
    throw new Error(`${part.field.name}: a length that is a ${wire.kind}`);
  });
}

/** Returns the octets of fields. @param following - as in {@link fillLengths} */
export function encodeWireFields(fields: readonly WireField[], following = 0): Uint8Array {
  return bitsToOctets(fillLengths(fields, following).map((part) => part.bits).join(""));
}

/** Returns the octets up to and including the octet in which a field ends. */
export function octetsThrough(fields: readonly WireField[], field: FieldModel): Uint8Array {
  const laid = fillLengths(fields);
  const index = laid.findIndex((part) => part.field.name === field.name);
  const bits = laid.slice(0, index + 1).reduce((sum, part) => sum + part.bits.length, 0);
  return encodeWireFields(fields).subarray(0, Math.ceil(bits / 8));
}
