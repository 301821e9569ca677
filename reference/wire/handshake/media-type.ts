/**
 * The media type of a content-type field.
 *
 * @module
 */

/**
 * The type and subtype in lower case, without parameters (RFC 9110, Section 8.3.1).
 *
 * @param contentType - a field value
 * @returns `undefined` where there is no field
 */
export function mediaType(contentType: string | undefined): string | undefined {
  return contentType?.split(";", 1)[0]?.replace(/^[ \t]+|[ \t]+$/g, "").toLowerCase();
}
