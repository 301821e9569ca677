/**
 * The state that the handlers share while a draft is compiled.
 *
 * @module
 */
import type { Nodes, PhrasingContent } from "mdast";
import type { Model } from "../../reference/layout/model.ts";
import type { View } from "../generate/blocks.ts";
import type { Bibliography } from "./references/bibliography.ts";
import type { Definitions } from "./source/definitions.ts";
import { describeLocation, type SourceSegment, type ReadText } from "./source/expand-includes.ts";
import type { SourcePosition, ReportDiagnostic } from "./diagnostics/diagnostics.ts";
import type { Person } from "./elements/person.ts";
import { endOfElement, parseInlineTag, unicodeElement } from "./inline/inline-tags.ts";
import type { BlockAnchor, BlockAnchors } from "./source/block-anchors.ts";
import { toAsciiPunctuation } from "./source/characters.ts";
import { reportUnsupported } from "./handlers/unsupported.ts";
import { reservedAnchor } from "./source/heading-anchors.ts";
import type { Section } from "./source/outline.ts";
import type { ValueLink } from "./schema-views/value-link.ts";
import { el, type XmlOrigin, type XmlElement, type XmlNode } from "./xml/xml-node.ts";

/** The reason of a mistake in a draft that shows schemas and names none. */
export const NO_MODEL =
  "the front matter has no model; expected model: with the path of a module whose default export is describe(NAME, [schemas]), or of its JSON";

/** Compiles one kind of node. */
export type NodeHandler = (state: TransformState, node: never) => XmlNode[];

/** Prints the octets or field lines of an example. Throws if the value does not fit the element. */
export type RenderExample = (
  model: Model,
  id: string,
  value: unknown,
) => { readonly lines: readonly string[]; readonly octets?: Uint8Array };

/** A target of references. */
export interface DocumentAnchor {
  /** The text of a reference: `Section 3.2`, `Figure 4`. */
  readonly label: string;
  readonly at: SourcePosition;
}

/** A reference to an anchor; the check follows when all anchors are known. */
export interface CrossReference {
  readonly target: string;
  readonly at: SourcePosition;
  /** What is printed, if it is not the label: the number, or the title. */
  readonly format?: "counter" | "title";
  /** The schema element that has the link. */
  readonly element?: string;
}

/** A work that the draft cites. */
export interface CitedWork {
  normative: boolean;
  readonly at: SourcePosition;
}

/** Running text, kept until all labels are known and its sentences can be read. */
export interface RunningText {
  readonly nodes: readonly XmlNode[];
  readonly section: Section | undefined;
  /** Whether it is a whole item, cell or definition, whose last sentence needs no full stop. */
  readonly isItem: boolean;
}

/** One printed example. */
export interface DraftExample {
  readonly id: string;
  readonly title: string;
  readonly anchor: string;
  /** The value in plain form, as written. */
  readonly value: unknown;
  /** The printed lines. */
  readonly lines: readonly string[];
  /** The octets in hexadecimal; absent for a header section. */
  readonly octets?: string;
  /** The anchor of its section. */
  readonly section: string;
  /** The line in the Markdown, from 1. */
  readonly line: number;
  /** The file of the line; absent for the draft itself. */
  readonly file?: string;
}

/** The state of one build. */
export interface TransformState {
  /** The draft with its includes. */
  readonly source: string;
  /** The files of the lines of the source. */
  readonly segments: readonly SourceSegment[];
  /** Reads a file that the draft names. */
  readonly readFile: ReadText;
  readonly handlers: Readonly<Record<string, NodeHandler>>;
  readonly model: Model | undefined;
  /** The content of JSON files, by their names in the front matter. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly views: Readonly<Record<string, View>>;
  readonly renderExample: RenderExample;
  readonly bibliography: Bibliography;
  /** What `{{&SELF}}` prints: the name of this document. */
  readonly self: string;
  /** Works, by the names that the draft or the bibliography gives them. */
  readonly aliases: Map<string, string>;
  /** The anchors of table rows that define a part of an element. */
  readonly rowAnchors: Set<string>;
  /** Names in the prose that link to their definitions. */
  readonly valueLinks: ValueLink[];
  /** Link definitions and footnotes, taken out of the Markdown first. */
  definitions: Definitions;
  /** The anchors of paragraphs, items and terms, taken out of the Markdown first. */
  blockAnchors: BlockAnchors;
  /** The contributors of the front matter, and whether the draft shows them. */
  contributors: readonly Person[];
  contributorsShown: boolean;
  report: ReportDiagnostic;
  /** Reports a possible consequence of another mistake; printed only without one. */
  readonly reportCascade: ReportDiagnostic;
  /** The lines with a mistake in their characters. */
  readonly characterLines: ReadonlySet<number>;
  /** The line of the first unclosed block. */
  unclosedLine: number | undefined;
  readonly anchors: Map<string, DocumentAnchor>;
  /** The anchors of headings that have the same title and no anchor of their own, and the titles. */
  readonly sharedAnchors: Map<string, string>;
  /** The titles of sections by anchor. */
  readonly sectionTitles: Map<string, string>;
  readonly crossReferences: CrossReference[];
  readonly citations: Map<string, CitedWork>;
  readonly runningTexts: RunningText[];
  readonly examples: DraftExample[];
  /** The place of each view, by view, element and options. */
  readonly shownViews: Map<string, SourcePosition>;
  /** The ids of the elements that the draft shows. */
  readonly shownElements: Set<string>;
  /** The number of figures and tables so far. */
  readonly floatCounts: { figure: number; table: number };
  /** The current section; `undefined` in the preface. */
  section: Section | undefined;
  /** Whether key words of BCP 14 have their meaning: false in titles and quotations. */
  normative: boolean;
}

