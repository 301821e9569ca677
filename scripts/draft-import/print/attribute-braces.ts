/**
 * Writes attributes in braces, as headings, fences and directives take them.
 *
 * @module
 */

/** Attributes to write. `true` is a switch; what is undefined is left out. */
export interface WrittenAttributes {
  readonly id?: string | undefined;
  readonly classes?: readonly string[];
  readonly values?: Readonly<Record<string, string | true | undefined>>;
}

/** Returns a value that quotation marks and braces can hold. */
const quotable = (value: string): string => value.replaceAll('"', "'").replaceAll("{", "(").replaceAll("}", ")");

function valueText(key: string, value: string | true): string {
  if (value === true) return key;
  return /^[\w.-]+$/.test(value) ? `${key}=${value}` : `${key}="${quotable(value)}"`;
}

/** Returns `{#id .class key="value"}`, or nothing without attributes. */
export function bracesText({ id, classes = [], values = {} }: WrittenAttributes): string {
  const parts = [
    ...(id === undefined ? [] : [`#${id}`]),
    ...classes.map((name) => `.${name}`),
    ...Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [valueText(key, value)])),
  ];
  return parts.length === 0 ? "" : `{${parts.join(" ")}}`;
}
