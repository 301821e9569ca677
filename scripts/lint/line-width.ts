/**
 * The width of source lines.
 *
 * @module
 */

/** The most columns of a line. */
export const MAX_COLUMNS = 140;

const LITERAL = String.raw`(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\`(?:[^\`\\]|\\.)*\`|\/(?:[^/\\]|\\.)+\/[a-z]*)`;

/** A line with one literal that cannot be broken, alone or after a key, a name or the parenthesis of a call. */
const ONE_LITERAL = new RegExp(String.raw`^\s*(?:(?:export )?const \w+ = |(?:[\w.]+|"[^"]+"): |[\w.]+[(]|\? |: )?${LITERAL}[,;)]*$`);

/** A comment line that holds one address. */
const ONE_ADDRESS = /^\s*(?:\*|\/\/)?\s*(?:@\w+ )?\S*https?:\S+$/;

/** Returns whether a line is too long: over 140 columns, unless it cannot be broken. */
export function isTooWide(line: string): boolean {
  return line.length > MAX_COLUMNS && !ONE_LITERAL.test(line) && !ONE_ADDRESS.test(line);
}
