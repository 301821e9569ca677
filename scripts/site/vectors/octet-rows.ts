/**
 * The rows of all octets of a case: those of its fields, and those that a decoder does not read after a fault.
 *
 * @module
 */
import { compileElement } from "../../../reference/layout/compile/codec.ts";
import type { Issue, Model } from "../../../reference/layout/index.ts";
import { hexPairs } from "../../common/octets.ts";
import { type DecodedItem, decodeItems, fieldKinds, issueOf, type TracingCodec } from "../../frames/decode-items.ts";
import { type FieldTableRow, fieldTableRows, OCTETS_PER_ROW } from "../../frames/field-rows.ts";
import { type WrongOctet, wrongOctetOf } from "../../frames/utf8-fault.ts";
import { caseContext, caseOctets } from "../../interop/explain/case-octets.ts";
import { itemsUntilEnd } from "../../interop/explain/stream-end.ts";
import type { LocatedCase } from "../../interop/vectors/select-cases.ts";

/** A struct of a case, such as a frame, with its rows. */
export interface AnnotatedItem {
  readonly item: DecodedItem;
  readonly rows: readonly FieldTableRow[];
}

/** The octets of a case, field by field. */
export interface AnnotatedCase {
  readonly octets: Uint8Array;
  /** The id of the element whose sequence the octets are. */
  readonly type: string;
  readonly items: readonly AnnotatedItem[];
  /** The octets after the last row of the last item, which a decoder does not read: they are behind a fault or behind the last frame. */
  readonly unread: readonly FieldTableRow[];
  /** Why a decoder ignores the octets behind the last struct, in sentences; absent if it does not. */
  readonly ignores?: string | undefined;
  /** The fault that the reference implementation finds, with its place in all octets. */
  readonly issue?: Issue | undefined;
  /** The octet at which a text stops being UTF-8. */
  readonly wrong?: WrongOctet | undefined;
}

/** The rows of octets that no decoder reads. Longer ones end with the number of the others. */
const MAX_UNREAD_ROWS = 4;

const otherOctets = /^\.\.\. (\d+) more$/;

/** Returns how many octets a row stands for. */
export function octetsOfRow({ hex }: Pick<FieldTableRow, "hex">): number {
  const others = otherOctets.exec(hex)?.[1];
  if (others !== undefined) return Number(others);
  return hex === "" || hex === "-" ? 0 : hex.split(" ").length;
}

/** Returns the offset after the octets of rows. */
function endOfRows(rows: readonly FieldTableRow[], begin: number): number {
  return rows.reduce((end, row) => Math.max(end, row.octet === "" ? end : Number(row.octet)) + octetsOfRow(row), begin);
}

/** Returns the rows of octets that belong to no field. */
function unreadRows(octets: Uint8Array, begin: number, label: string): FieldTableRow[] {
  const rows: FieldTableRow[] = [];
  const blank = { bits: "", field: "", value: "", faulty: false };
  let at = begin;
  for (; at < octets.length && rows.length < MAX_UNREAD_ROWS; at += OCTETS_PER_ROW) {
    const field = rows.length === 0 ? label : "";
    rows.push({ ...blank, octet: String(at), hex: hexPairs(octets.subarray(at, at + OCTETS_PER_ROW)).join(" "), field });
  }
  return at < octets.length ? [...rows, { ...blank, octet: "", hex: `... ${octets.length - at} more` }] : rows;
}

const codecs = new WeakMap<Model, Map<string, TracingCodec>>();

/** Returns the codec of an element. Compiling takes longer than decoding a case: each element is compiled once. */
function codecOf(model: Model, type: string): TracingCodec {
  const known = codecs.get(model) ?? new Map<string, TracingCodec>();
  const codec = known.get(type) ?? compileElement(model, type);
  codecs.set(model, known.set(type, codec));
  return codec;
}

/** Returns the octets of a case field by field; `undefined` for a case without octets of its own. */
export function annotateCase(located: LocatedCase, model: Model): AnnotatedCase | undefined {
  const found = caseOctets(located);
  if (found === undefined) return undefined;
  const { octets, type } = found;
  const kindOf = fieldKinds(model);
  const decoded = decodeItems(codecOf(model, type), octets, caseContext(located));
  const items = itemsUntilEnd(decoded, type, model).map((item): AnnotatedItem => {
    const fault = item.result.ok ? undefined : item.result.issue;
    return { item, rows: fieldTableRows({ octets: item.octets, fields: item.fields, kindOf, firstOffset: item.octet, fault }) };
  });
  const ignores = items.length < decoded.length ? model.stream?.end?.description : undefined;
  const last = items.at(-1);
  const end = last === undefined ? 0 : endOfRows(last.rows, last.item.octet);
  const issue = items.map(({ item }) => issueOf(item)).find((each) => each !== undefined);
  const wrong = items.map(({ item }) => wrongOctetOf(item)).find((each) => each !== undefined);
  const unread = unreadRows(octets, end, ignores === undefined ? "(not read)" : "(ignored)");
  return { octets, type, items, unread, ignores, issue, wrong };
}
