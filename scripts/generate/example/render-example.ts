/**
 * Prints a value as the octets or header fields that it is on the wire.
 *
 * @module
 */
import { compileElement, fromPlain } from "../../../reference/layout/index.ts";
import type { Model, StructModel } from "../../../reference/layout/model.ts";
import { ViewError } from "../blocks.ts";
import { headerLines, type HeaderField } from "./header-lines.ts";
import { exampleLines } from "./example-lines.ts";
import { octetRuns } from "./octet-runs.ts";
import { fieldText } from "./field-text.ts";
import { suggest } from "../../common/suggest.ts";

export { parseExample, type PrintedExample } from "./parse-example.ts";

/** The first segment of the id of an example that is a header section. */
export const HANDSHAKE_SEGMENT = "handshake";

/** More octets than this are no example but a listing. */
const MAX_OCTETS = 512;

/** A printed example; `octets` where it is not a header section. */
export interface RenderedExample {
  readonly lines: readonly string[];
  readonly octets?: Uint8Array;
}

/**
 * @param id `element/name`; the element's id, or `handshake` for a header section.
 * @param plainValue the value in plain form; of a header section `{ fields: [[name, value], ...] }`.
 * @throws {@link ViewError} where there is no such element, or the value is too long to print;
 * `LocalError` where it is no value of the element.
 */
export function renderExample(model: Model, id: string, plainValue: unknown): RenderedExample {
  const [first = ""] = id.split("/");
  return first === HANDSHAKE_SEGMENT ? { lines: headerLines(id, headerFields(id, plainValue)) } : renderOctets(model, first, plainValue);
}

function headerFields(id: string, value: unknown): readonly HeaderField[] {
  const fields = (value as { readonly fields?: unknown } | null)?.fields;
  const isPair = (each: unknown): each is HeaderField => Array.isArray(each) && each.length === 2 && each.every((part) => typeof part === "string");
  if (Array.isArray(fields) && fields.every(isPair)) return fields;
  throw new ViewError(HANDSHAKE_SEGMENT, `example ${id}: expected fields, a list of [name, value]; quote what is not text`);
}

function renderOctets(model: Model, id: string, plainValue: unknown): RenderedExample {
  const element = Object.hasOwn(model.elements, id) ? model.elements[id] : undefined;
  if (element === undefined) {
    throw new ViewError(id, `there is no element "${id}"; ${suggest(id, [HANDSHAKE_SEGMENT, ...Object.keys(model.elements)])}`);
  }
  if (element.kind !== "struct" && element.kind !== "prefixed") {
    throw new ViewError(id, `a ${element.kind} has no octets; expected a struct or a prefix-coded integer`);
  }
  const bounds = element.kind === "struct" ? agreedBounds(element, plainValue) : {};
  const codec = compileElement(model, id);
  const octets = codec.encode(fromPlain(element, plainValue));
  if (octets.length > MAX_OCTETS) throw new ViewError(id, `the value takes ${octets.length} octets, too many to print (at most ${MAX_OCTETS})`);
  const { fields, result } = codec.trace(octets, bounds);
  if (!result.ok) throw new ViewError(id, `the octets of the value do not decode: ${JSON.stringify(result.issue ?? result)}`);
  return { lines: exampleLines(octets, octetRuns(fields), (field) => fieldText(element, field)), octets };
}

/** What both ends would have agreed on, so that the value can be sent. */
function agreedBounds({ fields }: StructModel, value: unknown): Readonly<Record<string, string>> {
  const given = (typeof value === "object" ? value : null) as Readonly<Record<string, unknown>> | null;
  const agreed = fields.flatMap(({ name, wire, constraints }) =>
    constraints.flatMap((constraint) => {
      const code = given?.[name] ?? (wire.kind === "code" ? wire.omit : undefined);
      return constraint.rule === "agreed" && typeof code === "string" ? [[constraint.bound, code] as const] : [];
    }),
  );
  return Object.fromEntries(agreed);
}
