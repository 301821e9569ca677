/**
 * Generates valid values of a struct: a plain one for each case of its variant, then each field at its boundaries.
 *
 * @module
 */
import { namedEntries } from "../../../reference/layout/entries.ts";
import type { FieldModel, Model, IntegerRange, StructModel } from "../../../reference/layout/model.ts";
import { type PlainValue, codeRegistry } from "./wire-fields.ts";

/** A valid value of a frame. */
export interface FrameSample {
  /** The part of a case's id that names it: `error/status-1000`. */
  readonly name: string;
  /** The case of the variant. */
  readonly case: string;
  readonly value: PlainValue;
  /** Whether a sender may send it; otherwise it is valid for a receiver only. */
  readonly sent: boolean;
}

/** A value of one field. */
interface FieldChoice {
  readonly name: string;
  readonly value: unknown;
  readonly sent: boolean;
}

/** Texts that a careless decoder changes or refuses. */
const texts: Readonly<Record<string, string>> = {
  ascii: "plain",
  "two-octets": "\u00e9",
  "three-octets": "\u4e16",
  "four-octets": "\u{1f310}",
  nul: "\u0000",
  mark: "\ufeff",
  noncharacter: "\uffff",
};

const inRanges = (ranges: readonly IntegerRange[] | undefined, value: number): boolean =>
  ranges === undefined || ranges.some(([least, most]) => value >= least && (most === null || value <= most));

function uintChoices(field: FieldModel, bits: number): FieldChoice[] {
  const [least, most] = (field.range ?? [0, 2 ** bits - 1]).map((end) =>
    Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number(end), Number.MAX_SAFE_INTEGER))) as [number, number];
  const edges = (field.sends ?? []).flatMap(([first, last]) => [first - 1, first, last ?? most, (last ?? most) + 1]);
  const values = [...new Set([least, least + 1, ...edges, most])].filter((value) => value >= least && value <= most);
  return values.map((value) => ({ name: String(value), value, sent: inRanges(field.sends, value) }));
}

function codeChoices(field: FieldModel, model: Model): FieldChoice[] {
  const { wire } = field;
  if (wire.kind !== "code" || wire.omit !== undefined) return [];
  const known = namedEntries(codeRegistry(model, field));
  const named = known.map((entry): FieldChoice => ({ name: entry.name.toLowerCase(), value: entry.name, sent: true }));
  if (!wire.open || wire.as !== "ascii") return named;
  const made = (name: string, octet: string): FieldChoice => ({ name, value: octet.repeat(wire.bits / 8), sent: false });
  return [...named, made("lowest", " "), made("highest", "~"), made("unregistered", "z")];
}

/** Returns the sizes in octets at the ends of the range that the model sets for a run of octets. */
function permittedSizes(field: FieldModel): number[] {
  const limits = field.constraints.find((each) => each.rule === "size");
  const [least, most] = limits?.rule === "size" ? (limits.octets[0] ?? [0, null]) : [0, null];
  return [
    ...new Set([least, least + 1, ...(most === null ? [] : [most - 1, most])]),
  ].filter((size) => size >= least && (most === null || size <= most));
}

function octetChoices(field: FieldModel): FieldChoice[] {
  if (field.wire.kind !== "octets") return [];
  if (field.wire.size.is !== "fixed") {
    const sizes = [...permittedSizes(field), 125];
    return sizes.map((size) => ({ name: `${size}-octets`, value: "a5".repeat(size), sent: true }));
  }
  const { octets } = field.wire.size;
  const counting = Array.from({ length: octets }, (_, index) => (index + 1).toString(16).padStart(2, "0")).join("");
  return [
    { name: "counting", value: counting, sent: true },
    { name: "zeros", value: "00".repeat(octets), sent: true },
    { name: "ones", value: "ff".repeat(octets), sent: true },
  ];
}

function textChoices(field: FieldModel): FieldChoice[] {
  const sizes = permittedSizes(field).map((size): FieldChoice => ({ name: `${size}-octets`, value: "x".repeat(size), sent: true }));
  if (field.wire.kind !== "utf8") return sizes;
  return [...Object.entries(texts).map(([name, value]): FieldChoice => ({ name, value, sent: true })), ...sizes];
}

/** Returns the values of one field, the plainest first; empty for a field that is not part of the value. */
function choicesOf(field: FieldModel, model: Model): FieldChoice[] {
  const { wire } = field;
  if (field.role !== "value") return [];
  switch (wire.kind) {
    case "uint":
    case "int":
      return uintChoices(field, wire.bits);
    case "flag":
      return [false, true].map((value) => ({ name: String(value), value, sent: true }));
    case "code":
      return codeChoices(field, model);
    case "prefixed":
    case "continued":
      return [0, 1, Number(wire.integer.largest)].map((value) => ({ name: String(value), value, sent: true }));
    case "octets":
      return octetChoices(field);
    case "ascii":
    case "latin1":
    case "utf8":
      return textChoices(field);
    default:
      throw new Error(`${field.name}: vectors of a ${wire.kind} inside a struct are not generated`);
  }
}

/** Returns the first choice that a sender may send, for each field. */
function plainestValues(fields: readonly FieldModel[], model: Model): PlainValue {
  return Object.fromEntries(
    fields.flatMap((field): [string, unknown][] => {
      const first = choicesOf(field, model).find((choice) => choice.sent);
      return first === undefined ? [] : [[field.name, first.value]];
    }),
  );
}

function samplesOfCase(by: string, name: string, struct: StructModel, model: Model): FrameSample[] {
  const own = struct.fields.filter((field) => field.group === undefined);
  const bare = { [by]: name, ...plainestValues(own, model) };
  const full = { ...bare, ...plainestValues(struct.fields, model) };
  const varied = struct.fields.flatMap((field) =>
    choicesOf(field, model).map((choice): FrameSample => ({
      name: `${name}/${field.name}-${choice.name}`,
      case: name,
      value: { ...(field.group === undefined ? bare : full), [field.name]: choice.value },
      sent: choice.sent,
    })),
  );
  return [{ name: `${name}/plain`, case: name, value: bare, sent: true }, ...varied];
}

/** Returns the samples of a struct with a variant, case by case; the first sample of each case is the plain one. */
export function frameSamples(struct: StructModel, model: Model): FrameSample[] {
  const variant = struct.fields.find((field) => field.wire.kind === "variant")?.wire;
  if (variant?.kind !== "variant") throw new Error(`${struct.id} has no variant`);
  return Object.entries(variant.cases).flatMap(([name, inner]) => samplesOfCase(variant.by, name, inner, model));
}

/** Returns a value of a case with all its optional fields. */
export function fullSample(struct: StructModel, model: Model, name: string): PlainValue {
  const variant = struct.fields.find((field) => field.wire.kind === "variant")?.wire;
  const inner = variant?.kind === "variant" ? variant.cases[name] : undefined;
  if (variant?.kind !== "variant" || inner === undefined) throw new Error(`${struct.id} has no case ${name}`);
  return { [variant.by]: name, ...plainestValues(inner.fields, model) };
}
