/**
 * The attributes in braces of kramdown: `{: #id .class key="value" name}`.
 *
 * @module
 */

/** Attributes of a block or of a piece of text. */
export interface Attributes {
  readonly id?: string;
  /** The values by key, in lower case without hyphens and underscores: `removeinrfc`, `sourcecodename`. */
  readonly values: Readonly<Record<string, string>>;
  /** Classes and names alone, without those that stand for a value. */
  readonly names: readonly string[];
}

/** No attributes. */
export const noAttributes: Attributes = { values: {}, names: [] };

/** The names that kramdown-rfc defines, and what they stand for. */
const predefined: Readonly<Record<string, readonly [key: string, value: string]>> = {
  unnumbered: ["numbered", "false"],
  removeinrfc: ["removeinrfc", "true"],
  notoc: ["toc", "exclude"],
  compact: ["spacing", "compact"],
  vspace: ["newline", "true"],
  newline: ["newline", "true"],
  empty: ["empty", "true"],
  markers: ["sourcecodemarkers", "true"],
};

const token =
  /\s*(?:(?<key>[\w:.-]+)=(?:"(?<double>(?:\\.|[^"\\])*)"|'(?<single>(?:\\.|[^'\\])*)'|(?<bare>[^\s"']+))|#(?<id>[^\s=#]+)|\.(?<cls>[\w-]+)|(?<name>[\w-]+)|(?<other>\S))/y;

const keyOf = (key: string): string => key.toLowerCase().replace(/[_-]/g, "");

/** Parses the text between `{:` and `}`. */
export function parseAttributes(text: string): Attributes {
  const values: Record<string, string> = {};
  const names: string[] = [];
  let id: string | undefined;
  const pattern = new RegExp(token.source, "y");
  for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
    const { key, double, single, bare = "", id: given, cls, name } = found.groups ?? {};
    const value = (double ?? single ?? bare).replace(/\\(.)/g, "$1").replace(/\s+/g, " ");
    const known = name === undefined ? undefined : predefined[keyOf(name)];
    if (key === "id") id = value;
    else if (key !== undefined) values[keyOf(key)] = value;
    else if (given !== undefined) id = given;
    else if (known !== undefined) values[known[0]] = known[1];
    else names.push(cls ?? name ?? found[0].trim());
  }
  return { ...(id === undefined ? {} : { id }), values, names };
}

/** Joins the attributes that stand before and behind a block; the later ones win. */
export function joinAttributes(first: Attributes, second: Attributes): Attributes {
  const id = second.id ?? first.id;
  return {
    ...(id === undefined ? {} : { id }),
    values: { ...first.values, ...second.values },
    names: [...first.names, ...second.names],
  };
}

/** Returns whether there are no attributes. */
export function isEmpty({ id, values, names }: Attributes): boolean {
  return id === undefined && names.length === 0 && Object.keys(values).length === 0;
}
