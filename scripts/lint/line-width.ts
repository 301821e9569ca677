/**
 * The width of source lines.
 *
 * @module
 */

/** The most columns of a line. */
export const MAX_COLUMNS = 140;

/** A line that holds one string, template or regular expression and cannot be broken; a name or a call may stand before it. */
const ONE_LITERAL =
  /^\s*(?:[\w.]+[:=]? ?|[\w.]+\()?(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`|\/(?:[^/\\]|\\.)+\/[a-z]*)[,;)]*$/;

/** A comment line that holds one address. */
const ONE_ADDRESS = /^\s*(?:\*|\/\/)?\s*(?:@\w+ )?\S*https?:\S+$/;

/** Returns whether a line is too long: over 140 columns, unless it cannot be broken. */
export function isTooWide(line: string): boolean {
  return line.length > MAX_COLUMNS && !ONE_LITERAL.test(line) && !ONE_ADDRESS.test(line);
}
