/**
 * A draft in Markdown to RFCXML version 3, without any input or output.
 *
 * @module
 */
import type { Model } from "../../reference/layout/model.ts";
import type { View } from "../generate/blocks.ts";
import { proposal } from "../generate/near.ts";
import { readBibliography, type Bibliography, type BibliographySource } from "./bibliography.ts";
import { readFrontMatter, splitDraft, type FrontMatter } from "./front-matter.ts";
import { frontElement } from "./front.ts";
import { handlers } from "./handlers/index.ts";
import { characterName, lintCharacters, lintBlocks } from "./lint.ts";
import { reporter, sorted, type Message, type Report } from "./messages.ts";
import { parseMarkdown } from "./parse.ts";
import { checkUnused, referenceElements } from "./references.ts";
import { RequirementReader, type Requirement } from "./requirements.ts";
import { addSections, sectionElement } from "./section-element.ts";
import { outline, type Outline } from "./sections.ts";
import { serialize, type Serialized } from "./serialize.ts";
import type { Example, RenderExample, State } from "./state.ts";
import { checkShown } from "./view.ts";
import { el, type XmlElement } from "./xml.ts";

/** All that a draft is made of. */
export interface DraftInput {
  readonly markdown: string;
  /** The draft's path, for messages. */
  readonly path: string;
  /** The model that the front matter names. */
  readonly model?: Model | undefined;
  /** The bibliography that the front matter names. */
  readonly references?: BibliographySource | undefined;
  /** What the JSON files hold that the front matter names under `data`, by name. */
  readonly data?: Readonly<Record<string, unknown>> | undefined;
  /** Directives that show schema elements. */
  readonly views: Readonly<Record<string, View>>;
  readonly renderExample: RenderExample;
}

/** A draft, built. The XML is worth something only where there are no messages. */
export interface Draft {
  readonly xml: string;
  /** For each line of the XML the line of the Markdown, 0 where it comes from none. */
  readonly lines: readonly number[];
  /** What is wrong, sorted by place. */
  readonly messages: readonly Message[];
  readonly docName: string;
  readonly requirements: readonly Requirement[];
  readonly examples: readonly Example[];
}

function makeState(input: DraftInput, bibliography: Bibliography, report: Report): State {
  const { markdown: source, model, data = {}, views, renderExample } = input;
  const given = { source, handlers, model, data, views, renderExample, bibliography, report };
  const found = { anchors: new Map(), links: [], citations: new Map(), runs: [], examples: [], shown: new Map(), elements: new Set<string>() };
  return { ...given, ...found, counts: { figure: 0, table: 0 }, section: undefined, normative: true };
}

function checkLinks({ anchors, links, bibliography, report }: State): void {
  const known = [...anchors.keys(), ...Object.keys(bibliography.entries)];
  for (const { target, at, element } of links) {
    if (!anchors.has(target)) report(at, "cross-reference", `nothing has the anchor "${target}"; ${proposal(target, known)}`, element);
  }
}

function readRequirements({ anchors, runs, report }: State): readonly Requirement[] {
  const reader = new RequirementReader((target) => anchors.get(target)?.label ?? `[${target}]`, report);
  for (const run of runs) reader.read(run);
  return reader.all;
}

/** Reports characters that came in by a schema or as character references: the draft itself has none. */
function checkOutput({ xml, lines }: Serialized, report: Report): void {
  for (const [index, line] of xml.split("\n").entries()) {
    const found = /[^\x20-\x7e]/u.exec(line)?.[0];
    if (found === undefined) continue;
    const reason = `character ${characterName(found)} in the output "${line.slice(0, 60)}"; expected ASCII`;
    report({ line: lines[index] || 1, column: 1 }, "character", reason);
  }
}

function document(state: State, meta: FrontMatter, parts: Outline): XmlElement {
  const { docName, category, ipr, submissionType, tocDepth } = meta;
  const agreed = submissionType === "IETF" && (category === "std" || category === "bcp");
  const consensus = meta.consensus ?? (agreed ? true : undefined);
  addSections(state, parts.all);
  const front = frontElement(state, meta, parts);
  const middle = el(undefined, "middle", {}, parts.middle.map((section) => sectionElement(state, section)));
  const appendices = parts.back.map((section) => sectionElement(state, section));
  const back = [...referenceElements(state), ...appendices];
  const fixed = { version: 3, symRefs: true, sortRefs: true, tocInclude: true, indexInclude: true, "xml:lang": "en" };
  const attributes = { ...fixed, tocDepth, docName, category, ipr, submissionType, consensus };
  return el(undefined, "rfc", attributes, [front, middle, ...(back.length === 0 ? [] : [el(undefined, "back", {}, back)])]);
}

function transform(state: State, meta: FrontMatter): Omit<Draft, "messages"> {
  const { report, source } = state;
  const tree = parseMarkdown(splitDraft(source)?.body ?? source);
  lintBlocks(tree, source, report);
  const root = document(state, meta, outline(tree, report));
  const requirements = readRequirements(state);
  checkLinks(state);
  checkShown(state, meta.unshown);
  const serialized = serialize(root);
  checkOutput(serialized, report);
  return { ...serialized, docName: meta.docName, requirements, examples: state.examples };
}

/**
 * Builds a draft. It reads no file, no clock and no environment.
 *
 * @returns the XML, and all mistakes that the draft has.
 */
export function buildXml(input: DraftInput): Draft {
  const messages: Message[] = [];
  const report = reporter(messages, input.path);
  const inReferences = reporter(messages, input.references?.path ?? input.path);
  lintCharacters(input.markdown, report);
  if (input.references !== undefined) lintCharacters(input.references.text, inReferences);
  const meta = readFrontMatter(input.markdown, report);
  const bibliography = readBibliography(input.references?.text ?? "", inReferences);
  if (meta === undefined || bibliography === undefined) {
    return { xml: "", lines: [], messages: sorted(messages), docName: "", requirements: [], examples: [] };
  }
  const state = makeState(input, bibliography, report);
  const built = transform(state, meta);
  checkUnused(state, inReferences);
  return { ...built, messages: sorted(messages) };
}
