/**
 * Header sections as lists of fields: looking one up, and refusing what must not become one.
 *
 * @module
 */
import { LocalError } from "../../layout/errors.ts";
import { FIELD_PREFIX } from "../../schema/headers/index.ts";

/** One field line; names are compared without regard to case, pseudo-header fields included. */
export type FieldLine = readonly [name: string, value: string];

/** The field lines of a header section, in order. */
export type FieldLines = readonly FieldLine[];

/** A header section in which fields are looked up. */
export interface HeaderSection {
  /** The values of all lines of a field, in order; empty where the field is absent. */
  readonly lines: (name: string) => readonly string[];
  /** The lines of a field joined by a comma and a space (RFC 9110, Section 5.3); `undefined` where it is absent. */
  readonly value: (name: string) => string | undefined;
  /** The names in it, lower case. */
  readonly names: readonly string[];
}

/**
 * Arranges a header section by name, in one pass.
 *
 * @example
 * ```ts
 * import { headerSection } from "websocket2";
 *
 * const section = headerSection([[":status", "200"], ["vary", "origin"], ["vary", "cookie"]]);
 * console.log(section.value("vary")); // origin, cookie
 * ```
 */
export function headerSection(fields: FieldLines): HeaderSection {
  const byName = new Map<string, string[]>();
  for (const [name, value] of fields) {
    const key = name.toLowerCase();
    const lines = byName.get(key);
    if (lines === undefined) byName.set(key, [value]);
    else lines.push(value);
  }
  return {
    lines: (name) => byName.get(name) ?? [],
    value: (name) => byName.get(name)?.join(", "),
    names: [...byName.keys()],
  };
}

const FIELD_NAME = /^[!#$%&'*+.^_`|~0-9a-z-]+$/;
const FIELD_VALUE = /^(?:[\x21-\x7e\x80-\xff](?:[\t\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?)?$/;

/**
 * Makes a field line of a name and a value that the application gave.
 *
 * @returns the line with its name in lower case
 * @throws {@link LocalError} where the name is no token, or the value has a character that no field value has (CR, LF,
 *   NUL, other controls, beyond 0xFF) or begins or ends with white space (RFC 9110, Section 5.5; RFC 9113, Section 8.2.1)
 */
export function fieldLine(name: string, value: string): FieldLine {
  const lower = name.toLowerCase();
  if (!FIELD_NAME.test(lower)) throw new LocalError(JSON.stringify(name), "expected a field name: letters, digits and !#$%&'*+-.^_`|~");
  return [lower, fieldValue(lower, value)];
}

/**
 * The value, if it may stand in a field.
 *
 * @throws {@link LocalError} as {@link fieldLine} does
 */
export function fieldValue(name: string, value: string): string {
  if (!FIELD_VALUE.test(value)) {
    throw new LocalError(name, `expected a field value without control characters and without white space at its ends, found ${JSON.stringify(value)}`);
  }
  return value;
}

/** Fields that HTTP/2 does not have: they belong to one HTTP/1.1 connection (RFC 9113, Section 8.2.2). */
const CONNECTION_SPECIFIC = ["connection", "keep-alive", "proxy-connection", "te", "transfer-encoding", "upgrade"];

/**
 * The application's own fields, to stand beside ours.
 *
 * @param extra - the fields that it gave
 * @param ours - names that the handshake sets or forbids, lower case
 * @throws {@link LocalError} where one of them is ours, is specific to a connection, or is no field
 */
export function extraFields(extra: FieldLines, ours: readonly string[]): FieldLine[] {
  return extra.map(([name, value]) => {
    const line = fieldLine(name, value);
    if (line[0].startsWith(FIELD_PREFIX) || ours.includes(line[0])) throw new LocalError(line[0], "is set by the handshake itself");
    if (CONNECTION_SPECIFIC.includes(line[0])) throw new LocalError(line[0], "is specific to a connection; HTTP/2 does not have it");
    return line;
  });
}
