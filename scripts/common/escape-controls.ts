/**
 * Text of peers and files, made safe for terminals.
 *
 * @module
 */

/** Control characters of C0 and C1, line and paragraph separators, and characters that change the direction of text. */
const CONTROLS = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

const namedEscapes: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/**
 * Returns a text on one line. Escapes control characters and the controls of bidirectional text, which could move the cursor, set colours
 * or reverse what a reader sees.
 */
export function escapeControls(text: string): string {
  return text.replace(CONTROLS, (character) => namedEscapes[character] ?? unicodeEscape(character));
}

/** Returns a text of several lines: escapes as {@link escapeControls} does, but keeps line feeds and tabs. */
export function escapeLineControls(text: string): string {
  return text.replace(CONTROLS, (character) => (character === "\n" || character === "\t" ? character : escapeControls(character)));
}

/**
 * Returns a value as JSON that is safe for terminals and parses to the same value: `JSON.stringify` escapes the controls of C0 only.
 *
 * @param indent - spaces of each level; 0 writes one line
 */
export function safeJson(value: unknown, indent = 0): string {
  const text = JSON.stringify(value, undefined, indent) as string | undefined;
  // Outside of strings, the only controls are line feeds.
  return (text ?? "null").replace(CONTROLS, (character) => (character === "\n" ? character : unicodeEscape(character)));
}
