/**
 * Compiles double braces: a value of the schema, a citation, a link, or an index entry.
 *
 * @module
 */
import { resolveValue, ValueError } from "../../generate/resolve-value.ts";
import { aliasPattern, cite, isWorkName, type CitationMark } from "../references/cite.ts";
import { dataValueAt, isPrintable } from "../schema-views/data.ts";
import type { SourcePosition } from "../diagnostics/diagnostics.ts";
import { linkTo, type TransformState } from "../state.ts";
import { linkValue } from "../schema-views/value-link.ts";
import { el, text, type XmlNode } from "../xml/xml-node.ts";

type PlaceholderGroups = Readonly<Record<string, string>>;
type PlaceholderForm = readonly [
  pattern: RegExp,
  render: (state: TransformState, groups: PlaceholderGroups, at: SourcePosition) => XmlNode[],
];

const namePattern = "(?<mark>[!?]?)(?<name>[A-Za-z_][\\w.-]*)";
const sectionPattern = "(?:Section|Appendix) (?<section>[A-Za-z0-9][\\w.-]*)";

const placeholderForms: readonly PlaceholderForm[] = [
  [/^=(?<path>[\w.+-]+)$/, schemaValue],
  [/^\$(?<path>(?:[\w+-]+(?:\[[\w./ -]+\])?\.?)+)$/, dataValue],
  [/^\^(?<item>[^,]+)(?:, *(?<subitem>[^,]+))?$/, indexEntry],
  [aliasPattern, (state, { name: work = "", mark }, at) => cite(state, work, mark as CitationMark, at)],
  [new RegExp(`^${sectionPattern} of ${namePattern}$`), sectionCitation("of")],
  [new RegExp(`^${namePattern}, ${sectionPattern}$`), sectionCitation("comma")],
  [new RegExp(`^${namePattern}$`), workOrAnchor],
];

function schemaValue(state: TransformState, groups: PlaceholderGroups, at: SourcePosition): XmlNode[] {
  if (state.model === undefined) {
    state.report(at, "value", "the front matter has no model; expected model: with the path of its JSON");
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

function sectionCitation(format: "of" | "comma"): PlaceholderForm[1] {
  return (state, groups, at) => cite(state, groups.name ?? "", groups.mark as CitationMark, at, { section: groups.section ?? "", format });
}

function workOrAnchor(state: TransformState, groups: PlaceholderGroups, at: SourcePosition): XmlNode[] {
  const target = groups.name ?? "";
  return groups.mark !== "" || isWorkName(state, target)
    ? cite(state, target, groups.mark as CitationMark, at)
    : [linkTo(state, target, at)];
}

const expectedForms = "{{anchor}}, {{RFC9113}}, {{!RFC9113}}, {{?RFC9113}}, {{!HTTP2=RFC9113}}, {{Section 1 of RFC9113}}, {{Section anchor of DRAFT}}, {{=element.name}}, {{$data.name}}, {{^index entry}}";

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
  state.report(at, "placeholder", `"{{${content}}}": expected one of ${expectedForms}`);
  return [];
}
