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

/** The greatest width of a line. */
const LINE_WIDTH = 140;

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

function entriesOf(value: object): readonly string[] | readonly (readonly [LuaKey, LuaValue])[] {
  const pairs = value instanceof Map ? [...(value as ReadonlyMap<LuaKey, LuaValue>)] : Object.entries(value as Record<string, LuaValue>);
  return pairs.filter(([, each]) => (each as LuaValue | undefined) !== undefined);
}

/** Returns a value as Lua source: in one line if it fits, else an entry on each line. @param indent - the columns before it */
export function luaText(value: LuaValue, indent = 0): string {
  if (value instanceof LuaCode) return value.source;
  if (typeof value === "string") return luaString(value);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const write = (room: number): string[] =>
    Array.isArray(value)
      ? (value as readonly LuaValue[]).map((each) => luaText(each, room))
      : (entriesOf(value) as readonly (readonly [LuaKey, LuaValue])[]).map(([key, each]) => `${keyText(key)} = ${luaText(each, room)}`);
  const flat = write(0);
  if (flat.length === 0) return "{}";
  const line = `{ ${flat.join(", ")} }`;
  if (!line.includes("\n") && indent + line.length <= LINE_WIDTH - 20) return line;
  const space = " ".repeat(indent + 2);
  return `{\n${write(indent + 2).map((each) => `${space}${each},\n`).join("")}${" ".repeat(indent)}}`;
}