/** Compiles a node with the handler of its type. */
export function transformNode(state: TransformState, node: Nodes): XmlNode[] {
  const handler = state.handlers[node.type] as ((state: TransformState, node: Nodes) => XmlNode[]) | undefined;
  if (handler !== undefined) return handler(state, node);
  reportUnsupported(node, node.position?.start, state.report);
  return [];
}

/** Compiles blocks. */
export function transformBlocks(state: TransformState, nodes: readonly Nodes[]): XmlNode[] {
  return nodes.flatMap((node) => transformNode(state, node));
}

/** Compiles running text. The tags `<sup>`, `<sub>`, `<u>` and `<br>` become elements; other HTML is a mistake. */
export function transformPhrasing(state: TransformState, nodes: readonly PhrasingContent[]): XmlNode[] {
  const result: XmlNode[] = [];
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index] as PhrasingContent;
    const tag = node.type === "html" ? parseInlineTag(node.value) : undefined;
    const end = tag === undefined || tag.isEnd || tag.name === "br" ? -1 : endOfElement(nodes, index, tag.name);
    if (tag?.name === "br") result.push(el(node, "br"));
    else if (node.type !== "html" || tag === undefined || end < 0) result.push(...transformNode(state, node));
    else {
      const content = nodes.slice(index + 1, end);
      const fail = (at: SourcePosition, reason: string): void => state.report(at, "html", reason);
      if (tag.name === "u") result.push(unicodeElement(tag, node, content, fail));
      else result.push(el(node, tag.name, {}, transformPhrasing(state, content)));
      index = end;
    }
  }
  return result;
}

/**
 * Compiles the running text of a paragraph, cell or item, whose sentences may be requirements.
 *
 * @param isItem - whether the text is a whole item, cell or definition
 */
export function transformProse(state: TransformState, nodes: readonly PhrasingContent[], isItem = false): XmlNode[] {
  const children = transformPhrasing(state, nodes);
  if (state.normative) state.runningTexts.push({ nodes: children, section: state.section, isItem });
  return children;
}

/** Calls a function while key words of BCP 14 are ordinary words. */
export function withoutKeywords<T>(state: TransformState, task: () => T): T {
  const before = state.normative;
  state.normative = false;
  try {
    return task();
  } finally {
    state.normative = before;
  }
}

/**
 * Registers an anchor. Reports an anchor that is taken, malformed or reserved.
 *
 * @param label - the text of references to it
 * @param fix - what to write in place of a wrong anchor
 */
export function registerAnchor(state: TransformState, anchor: string, label: string, at: SourcePosition, fix?: string): void {
  const problem = anchorProblem(state, anchor);
  if (problem === undefined) state.anchors.set(anchor, { label, at });
  else state.report(at, problem.rule, fix === undefined ? problem.reason : `${problem.reason}; ${fix}`);
}

function anchorProblem(
  { anchors, aliases, bibliography, segments: parts }: TransformState,
  anchor: string,
): { readonly rule: string; readonly reason: string } | undefined {
  const before = anchors.get(anchor);
  const quoted = `anchor "${anchor}"`;
  if (before !== undefined) {
    return { rule: "duplicate-anchor", reason: `${quoted} is taken by ${before.label} in ${describeLocation(parts, before.at)}` };
  }
  if (aliases.has(anchor) || Object.hasOwn(bibliography.entries, anchor) || [...bibliography.anchors.values()].includes(anchor)) {
    return { rule: "duplicate-anchor", reason: `${quoted} is the name of a reference` };
  }
  const form = "expected a letter, then letters, digits, '.', '_' and '-'";
  if (!/^[A-Za-z_][\w.-]*$/.test(anchor)) return { rule: "anchor", reason: `malformed ${quoted}; ${form}` };
  return reservedAnchor.test(anchor) ? { rule: "anchor", reason: `${quoted} has the form of a generated anchor` } : undefined;
}

/** Registers the anchor at the end of a text, if there is one, and returns it. */
export function registerBlockAnchor(state: TransformState, found: BlockAnchor | undefined, label: string): string | undefined {
  if (found === undefined) return undefined;
  registerAnchor(state, found.anchor, label, found.at);
  return found.anchor;
}

/** Counts a figure or table and registers its anchor. */
export function registerFloat(state: TransformState, kind: "figure" | "table", anchor: string | undefined, at: SourcePosition): void {
  const number = ++state.floatCounts[kind];
  if (anchor !== undefined) registerAnchor(state, anchor, `${kind === "figure" ? "Figure" : "Table"} ${number}`, at);
}

/** What a reference to an anchor prints. */
export interface LinkOptions {
  /** The number or the title of the target; `none` for `children` alone. By default the label, behind `children` in parentheses. */
  readonly format?: "counter" | "title" | "none";
  readonly children?: readonly XmlNode[];
  /** The schema element that has the link. */
  readonly element?: string | undefined;
}

/** Refers to an anchor. The build checks at the end that it exists. */
export function linkTo(state: TransformState, target: string, at: SourcePosition, options: LinkOptions = {}): XmlElement {
  const { format, children = [], element } = options;
  const printed = format === "counter" || format === "title" ? { format } : {};
  state.crossReferences.push({ target, at, ...printed, ...(element === undefined ? {} : { element }) });
  return el(at, "xref", { target, format }, children);
}

/** Returns an optional title as `<name>`. */
export function nameElement(title: string | undefined, origin: XmlOrigin): XmlElement[] {
  return title === undefined || title === "" ? [] : [el(origin, "name", {}, [toAsciiPunctuation(title)])];
}
