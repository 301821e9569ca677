/**
 * The fields of a struct, with their octets, bits, meanings and the place of a fault, as the explorer shows them.
 *
 * @module
 */
import type { FieldModel, RegistryModel, StructModel } from "../../../reference/layout/model.ts";
import { variantStructs } from "../../../reference/layout/variants.ts";
import type { Issue, TracedField } from "../../../reference/layout/index.ts";
import { hexPairs } from "../../common/octets.ts";
import type { DecodedItem } from "../../frames/decode-items.ts";
import { issueOf } from "../../frames/decode-items.ts";
import { bitPattern, formatValue } from "../../frames/field-rows.ts";
import { type WrongOctet, wrongOctetOf } from "../../frames/utf8-fault.ts";
import type { ExplorerData } from "../data/explorer-data.ts";

/** A field of a struct. */
export interface FieldView {
  /** Its names, joined by dots; `(rest)` for octets after the last field. */
  readonly path: string;
  readonly title: string;
  readonly description: string;
  /** The offset of its first octet in the struct, and the offset behind its last one. */
  readonly begin: number;
  readonly end: number;
  /** Its bits in the octet with dots for the others, for a field that is not of whole octets; otherwise empty. */
  readonly bits: string;
  /** The place in bits from the start of the struct, and the width in bits. */
  readonly bit: number;
  readonly width: number;
  readonly value: string;
  /** The kind of the field in the model; empty for octets that are no field. */
  readonly kind: string;
  /** What the value means: the meaning of a code, or the unit of a number. */
  readonly meaning: string;
  /** Whether the fault of the struct is here. */
  readonly faulty: boolean;
}

/** A struct of the input, with its fields. */
export interface ItemView {
  readonly item: DecodedItem;
  readonly fields: readonly FieldView[];
  /** The index in {@link ItemView.fields} of the field of each octet; of the first of several. */
  readonly fieldOfOctet: readonly number[];
  readonly issue: Issue | undefined;
  /** The octet at which a text stops being UTF-8. */
  readonly wrong: WrongOctet | undefined;
}

/** The path of octets that belong to no field, because a fault or the end comes before. */
export const REST = "(rest)";

/** Returns the fields of a struct and of its cases, by name. */
function fieldModels(struct: StructModel): ReadonlyMap<string, FieldModel> {
  const below = struct.fields.flatMap((field): (readonly [string, FieldModel])[] => {
    const { wire } = field;
    const cases = wire.kind === "variant" ? variantStructs(wire) : [];
    return [[field.name, field], ...cases.flatMap((each) => [...fieldModels(each)])];
  });
  return new Map(below);
}

/** Returns the meaning of a value. */
function meaningOf(field: FieldModel | undefined, value: unknown, { elements }: ExplorerData): string {
  const wire = field?.wire;
  if (wire?.kind === "code") {
    const entry = (elements[wire.registry] as RegistryModel).entries.find(({ name, code }) => name === value || code === value);
    return entry === undefined ? "not registered" : "meaning" in entry ? entry.meaning : "";
  }
  return wire?.kind === "prefixed" && field?.unit !== undefined ? `${field.unit} follow` : "";
}

function viewOf(field: TracedField, octets: Uint8Array, known: ReadonlyMap<string, FieldModel>, data: ExplorerData): FieldView {
  const model = known.get(field.path);
  const whole = field.bit % 8 === 0 && field.bits % 8 === 0;
  return {
    path: field.path,
    title: model?.title ?? field.path,
    description: model?.description ?? "",
    begin: Math.floor(field.bit / 8),
    end: Math.min(octets.length, Math.ceil((field.bit + field.bits) / 8)),
    bits: whole ? "" : bitPattern(octets, field),
    bit: field.bit,
    width: field.bits,
    value: formatValue(field.value, model?.wire.kind),
    kind: model?.wire.kind ?? "",
    meaning: meaningOf(model, field.value, data),
    faulty: false,
  };
}

/** Marks the field of a fault; a fault in a field that was not read gets a row of its own. */
function withFault(
  fields: readonly FieldView[],
  issue: Issue | undefined,
  item: DecodedItem,
  known: ReadonlyMap<string, FieldModel>,
): FieldView[] {
  if (issue === undefined) return [...fields];
  const mark = (at: number, change: Partial<FieldView>): FieldView[] =>
    fields.map((field, index) => (index === at ? { ...field, ...change, faulty: true } : field));
  // A fault inside of a compressed payload is in the field of the payload.
  const payload = fields.findLastIndex(({ path }) => path === "payload");
  if (item.result.ok && payload >= 0) return mark(payload, {});
  const last = fields.findLastIndex(({ path }) => path === issue.path);
  if (last >= 0) return mark(last, { value: formatValue(issue.found, undefined) });
  const begin = issue.octet - item.octet;
  const model = known.get(issue.path);
  const place = { begin, end: item.octets.length, bit: begin * 8, width: (item.octets.length - begin) * 8, bits: "" };
  const shown = { title: model?.title ?? issue.path, description: model?.description ?? "", value: issue.found, kind: "", meaning: "" };
  return [...fields, { path: issue.path, ...shown, ...place, faulty: true }];
}

/** Adds the octets behind the last field. */
function withRest(fields: readonly FieldView[], octets: Uint8Array): FieldView[] {
  const begin = Math.max(0, ...fields.map(({ end }) => end));
  if (begin >= octets.length) return [...fields];
  const place = { begin, end: octets.length, bit: begin * 8, width: (octets.length - begin) * 8, bits: "" };
  const count = octets.length - begin;
  const value = count === 1 ? "1 octet" : `${count} octets`;
  const texts = { title: "Not read", description: "No field was read here.", value, kind: "", meaning: "" };
  return [...fields, { path: REST, ...texts, ...place, faulty: false }];
}

/** Returns a struct of the input with its fields. */
export function itemView(item: DecodedItem, data: ExplorerData, type: string): ItemView {
  const element = data.elements[type];
  const known = element?.kind === "struct" ? fieldModels(element) : new Map<string, FieldModel>();
  const issue = issueOf(item);
  const traced = item.fields.map((field) => viewOf(field, item.octets, known, data));
  const fields = withRest(withFault(traced, issue, item, known), item.octets);
  const fieldOfOctet = Array.from(item.octets, (_, at) => fields.findIndex(({ begin, end }) => at >= begin && at < end));
  return { item, fields, fieldOfOctet, issue, wrong: wrongOctetOf(item) };
}

/** The octets in a line of a field. */
const OCTETS_PER_LINE = 8;

/** Returns the octets of a field in hexadecimal, at most some of them, in lines. */
export function fieldHex({ begin, end }: FieldView, octets: Uint8Array, most: number): string {
  const pairs = hexPairs(octets.subarray(begin, Math.min(end, begin + most)));
  const count = Math.ceil(pairs.length / OCTETS_PER_LINE);
  const lines = Array.from({ length: count }, (_, line) => pairs.slice(line * OCTETS_PER_LINE, (line + 1) * OCTETS_PER_LINE).join(" "));
  if (end - begin > most) lines.push(`… ${end - begin - most} more`);
  return lines.length === 0 ? "–" : lines.join("\n");
}
