/**
 * The serializer of Structured Fields (RFC 9651).
 *
 * @module
 */
import { type BareItem, SerializeError, serializeBareItem, serializeKey, Token } from "structured-headers";

import { LocalError } from "../../layout/errors.ts";
import type { SfBareModel, SfMemberModel, SfModel } from "../../layout/model.ts";
import { countFits, countText, integerFits, integerText } from "./validate.ts";

/** Returns the text of a bare item, or `undefined` if the value has another type. */
type BareItemWriter = (value: unknown) => string | undefined;

const TOKEN = /^[A-Za-z*][!#$%&'*+.^_`|~0-9A-Za-z:/-]*$/;

function decimalText(value: number): string | undefined {
  // RFC 9651, Section 4.1.5 rounds. A value that needs rounding is more likely a mistake, so it is refused.
  const text = value.toFixed(3);
  if (Number(text) !== value || Math.abs(value) >= 1e12) return undefined;
  return text.replace(/0{1,2}$/, "");
}

const bareItemWriters: Readonly<Record<SfBareModel["type"], BareItemWriter>> = {
  integer: (value) => (Number.isInteger(value) ? serializeBareItem(value as number) : undefined),
  decimal: (value) => (typeof value === "number" ? decimalText(value) : undefined),
  string: (value) => (typeof value === "string" ? serializeBareItem(value) : undefined),
  token: (value) => (typeof value === "string" && TOKEN.test(value) ? serializeBareItem(new Token(value)) : undefined),
  "byte-sequence": (value) => (value instanceof Uint8Array ? serializeBareItem(value as BareItem) : undefined),
  boolean: (value) => (typeof value === "boolean" ? serializeBareItem(value) : undefined),
  date: (value) => (Number.isInteger(value) ? `@${serializeBareItem(value as number)}` : undefined),
};

function writeBareItem(model: SfBareModel, value: unknown): string | undefined {
  if (model.type === "integer" && !integerFits(model, value)) return undefined;
  try {
    return bareItemWriters[model.type](value);
  } catch (error) {
    if (error instanceof SerializeError) return undefined;
    throw error;
  }
}

function bareText(model: SfBareModel, value: unknown, path: string): string {
  const text = writeBareItem(model, value);
  if (text === undefined) {
    throw new LocalError(
      path,
      `expected ${model.type === "integer" ? integerText(model) : `a value of type ${model.type}`}, found ${valueText(value)}`,
    );
  }
  return text;
}

function valueText(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

function memberText(model: SfMemberModel, value: unknown, path: string): string {
  if (model.type !== "inner-list") return bareText(model, value, path);
  if (!Array.isArray(value) || value.length !== model.items.length) {
    throw new LocalError(path, `expected a list of ${model.items.length} items, found ${valueText(value)}`);
  }
  return `(${model.items.map((item, index) => bareText(item, value[index], `${path}.${index}`)).join(" ")})`;
}

function keyText(key: string, path: string): string {
  try {
    return serializeKey(key);
  } catch (error) {
    if (!(error instanceof SerializeError)) throw error;
    throw new LocalError(`${path}.${key}`, "expected a key of lower-case letters, digits and _-.*, which begins with a letter or *");
  }
}

function dictionaryTexts(model: SfModel & { type: "dictionary" }, value: object, path: string): string[] {
  const given = Object.entries(value).filter(([, member]) => member !== undefined);
  return given.map(([key, member]) => {
    if (!Object.hasOwn(model.of, key)) throw new LocalError(`${path}.${key}`, `expected one of ${Object.keys(model.of).join(", ")}`);
    const text = memberText(model.of[key] as SfMemberModel, member, `${path}.${key}`);
    return text === "?1" ? keyText(key, path) : `${keyText(key, path)}=${text}`;
  });
}

/**
 * Returns the text of a field value.
 *
 * @param model - the Structured Field type
 * @param value - the JavaScript value; properties that are `undefined` are omitted
 * @param path - the name of the value in errors
 * @returns the text; empty without members, in which case the field is not sent
 * @throws {@link LocalError} if the value does not match the model
 */
export function serializeStructured(model: SfModel, value: unknown, path: string): string {
  if (model.type === "item") return bareText(model.of, value, path);
  if (typeof value !== "object" || value === null || Array.isArray(value) !== (model.type === "list")) {
    throw new LocalError(path, `expected ${model.type === "list" ? "an array" : "an object"}, found ${valueText(value)}`);
  }
  const texts =
    model.type === "dictionary"
      ? dictionaryTexts(model, value, path)
      : (value as unknown[]).map((member, index) => memberText(model.of, member, `${path}.${index}`));
  if (!countFits(model, texts.length)) throw new LocalError(path, `expected ${countText(model)}, found ${texts.length}`);
  return texts.join(", ");
}
