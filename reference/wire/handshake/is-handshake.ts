/**
 * The media type of a stream, and the recognition of handshake requests.
 *
 * @module
 */
import { FIELD_PREFIX } from "../../schema/headers/index.ts";
import { frameStream } from "../../schema/stream.ts";
import { type FieldLines, headerSection } from "./field-lines.ts";

/** The media type of a WebSocket2 stream. */
export const MEDIA_TYPE = frameStream.model.mediaType;

/**
 * Returns the type and subtype in lower case, without parameters (RFC 9110, Section 8.3.1).
 *
 * @param lines - the lines of the field
 * @returns the media type, or `undefined` if there is not exactly one line
 */
export function mediaType(lines: readonly string[]): string | undefined {
  const [only] = lines;
  if (lines.length !== 1) return undefined;
  return only?.split(";", 1)[0]?.replace(/^[ \t]+|[ \t]+$/g, "").toLowerCase();
}

/**
 * Returns whether a request is a handshake: a request with the media type or with any WebSocket2 field, and with a method other
 * than OPTIONS. Any other request is ordinary HTTP.
 *
 * @example
 * ```ts
 * import { buildRequest, isHandshake } from "websocket2";
 *
 * console.log(isHandshake(buildRequest({ authority: "example.com", path: "/chat" }))); // true
 * console.log(isHandshake([[":method", "GET"], [":path", "/"]])); // false
 * ```
 */
export function isHandshake(fields: FieldLines): boolean {
  const section = headerSection(fields);
  if (section.value(":method") === "OPTIONS") return false;
  if (section.lines("content-type").some((line) => mediaType([line]) === MEDIA_TYPE)) return true;
  return section.names.some((name) => name.startsWith(FIELD_PREFIX));
}
