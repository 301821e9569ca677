/**
 * Header sections as lists of field lines: look-ups, and checks of names and values.
 *
 * @module
 */
import { LocalError } from "../../layout/errors.ts";
import { FIELD_PREFIX } from "../../schema/headers/index.ts";

/** A field line or pseudo-header field. The name is case-insensitive. */
export type FieldLine = readonly [name: string, value: string];

/** The field lines of a header section, in order. */
export type FieldLines = readonly FieldLine[];

/** A header section with look-ups by lower-case name. */
export interface HeaderSection {
  /** Returns the values of all lines of a field, in order; empty if the field is absent. */
  readonly lines: (name: string) => readonly string[];
  /** Returns the lines of a field, joined by a comma and a space (RFC 9110, Section 5.3); `undefined` if it is absent. */
  readonly value: (name: string) => string | undefined;
  /** The lower-case names of its fields. */
  readonly names: readonly string[];
}

/**
 * Returns a header section with look-ups by name.
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
 * Returns a field line of the application, with its name in lower case.
 *
 * @throws {@link LocalError} if one of them is not a string, the name is not a token, or the value has a forbidden character (CR, LF, NUL,
 *   other controls, above 0xFF) or begins or ends with white space (RFC 9110, Section 5.5; RFC 9113, Section 8.2.1)
 */
export function fieldLine(name: string, value: string): FieldLine {
  if (typeof name !== "string") throw new LocalError("fields", `expected pairs of name and value, found a name of type ${typeof name}`);
  const lower = name.toLowerCase();
  if (!FIELD_NAME.test(lower)) throw new LocalError(JSON.stringify(name), "expected a field name of letters, digits and !#$%&'*+-.^_`|~");
  return [lower, fieldValue(lower, value)];
}

/**
 * Returns a field value after a check of its characters.
 *
 * @throws {@link LocalError} like {@link fieldLine}
 */
export function fieldValue(name: string, value: string): string {
  if (typeof value !== "string") throw new LocalError(name, `expected a string, found a value of type ${typeof value}`);
  if (!FIELD_VALUE.test(value)) {
    throw new LocalError(
      name,
      `expected a field value without control characters and without white space at its ends, found ${JSON.stringify(value)}`,
    );
  }
  return value;
}

/** Connection-specific fields of HTTP/1.1, which HTTP/2 forbids (RFC 9113, Section 8.2.2). */
const CONNECTION_SPECIFIC = ["connection", "keep-alive", "proxy-connection", "te", "transfer-encoding", "upgrade"];

/** Fields with one value, which cannot be sent as several lines (RFC 9110, Section 5.3). Node.js throws for them. */
const SINGLE_VALUE: readonly string[] = [
  "access-control-allow-credentials",
  "access-control-max-age",
  "access-control-request-method",
  "age",
  "authorization",
  "content-encoding",
  "content-language",
  "content-location",
  "content-md5",
  "content-range",
  "date",
  "dnt",
  "etag",
  "expires",
  "from",
  "if-match",
  "if-modified-since",
  "if-range",
  "if-unmodified-since",
  "last-modified",
  "location",
  "max-forwards",
  "proxy-authorization",
  "referer",
  "retry-after",
  "tk",
  "upgrade-insecure-requests",
  "user-agent",
  "x-content-type-options",
];

/**
 * Returns the further fields of the application after a check.
 *
 * @param extra - the fields of the application
 * @param reserved - the lower-case names that the handshake sets or forbids
 * @throws {@link LocalError} if a field is reserved, connection-specific or malformed, or a field with one value has several lines
 */
export function extraFields(extra: FieldLines, reserved: readonly string[]): FieldLine[] {
  const lines = checkedLines(extra, reserved);
  const repeated = SINGLE_VALUE.find((name) => lines.filter(([other]) => other === name).length > 1);
  if (repeated !== undefined) throw new LocalError(repeated, "expected one line, because the field has one value");
  return lines;
}

function checkedLines(extra: FieldLines, reserved: readonly string[]): FieldLine[] {
  return extra.map(([name, value]) => {
    const line = fieldLine(name, value);
    if (line[0].startsWith(FIELD_PREFIX) || reserved.includes(line[0])) throw new LocalError(line[0], "is reserved for the handshake");
    if (CONNECTION_SPECIFIC.includes(line[0])) throw new LocalError(line[0], "is a connection-specific field, which HTTP/2 forbids");
    return line;
  });
}
