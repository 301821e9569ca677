/**
 * Text in XML and HTML.
 *
 * @module
 */
const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** What XML 1.0 does not allow, not even escaped: control characters, lone surrogates, two noncharacters. */
// eslint-disable-next-line no-control-regex -- these are the characters that it looks for
const forbiddenInXml = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A forbidden character as it would stand in JSON. */
function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** Text for element content and attribute values of XML and HTML; what XML cannot hold is named. */
export function escapeMarkup(text: string): string {
  return text.replace(forbiddenInXml, unicodeEscape).replace(/[&<>"]/g, (each) => entities[each] as string);
}
