/**
 * Values as Lua source.
 *
 * @module
 */

/** A piece of Lua source, such as a call. */
export class LuaCode {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

/** A key of a table that is a number. */
export type LuaKey = string | number;

/** A value of Lua: a table is an array, an object or a map. `undefined` is left out. */
export type LuaValue =
  | string
  | number
  | boolean
  | LuaCode
  | readonly LuaValue[]
  | ReadonlyMap<LuaKey, LuaValue>
  | { readonly [key: string]: LuaValue | undefined };

/** The width up to which a table stays in one line. */
const LINE_WIDTH = 120;

const IDENTIFIER = /^[A-Za-z_]\w*$/;
const KEYWORDS = new Set(
  "and break do else elseif end false for function goto if in local nil not or repeat return then true until while".split(" "),
);

/** Characters that a literal cannot contain as they are. */
const ESCAPED = /["\\\p{Cc}]/gu;

const escaped = (char: string): string => (/["\\]/.test(char) ? `\\${char}` : `\\${String(char.codePointAt(0)).padStart(3, "0")}`);

/** Returns a string literal. */
export function luaString(text: string): string {
  return `"${text.replace(ESCAPED, escaped)}"`;
}

function keyText(key: LuaKey): string {
  if (typeof key === "number") return `[${key}]`;
  return IDENTIFIER.test(key) && !KEYWORDS.has(key) ? key : `[${luaString(key)}]`;
}

const isArray = (value: LuaValue): value is readonly LuaValue[] => Array.isArray(value);

/** Returns the entries of a table, each with the source of its key. */
function entriesOf(value: Exclude<LuaValue, string | number | boolean | LuaCode>): readonly (readonly [key: string, value: LuaValue])[] {
  if (isArray(value)) return value.map((each) => ["", each] as const);
  const pairs = value instanceof Map ? [...(value as ReadonlyMap<LuaKey, LuaValue>)] : Object.entries(value as Record<string, LuaValue>);
  return pairs.filter(([, each]) => (each as LuaValue | undefined) !== undefined).map(([key, each]) => [`${keyText(key)} = `, each]);
}

/** Returns a value in one line. */
function lineText(value: LuaValue): string {
  if (value instanceof LuaCode) return value.source;
  if (typeof value === "string") return luaString(value);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const entries = entriesOf(value).map(([key, each]) => key + lineText(each));
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

/** Returns a value as Lua source: in one line if it fits, else an entry on each line. @param indent - the columns before it */
export function luaText(value: LuaValue, indent = 0): string {
  const line = lineText(value);
  const isTable = typeof value === "object" && !(value instanceof LuaCode);
  if (!isTable || indent + line.length <= LINE_WIDTH) return line;
  const space = " ".repeat(indent + 2);
  const lines = entriesOf(value).map(([key, each]) => `${space}${key}${luaText(each, indent + 2)},\n`);
  return `{\n${lines.join("")}${" ".repeat(indent)}}`;
}
