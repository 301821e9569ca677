/**
 * The media type of a content-type field.
 *
 * @module
 */

/**
 * The type and subtype in lower case; parameters are not looked at (RFC 9110, Section 8.3.1).
 *
 * @param lines - the lines of the field
 * @returns `undefined` where there is not exactly one
 */
export function mediaType(lines: readonly string[]): string | undefined {
  const [only] = lines;
  if (lines.length !== 1) return undefined;
  return only?.split(";", 1)[0]?.replace(/^[ \t]+|[ \t]+$/g, "").toLowerCase();
}
