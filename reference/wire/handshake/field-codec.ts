/**
 * The fields that the schema declares, read from text and written to it.
 *
 * @module
 */
import { LocalError } from "../../layout/errors.ts";
import type { HttpField } from "../../layout/http-field.ts";
import type { HttpFieldModel, SfModel } from "../../layout/model.ts";
import { type Validated, validate } from "./validate.ts";
import type { FieldLine } from "./field-lines.ts";
import { serializeStructured } from "./serialize-structured.ts";
import { parseStructured } from "./parse-structured.ts";

/** A value that was read, with the keys of a Dictionary that the model does not know. */
export type FieldResult<V> =
  | { readonly ok: true; readonly value: V; readonly unknown: readonly string[] }
  | (Validated<never> & { readonly ok: false });

function modelOf(model: HttpFieldModel, direction: "request" | "response"): SfModel {
  const sf = model[direction];
  if (sf === undefined) throw new LocalError(model.id, `is not sent in a ${direction}`);
  return sf;
}

/**
 * Reads a field value by its model. Parameters and unknown keys are ignored.
 *
 * @param model - the field's model
 * @param direction - whether it stood in a request or in a response
 * @param raw - the value, its lines joined by a comma and a space
 * @throws {@link LocalError} where the field is not sent in that direction
 *
 * @example
 * ```ts
 * import { readFieldValue } from "websocket2";
 * import { websocket2Version } from "websocket2/schema";
 *
 * const result = readFieldValue(websocket2Version.model, "request", "1");
 * console.log(result.ok && result.value); // [ 1 ]
 * ```
 */
export function readFieldValue(model: HttpFieldModel, direction: "request" | "response", raw: string): FieldResult<unknown> {
  const sf = modelOf(model, direction);
  const parsed = parseStructured(sf.type, raw);
  if (!parsed.ok) return parsed;
  const conformed = validate(sf, parsed.members);
  if (!conformed.ok) return conformed;
  const unknown = sf.type === "dictionary" ? [...parsed.members.keys()].filter((key) => !Object.hasOwn(sf.of, key)) : [];
  return { ok: true, value: conformed.value, unknown };
}

/**
 * Reads the value of a field in a request; see {@link readFieldValue}.
 *
 * @example
 * ```ts
 * import { fieldIssueText, readRequestField } from "websocket2";
 * import { websocket2Compression } from "websocket2/schema";
 *
 * const result = readRequestField(websocket2Compression, "lz4=(1 9)");
 * if (result.ok) console.log(result.value); // { lz4: [ 1, 9 ] }
 * else console.log(fieldIssueText(result.issue));
 * ```
 */
export function readRequestField<Q>(field: HttpField<Q>, raw: string): FieldResult<Q> {
  return readFieldValue(field.model, "request", raw) as FieldResult<Q>;
}

/**
 * Reads the value of a field in a response; see {@link readFieldValue}.
 *
 * @example
 * ```ts
 * import { readResponseField } from "websocket2";
 * import { websocket2Compression } from "websocket2/schema";
 *
 * const result = readResponseField(websocket2Compression, "lz4=9");
 * console.log(result.ok && result.value); // { lz4: 9 }
 * ```
 */
export function readResponseField<S>(field: HttpField<unknown, S>, raw: string): FieldResult<S> {
  return readFieldValue(field.model, "response", raw) as FieldResult<S>;
}

/**
 * Writes a field line by its model.
 *
 * @returns no line where the value has no members
 * @throws {@link LocalError} where the value is not as the model has it
 *
 * @example
 * ```ts
 * import { writeFieldLine } from "websocket2";
 * import { websocket2Version } from "websocket2/schema";
 *
 * console.log(writeFieldLine(websocket2Version.model, "request", [1])); // [ [ 'websocket2-version', '1' ] ]
 * ```
 */
export function writeFieldLine(model: HttpFieldModel, direction: "request" | "response", value: unknown): FieldLine[] {
  const text = serializeStructured(modelOf(model, direction), value, model.id);
  return text === "" ? [] : [[model.id, text]];
}

/**
 * Writes the line of a field in a request; see {@link writeFieldLine}.
 *
 * @example
 * ```ts
 * import { writeRequestField } from "websocket2";
 * import { websocket2Protocol } from "websocket2/schema";
 *
 * console.log(writeRequestField(websocket2Protocol, ["chat"])); // [ [ 'websocket2-protocol', '"chat"' ] ]
 * ```
 */
export function writeRequestField<Q>(field: HttpField<Q>, value: Q): FieldLine[] {
  return writeFieldLine(field.model, "request", value);
}

/**
 * Writes the line of a field in a response; see {@link writeFieldLine}.
 *
 * @example
 * ```ts
 * import { writeResponseField } from "websocket2";
 * import { websocket2Compression } from "websocket2/schema";
 *
 * console.log(writeResponseField(websocket2Compression, { lz4: 9 })); // [ [ 'websocket2-compression', 'lz4=9' ] ]
 * ```
 */
export function writeResponseField<S>(field: HttpField<unknown, S>, value: S): FieldLine[] {
  return writeFieldLine(field.model, "response", value);
}
