/**
 * Compiles double braces: a value of the schema, a citation, a link, or an index entry.
 *
 * @module
 */
import { resolveValue, ValueError } from "../../generate/resolve-value.ts";
import { isWorkGroup } from "../references/bibliography.ts";
import { parseCitation } from "../references/citation.ts";
import { cite, citeWork, isWorkName } from "../references/cite.ts";
import { dataValueAt, isPrintable } from "../schema-views/data.ts";
import type { SourcePosition } from "../diagnostics/diagnostics.ts";
import { NO_MODEL, linkTo, type TransformState } from "../state.ts";
import { expectedPlaceholder } from "./placeholder-advice.ts";
import { linkValue } from "../schema-views/value-link.ts";
import { el, text, type XmlNode } from "../xml/xml-node.ts";

type PlaceholderGroups = Readonly<Record<string, string>>;
type PlaceholderForm = readonly [
  pattern: RegExp,
  render: (state: TransformState, groups: PlaceholderGroups, at: SourcePosition) => XmlNode[],
];

const anchorPattern = "(?<anchor>[A-Za-z_][\\w.-]*)";
const targetPattern = "(?<target>[A-Za-z0-9_][\\w./:+()-]*)";

const placeholderForms: readonly PlaceholderForm[] = [
  [/^=(?<path>[\w.+-]+)$/, schemaValue],
  [/^\$(?<path>(?:[\w+-]+(?:\[[\w./ -]+\])?\.?)+)$/, dataValue],
  [/^\^(?<item>[^,]+)(?:, *(?<subitem>[^,]+))?$/, indexEntry],
  [/^&(?<name>SELF)$/, (state, _groups, at) => [text(at, state.self)]],
  [new RegExp(`^title of ${targetPattern}$`), titleOf],
  [new RegExp(`^number of ${anchorPattern}$`), (state, { anchor = "" }, at) => [linkTo(state, anchor, at, { format: "counter" })]],
  [
    new RegExp(`^"(?<words>[^"]+)" of ${anchorPattern}$`),
    (state, { words = "", anchor = "" }, at) => [linkTo(state, anchor, at, { format: "none", children: [text(at, words)] })],
  ],
];

function schemaValue(state: TransformState, groups: PlaceholderGroups, at: SourcePosition): XmlNode[] {
  if (state.model === undefined) {
    state.report(at, "value", NO_MODEL);
    return [];
  }
  try {
    const found = resolveValue(state.model, groups.path ?? "");
    return [linkValue(state, groups.path ?? "", at, found.code ? el(at, "tt", {}, [found.text]) : text(at, found.text))];
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    state.report(at, "value", error.message, error.element === "" ? undefined : error.element);
    return [];
  }
}

/** Compiles a value of a JSON file: `$name.key.key`. */
function dataValue(state: TransformState, { path = "" }: PlaceholderGroups, at: SourcePosition): XmlNode[] {
  const found = dataValueAt(state, path, at, `{{$${path}}}`);
  if (found === undefined) return [];
  if (isPrintable(found.value)) return [text(at, String(found.value))];
  state.report(at, "data", `{{$${path}}} is neither text nor a number`);
  return [];
}

function indexEntry(_state: TransformState, { item, subitem }: PlaceholderGroups, at: SourcePosition): XmlNode[] {
  return [el(at, "iref", { item, subitem })];
}

/** Compiles the title of a section or work. */
function titleOf(state: TransformState, { target = "" }: PlaceholderGroups, at: SourcePosition): XmlNode[] {
  if (!isWorkName(state, target)) return [linkTo(state, target, at, { format: "title" })];
  const name = citeWork(state, target, "", at);
  if (name === undefined) return [];
  if (isWorkGroup(state.bibliography.entries[name])) state.report(at, "citation", `${name} is a group of works without a title`);
  return [el(at, "xref", { target: state.bibliography.anchors.get(name), format: "title" })];
}

/** Compiles a citation, or a link to an anchor. Returns `undefined` for any other text. */
function citationOrLink(state: TransformState, content: string, at: SourcePosition): XmlNode[] | undefined {
  const citation = parseCitation(content);
  if (citation === undefined) return undefined;
  const { work, mark, alias, parts, fragment } = citation;
  const isBare = mark === "" && alias === undefined && parts === undefined && fragment === undefined;
  return isBare && !isWorkName(state, work) ? [linkTo(state, work, at)] : cite(state, citation, at);
}

/**
 * Compiles the text between `{{` and `}}`.
 *
 * @param content - the text, with white space collapsed
 */
export function placeholderElements(state: TransformState, content: string, at: SourcePosition): XmlNode[] {
  for (const [pattern, render] of placeholderForms) {
    const groups = pattern.exec(content)?.groups;
    if (groups !== undefined) return render(state, { ...groups }, at);
  }
  const found = citationOrLink(state, content, at);
  if (found === undefined) state.report(at, "placeholder", `"{{${content}}}": ${expectedPlaceholder(content)}`);
  return found ?? [];
}
