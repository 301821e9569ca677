/**
 * The media type of a content-type field.
 *
 * @module
 */

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
