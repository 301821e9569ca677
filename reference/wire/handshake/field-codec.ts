/**
 * The codec of the HTTP fields of the schema.
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

/** A parsed value, with the Dictionary keys that the model does not have, or an issue. */
export type FieldResult<V> =
  | { readonly ok: true; readonly value: V; readonly unknown: readonly string[] }
  | (Validated<never> & { readonly ok: false });

function modelOf(model: HttpFieldModel, direction: "request" | "response"): SfModel {
  const sf = model[direction];
  if (sf === undefined) throw new LocalError(model.id, `is not a field of a ${direction}`);
  return sf;
}

/**
 * Parses a field value by its model. Parameters and unknown keys are ignored.
 *
 * @param model - the field's model
 * @param direction - the kind of message with the field
 * @param raw - the value; several lines are joined by a comma and a space
 * @throws {@link LocalError} if the model has no value in that direction
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
  const validated = validate(sf, parsed.members);
  if (!validated.ok) return validated;
  const unknown = sf.type === "dictionary" ? [...parsed.members.keys()].filter((key) => !Object.hasOwn(sf.of, key)) : [];
  return { ok: true, value: validated.value, unknown };
}

/**
 * Parses the value of a field of a request; see {@link readFieldValue}.
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
 * Parses the value of a field of a response; see {@link readFieldValue}.
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
 * Returns a value as a field line, by its model.
 *
 * @returns the line, or no line if the value has no members
 * @throws {@link LocalError} if the value does not match the model
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
 * Returns a value as the field line of a request; see {@link writeFieldLine}.
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
 * Returns a value as the field line of a response; see {@link writeFieldLine}.
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
