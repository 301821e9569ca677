/**
 * Definitions apart from the text: link targets, `[label]: https://...`, and footnotes, `[^label]: ...`.
 *
 * @module
 */
import type { Definition, Paragraph, Parents, PhrasingContent, Root, Text } from "mdast";
import { visit } from "unist-util-visit";
import { nearest } from "../../common/suggest.ts";
import { parseAttributeText } from "./attribute-text.ts";
import type { SourcePosition, ReportDiagnostic } from "../diagnostics/diagnostics.ts";
import { positionOf } from "../diagnostics/diagnostics.ts";
import { parseMarkdown } from "./parse-markdown.ts";
import { withoutKeywords, transformPhrasing, type TransformState } from "../state.ts";
import { el, type XmlNode } from "../xml/xml-node.ts";

/** The target of a label. */
export interface LinkDefinition {
  readonly url: string;
  readonly at: SourcePosition;
}

/** An editor's comment. */
export interface Footnote {
  readonly content: readonly PhrasingContent[];
  readonly at: SourcePosition;
  /** The author of the comment. */
  readonly source?: string;
}

/** Link definitions and footnotes by label, and the used labels. */
export interface Definitions {
  readonly links: ReadonlyMap<string, LinkDefinition>;
  readonly footnotes: ReadonlyMap<string, Footnote>;
  readonly used: Set<string>;
  /** Whether a footnote is being compiled. */
  inFootnote: boolean;
}

const footnoteStart = /^\[\^(?<label>[^\]\s]+)\]:[ \t]*(?:\{(?<braces>[^{}]*)\})?\s*/;

/** Returns the rest of a text, with its place. */
function textAfter(node: Text, length: number): Text {
  const rest = { ...node, value: node.value.slice(length) };
  if (node.position === undefined) return rest;
  const { start, end } = node.position;
  const skipped = node.value.slice(0, length).split("\n");
  const column = (skipped.at(-1)?.length ?? 0) + (skipped.length === 1 ? start.column : 1);
  const moved = { line: start.line + skipped.length - 1, column, offset: (start.offset ?? 0) + length };
  return { ...rest, position: { start: moved, end } };
}

class DefinitionCollector {
  readonly links = new Map<string, LinkDefinition>();
  readonly footnotes = new Map<string, Footnote>();
  readonly #source: string;
  readonly #report: ReportDiagnostic;

  constructor(source: string, report: ReportDiagnostic) {
    this.#source = source;
    this.#report = report;
  }

  /** Records a node that is a definition. Returns `false` for any other node. */
  collect(node: Parents["children"][number]): boolean {
    if (node.type === "definition") this.#definition(node);
    return node.type === "definition" || (node.type === "paragraph" && this.#paragraph(node));
  }

  #isNew(map: ReadonlyMap<string, unknown>, label: string, at: SourcePosition): boolean {
    const taken = map.has(label);
    if (taken) this.#report(at, "definition", `[${label}] is defined twice; expected another label`);
    return !taken;
  }

  /** Records a footnote of one word, which the parser reads as a link definition. */
  #definition(node: Definition): void {
    const at = positionOf(node);
    const { start, end } = node.position ?? { start: { offset: 0 }, end: { offset: 0 } };
    const raw = this.#source.slice(start.offset, end.offset);
    const label = footnoteStart.exec(raw)?.groups?.label;
    if (label === undefined && this.#isNew(this.links, node.identifier, at)) this.links.set(node.identifier, { url: node.url, at });
    if (label === undefined) return;
    const tree = parseMarkdown(raw.replace(footnoteStart, ""));
    visit(tree, (child) => {
      child.position = node.position;
    });
    const [only] = tree.children;
    this.#footnote(label, undefined, only?.type === "paragraph" ? only.children : [], at);
  }

