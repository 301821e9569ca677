/**
 * Text in XML and HTML.
 *
 * @module
 */
const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Characters that XML 1.0 forbids even as references: control characters, lone surrogates, two noncharacters. */
// eslint-disable-next-line no-control-regex -- the expression finds control characters
const forbiddenInXml = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A character as an escape sequence of JSON. */
function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function escapeCharacters(text: string, special: RegExp): string {
  return text.replace(forbiddenInXml, unicodeEscape).replace(special, (each) => entities[each] as string);
}

/** Escapes a text for elements and attribute values. A character that XML forbids becomes an escape sequence of JSON. */
export function escapeMarkup(text: string): string {
  return escapeCharacters(text, /[&<>"]/g);
}

/** Escapes a text for elements alone: quotation marks stay. */
export function escapeElementText(text: string): string {
  return escapeCharacters(text, /[&<>]/g);
}
