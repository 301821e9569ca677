/**
 * Prints a value as octets or header fields.
 *
 * @module
 */
import { isEncoded } from "../../../reference/layout/encoded-element.ts";
import { compileElement, fromPlain } from "../../../reference/layout/index.ts";
import type { Model, StructModel } from "../../../reference/layout/model.ts";
import { ViewError } from "../blocks.ts";
import { headerLines, type HeaderField } from "./header-lines.ts";
import { exampleLines } from "./example-lines.ts";
import { octetRuns } from "./octet-runs.ts";
import { fieldText } from "./field-text.ts";
import { suggest } from "../../common/suggest.ts";

export { parseExample, type PrintedExample } from "./parse-example.ts";

/** The first segment of the ids of header sections. */
export const HANDSHAKE_SEGMENT = "handshake";

/** The greatest length of an example in octets. */
const MAX_OCTETS = 512;

/** A printed example; `octets` is absent for a header section. */
export interface RenderedExample {
  readonly lines: readonly string[];
  readonly octets?: Uint8Array;
}

/**
 * Returns the lines of an example.
 *
 * @param id - `ELEMENT/NAME`, with the id of an element, or `handshake` for a header section
 * @param plainValue - the value in plain form; of a header section `{ fields: [[name, value], ...] }`
 * @throws {@link ViewError} if the element does not exist, or the value is too long to print
 * @throws LocalError if the value is not a value of the element
 */
export function renderExample(model: Model, id: string, plainValue: unknown): RenderedExample {
  const [first = ""] = id.split("/");
  return first === HANDSHAKE_SEGMENT ? { lines: headerLines(id, headerFields(id, plainValue)) } : renderOctets(model, first, plainValue);
}

function headerFields(id: string, value: unknown): readonly HeaderField[] {
  const fields = (value as { readonly fields?: unknown } | null)?.fields;
  const keys = typeof value === "object" && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
  const other = keys.find((key) => key !== "fields");
  if (other !== undefined) throw new ViewError(HANDSHAKE_SEGMENT, `unknown key "${other}" of a header section; expected fields alone`);
  const isPair = (each: unknown): each is HeaderField =>
    Array.isArray(each) && each.length === 2 && each.every((part) => typeof part === "string");
  if (Array.isArray(fields) && fields.every(isPair)) return fields;
  throw new ViewError(HANDSHAKE_SEGMENT, `example ${id}: expected fields, a list of [name, value]; quote values that are not text`);
}

function renderOctets(model: Model, id: string, plainValue: unknown): RenderedExample {
  const element = Object.hasOwn(model.elements, id) ? model.elements[id] : undefined;
  if (element === undefined) {
    throw new ViewError(id, `there is no element "${id}"; ${suggest(id, [HANDSHAKE_SEGMENT, ...Object.keys(model.elements)])}`);
  }
  if (!isEncoded(element)) {
    throw new ViewError(id, `a ${element.kind} has no octets; expected a struct or an integer`);
  }
  const bounds = element.kind === "struct" ? agreedBounds(element, plainValue) : {};
  const codec = compileElement(model, id);
  const octets = codec.encode(fromPlain(element, plainValue));
  if (octets.length > MAX_OCTETS) {
    throw new ViewError(id, `the value takes ${octets.length} octets, too many to print (at most ${MAX_OCTETS})`);
  }
  const { fields, result } = codec.trace(octets, bounds);
  if (!result.ok) throw new ViewError(id, `the octets of the value do not decode: ${JSON.stringify(result.issue ?? result)}`);
  return { lines: exampleLines(octets, octetRuns(fields), (field) => fieldText(element, field)), octets };
}

/** Returns the agreement of both endpoints under which a sender can send the value. */
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