  #paragraph(node: Paragraph): boolean {
    const [first, ...rest] = node.children;
    const found = first?.type === "text" ? footnoteStart.exec(first.value) : null;
    if (first?.type !== "text" || found === null) return false;
    const at = positionOf(node);
    this.#checkEnd(node);
    const begin = textAfter(first, found[0].length);
    this.#footnote(found.groups?.label ?? "", found.groups?.braces, begin.value === "" ? rest : [begin, ...rest], at);
    return true;
  }

  #checkEnd({ children }: Paragraph): void {
    const text = children.map((child) => (child.type === "text" ? child.value : "")).join("");
    const next = /\n(?<start>\[\^[^\]\s]+\]:)/.exec(text)?.groups?.start;
    const first = children[0];
    if (next === undefined || first === undefined) return;
    const line = positionOf(first).line + text.slice(0, text.indexOf(`\n${next}`)).split("\n").length;
    const label = next.slice(1, -2);
    this.footnotes.set(label, { content: [], at: { line, column: 1 } });
    this.#report({ line, column: 1 }, "footnote", `${next} begins inside another footnote; expected a blank line before it`);
  }

  #footnote(label: string, braces: string | undefined, content: readonly PhrasingContent[], at: SourcePosition): void {
    const attributes = parseAttributeText(braces ?? "");
    const source = typeof attributes === "string" ? undefined : attributes.values.source;
    const name = `^${label}`;
    if (braces !== undefined && source === undefined) {
      this.#report(at, "footnote", `footnote [${name}]: expected {source="..."} in the braces`);
    }
    if (content.length === 0) this.#report(at, "footnote", `footnote [${name}] is empty`);
    if (this.#isNew(this.footnotes, name, at)) this.footnotes.set(name, { content, at, ...(source === undefined ? {} : { source }) });
  }
}

/** Removes all definitions from the tree and returns them. */
export function extractDefinitions(tree: Root, source: string, report: ReportDiagnostic): Definitions {
  const collector = new DefinitionCollector(source, report);
  const walk = (parent: Parents): void => {
    const kept = (parent.children as Parents["children"][number][]).filter((child) => !collector.collect(child));
    if (kept.length < parent.children.length) parent.children = kept as never;
    for (const child of kept) if ("children" in child && child.type !== "paragraph") walk(child);
  };
  walk(tree);
  return { links: collector.links, footnotes: collector.footnotes, used: new Set(), inFootnote: false };
}

/** Returns the definition of a label. Reports a missing one. */
export function resolveDefinition<T>(state: TransformState, map: ReadonlyMap<string, T>, label: string, at: SourcePosition): T | undefined {
  const found = map.get(label);
  const near = nearest(label, [...map.keys()]);
  const fix = near === undefined ? `expected "[${label}]: ..." on a line of its own, or code` : `did you mean "${near}"?`;
  if (found === undefined) state.report(at, "definition", `[${label}] is not defined; ${fix}`);
  state.definitions.used.add(label);
  return found;
}

/** The use of a footnote becomes an editor's comment, `<cref>`. */
export function footnoteElement(state: TransformState, label: string, at: SourcePosition): XmlNode[] {
  const note = resolveDefinition(state, state.definitions.footnotes, label, at);
  if (state.definitions.inFootnote) state.report(at, "footnote", `[${label}] is used in a footnote; expected it in the text`);
  if (note === undefined || state.definitions.inFootnote) return [];
  state.definitions.inFootnote = true;
  const content = withoutKeywords(state, () => transformPhrasing(state, note.content));
  state.definitions.inFootnote = false;
  return [el(at, "cref", { source: note.source }, content)];
}

/** Reports unused definitions. */
export function checkUnusedDefinitions({
  definitions,
  unclosedLine: unclosed,
  report: mistake,
  reportCascade: consequence,
}: TransformState): void {
  for (const [label, { at }] of [...definitions.links, ...definitions.footnotes]) {
    const report = unclosed === undefined ? mistake : consequence;
    if (!definitions.used.has(label)) report(at, "definition", `[${label}] is not used; use it in the text, or remove its definition`);
  }
}
