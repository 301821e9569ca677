/**
 * Prints JSON for data files that people read and compare.
 *
 * @module
 */

/** The most columns of a line that holds a whole object or list. */
const WIDTH = 140;

function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}: ${oneLine(each)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

/** @param used - the columns in front of the value, with its key */
function lines(value: unknown, indent: string, used: number): string {
  const short = oneLine(value);
  if (typeof value !== "object" || value === null || used + short.length < WIDTH) return short;
  const inner = `${indent}  `;
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  const members = Object.entries(value).map(([key, each]) => {
    const head = Array.isArray(value) ? inner : `${inner}${JSON.stringify(key)}: `;
    return `${head}${lines(each, inner, head.length)}`;
  });
  return `${open}\n${members.join(",\n")}\n${indent}${close}`;
}

/**
 * Returns a value as JSON, with an object or list on one line where it fits into 140 columns.
 *
 * @param value - plain data; members that are `undefined` are left out
 */
export function compactJson(value: unknown): string {
  return `${lines(JSON.parse(JSON.stringify(value)), "", 0)}\n`;
}
