/**
 * Inserts entries into the text of a bibliography, in the order of their names. All other octets stay as they are.
 *
 * @module
 */
import { isCollection, isMap, isNode, isScalar, Document, parseDocument, visit } from "yaml";
import type { NewEntries } from "./read-reference-xml.ts";

const order = new Intl.Collator("en", { numeric: true });

/** Returns the series of a name: `RFC` of `RFC9113`. */
const seriesOf = (name: string): string => /^(?:3GPP|[A-Za-z-]+?)(?=[\d.]|$)/.exec(name)?.[0] ?? "";

/** Returns an entry as YAML: authors and series on one line each. */
function entryText(name: string, entry: NewEntries[string]): string {
  const document = new Document({ [name]: entry });
  visit(document, {
    Map: (_key, node, path) => {
      if (path.length > 5) node.flow = true;
    },
    Pair: (_key, { key, value }) => {
      const isOneLine = isScalar(key) && ["seriesInfo", "group", "fragments"].includes(String(key.value));
      if (isOneLine && isCollection(value)) value.flow = true;
    },
  });
  return document.toString({ lineWidth: 0 });
}

/** Returns the index of the key before which a name belongs: among its series if there is one, else among all. */
function indexFor(name: string, keys: readonly string[]): number {
  const series = seriesOf(name);
  const isSame = (key: string): boolean => seriesOf(key) === series;
  const next = keys.findIndex((key) => isSame(key) && order.compare(key, name) > 0);
  if (next >= 0) return next;
  const last = keys.findLastIndex(isSame);
  if (last >= 0) return last + 1;
  const other = keys.findIndex((key) => order.compare(key, name) > 0);
  return other < 0 ? keys.length : other;
}

/** Returns the offset of the line of a key, or of the comment above it, unless that begins the file. */
function startOfEntry(text: string, key: number): number {
  const before = text.slice(0, text.lastIndexOf("\n", key - 1) + 1);
  const lines = before.split(/(?<=\n)/);
  const other = lines.findLastIndex((line) => !/^[ \t]*#/.test(line));
  return other < 0 ? before.length : lines.slice(0, other + 1).join("").length;
}

/** Inserts one entry. */
function insertEntry(text: string, name: string, entry: NewEntries[string]): string {
  const document = parseDocument(text);
  const { contents } = document;
  if (isMap(contents) && contents.flow === true) {
    document.set(name, document.createNode(entry));
    return document.toString({ lineWidth: 0 });
  }
  const items = isMap(contents) ? contents.items : [];
  const at = items[indexFor(name, items.map(({ key }) => String(isScalar(key) ? key.value : key)))];
  const start = isNode(at?.key) ? at.key.range?.[0] : undefined;
  const offset = start === undefined ? text.length : startOfEntry(text, start);
  const before = text.slice(0, offset);
  return `${before}${before === "" || before.endsWith("\n") ? "" : "\n"}${entryText(name, entry)}${text.slice(offset)}`;
}

/** Returns whether the fields of an entry are placeholders, `incomplete: true`. */
const isPlaceholder = (entry: unknown): boolean =>
  typeof entry === "object" && entry !== null && "incomplete" in entry && entry.incomplete === true;

function namesOf(text: string, placeholders: boolean): string[] {
  const value: unknown = parseDocument(text).toJS();
  const entries = Object.entries(typeof value === "object" && value !== null ? value : {});
  return entries.filter(([, entry]) => isPlaceholder(entry) === placeholders).map(([name]) => name);
}

/** Returns the names in a bibliography, without entries whose fields are placeholders. */
export function namesInBibliography(text: string): ReadonlySet<string> {
  return new Set(namesOf(text, false));
}

/** Returns the names of entries whose fields are placeholders. */
export function namesOfPlaceholders(text: string): readonly string[] {
  return namesOf(text, true);
}

/**
 * Replaces the placeholders of an entry: title, authors and date. What else it says, such as `display`, stays.
 *
 * @returns `undefined` if there is no such entry
 */
function fillPlaceholders(text: string, name: string, entry: NewEntries[string]): string | undefined {
  const document = parseDocument(text);
  const given: unknown = (document.toJS() as Record<string, unknown> | null)?.[name];
  if (!isPlaceholder(given)) return undefined;
  const { title: _title, author: _author, date: _date, incomplete: _incomplete, ...own } = given as Record<string, unknown>;
  const key = isMap(document.contents) ? document.contents.items.find((item) => isScalar(item.key) && item.key.value === name) : undefined;
  const start = isNode(key?.key) ? key.key.range?.[0] : undefined;
  const end = isNode(key?.value) ? key.value.range?.[1] : undefined;
  if (start === undefined || end === undefined || (isMap(document.contents) && document.contents.flow === true)) {
    document.set(name, document.createNode({ ...entry, ...own }));
    return document.toString({ lineWidth: 0 });
  }
  // The end of a map in lines includes the blank lines behind it.
  const rest = text.slice(start + text.slice(start, end).trimEnd().length).replace(/^\n/, "");
  return `${text.slice(0, start)}${entryText(name, { ...entry, ...own } as NewEntries[string])}${rest}`;
}

/**
 * Inserts entries.
 *
 * @param text - a bibliography that parses as YAML, or an empty text
 * @param entries - entries that the bibliography does not have, or has as placeholders
 */
export function insertEntries(text: string, entries: NewEntries): string {
  return Object.entries(entries).reduce(
    (result, [name, entry]) => fillPlaceholders(result, name, entry) ?? insertEntry(result, name, entry),
    text,
  );
}
