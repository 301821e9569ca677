/**
 * Values in plain form, for JSON and YAML.
 * Octets are lower-case hex and bigints are decimal strings. On input, octets may also be `{ repeat, count }`.
 *
 * @module
 */
import { LocalError } from "./errors.ts";
import type { EncodedElementModel, FieldModel, StructModel, VariableIntegerUseModel, WireModel } from "./model.ts";
import { isBigWire } from "./numbers.ts";
import { latin1Text } from "./runtime/text.ts";
import { bareField } from "./struct/bare.ts";
import { chosenStruct } from "./variants.ts";

const HEX = /^(?:[0-9a-f]{2})*$/;

const DIGITS = Array.from({ length: 256 }, (_, octet) => octet.toString(16).padStart(2, "0"));

/**
 * Returns octets as lower-case hex.
 *
 * @example
 * ```ts
 * import { toHex } from "websocket2/layout";
 *
 * console.log(toHex(Uint8Array.of(3, 0, 72, 105))); // 03004869
 * ```
 */
export function toHex(octets: Uint8Array): string {
  let text = "";
  for (const octet of octets) text += DIGITS[octet] as string;
  return text;
}

/**
 * Returns the octets of lower-case hex.
 *
 * @throws {@link LocalError} if the text is not hex
 *
 * @example
 * ```ts
 * import { fromHex } from "websocket2/layout";
 *
 * console.log(fromHex("03004869")); // Uint8Array(4) [ 3, 0, 72, 105 ]
 * ```
 */
export function fromHex(text: string, path = ""): Uint8Array {
  if (!HEX.test(text)) throw new LocalError(path, `expected pairs of lower-case hex digits, found ${JSON.stringify(text.slice(0, 40))}`);
  return Uint8Array.from({ length: text.length / 2 }, (_, index) => Number.parseInt(text.slice(index * 2, index * 2 + 2), 16));
}

/**
 * Returns a value in plain form.
 *
 * @example
 * ```ts
 * import { toPlain } from "websocket2/layout";
 *
 * console.log(toPlain({ type: "binary", octets: Uint8Array.of(1, 255) })); // { type: 'binary', octets: '01ff' }
 * ```
 */
export function toPlain(value: unknown): unknown {
  if (value instanceof Uint8Array) return toHex(value);
  if (typeof value === "bigint") return String(value);
  if (Array.isArray(value)) return value.map(toPlain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, toPlain(each)]));
}

function repeatedOctets(path: string, value: { readonly repeat?: unknown; readonly count?: unknown }): Uint8Array {
  const { repeat, count } = value;
  if (typeof repeat !== "string" || typeof count !== "number" || !Number.isInteger(count) || count < 0) {
    throw new LocalError(path, `expected hex, or { repeat: hex, count: n }, found ${JSON.stringify(value)}`);
  }
  const part = fromHex(repeat, path);
  const octets = new Uint8Array(part.length * count);
  for (let at = 0; at < octets.length; at += part.length) octets.set(part, at);
  return octets;
}

/**
 * Returns the octets of a plain form: hex, or `{ repeat, count }`.
 *
 * @throws {@link LocalError} if it is neither
 *
 * @example
 * ```ts
 * import { plainOctets } from "websocket2/layout";
 *
 * console.log(plainOctets({ repeat: "61", count: 3 })); // Uint8Array(3) [ 97, 97, 97 ]
 * ```
 */
export function plainOctets(value: unknown, path = ""): Uint8Array {
  if (typeof value === "string") return fromHex(value, path);
  return repeatedOctets(path, typeof value === "object" && value !== null ? value : {});
}

function plainText(value: unknown, path: string, kind: "ascii" | "latin1" | "utf8"): unknown {
  if (typeof value !== "object" || value === null) return value;
  const octets = repeatedOctets(path, value);
  return kind === "latin1" ? latin1Text(octets, 0, octets.length) : new TextDecoder("utf-8", { ignoreBOM: true }).decode(octets);
}

function fromWire(wire: WireModel, value: unknown, path: string, around: readonly StructModel[]): unknown {
  if (wire.kind === "octets") return plainOctets(value, path);
  if (wire.kind === "utf8" || wire.kind === "ascii" || wire.kind === "latin1") return plainText(value, path, wire.kind);
  if (wire.kind === "struct") {
    return wire.bare === true ? fromWire(bareField(wire.struct).wire, value, path, around) : fromStruct(wire.struct, value, path, around);
  }
  if (wire.kind === "recursive") {
    const struct = around.find(({ id }) => id === wire.struct);
    return struct === undefined ? value : fromStruct(struct, value, path, around);
  }
  if (wire.kind === "repeat") {
    return Array.isArray(value) ? value.map((each, index) => fromWire(wire.item, each, `${path}.${index}`, around)) : value;
  }
  return isBigWire(wire) && (typeof value === "number" || (typeof value === "string" && /^-?\d+$/.test(value))) ? BigInt(value) : value;
}

/** Returns the fields of a value, including those of the variant's case. */
function fieldsOf(struct: StructModel, value: Readonly<Record<string, unknown>>): readonly FieldModel[] {
  return struct.fields.flatMap((field) => {
    if (field.wire.kind !== "variant") return field.role === "value" ? [field] : [];
    const { by, opaque } = field.wire;
    const chosen = opaque !== undefined && value[opaque.by] !== undefined ? opaque.as : chosenStruct(field.wire, value[by]);
    return chosen === undefined ? [] : fieldsOf(chosen, value);
  });
}

function fromStruct(struct: StructModel, value: unknown, path: string, outer: readonly StructModel[]): unknown {
  const around = [struct, ...outer];
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new LocalError(path, `expected an object with the fields of ${struct.title}, found ${JSON.stringify(value)}`);
  }
  const plain = value as Readonly<Record<string, unknown>>;
  const fields = fieldsOf(struct, plain);
  const stray = Object.keys(plain).find((name) => !fields.some((field) => field.name === name));
  if (stray !== undefined) {
    throw new LocalError(
      path === "" ? stray : `${path}.${stray}`,
      `is not a field here, expected ${fields.map((field) => field.name).join(", ")}`,
    );
  }
  const present = fields.filter((field) => plain[field.name] !== undefined);
  return Object.fromEntries(
    present.map(({ name, wire }) => [name, fromWire(wire, plain[name], path === "" ? name : `${path}.${name}`, around)]),
  );
}

/**
 * Returns the value of an element from its plain form.
 *
 * @param element - the model of a struct, or of a prefix-coded or continued integer
 * @throws {@link LocalError} if the plain form does not fit; it names the field
 *
 * @example
 * ```ts
 * import { fromPlain } from "websocket2/layout";
 * import { pingPayload } from "websocket2/schema";
 *
 * const value = fromPlain(pingPayload.model, { kind: "ping", data: "0102030405060708" });
 * console.log(value); // { kind: 'ping', data: Uint8Array(8) [ 1, 2, 3, 4, 5, 6, 7, 8 ] }
 * ```
 */
export function fromPlain(element: EncodedElementModel, plain: unknown): unknown {
  if (element.kind === "struct") return fromStruct(element, plain, "", []);
  return fromWire({ kind: element.kind, integer: element } as VariableIntegerUseModel, plain, element.id, []);
}
