/**
 * A draft in Markdown to RFCXML version 3, without any input or output.
 *
 * @module
 */
import type { Model } from "../../reference/layout/model.ts";
import type { View } from "../generate/blocks.ts";
import { proposal } from "../generate/near.ts";
import { readBibliography, type Bibliography, type BibliographySource } from "./bibliography.ts";
import { collectAliases, displayReferences } from "./cite.ts";
import { Findings, givesAnchor, type Reports } from "./consequences.ts";
import { checkDefinitions, takeDefinitions, type Definitions } from "./definitions.ts";
import { placeOfKey, readFrontMatter, splitDraft, type FrontMatter } from "./front-matter.ts";
import { frontElement } from "./front.ts";
import { handlers } from "./handlers/index.ts";
import { includeFiles, originOf, whereIs, type Part, type ReadText, type WholeText } from "./include.ts";
import { characterName, lintCharacters, lintBlocks } from "./lint.ts";
import type { Message, Report } from "./messages.ts";
import { parseMarkdown } from "./parse.ts";
import { checkUnused, referenceElements } from "./references.ts";
import { RequirementReader, type Requirement } from "./requirements.ts";
import { addSections, sectionElement } from "./section-element.ts";
import { outline, type Outline } from "./sections.ts";
import { serialize, type Serialized } from "./serialize.ts";
import type { Example, RenderExample, State } from "./state.ts";
import { settleValueLinks } from "./value-link.ts";
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
  /** Reads a text file that the draft names, by its path; without it there is none. */
  readonly read?: ReadText | undefined;
}

/** A draft, built. The XML is worth something only where there are no messages. */
export interface Draft {
  readonly xml: string;
  /** For each line of the XML the line of the Markdown with all that it includes, 0 where it comes from none. */
  readonly lines: readonly number[];
  /** Where the lines of the Markdown come from. */
  readonly parts: readonly Part[];
  /** What is wrong, sorted by place. */
  readonly messages: readonly Message[];
  readonly docName: string;
  readonly requirements: readonly Requirement[];
  readonly examples: readonly Example[];
}

function makeState(input: DraftInput, whole: WholeText, bibliography: Bibliography, { mistake: report, consequence }: Reports): State {
  const { model, data = {}, views, renderExample, read = () => undefined } = input;
  const definitions: Definitions = { links: new Map(), footnotes: new Map(), used: new Set(), inFootnote: false };
  const given = { source: whole.text, parts: whole.parts, read, definitions, contributors: [], contributorsShown: false, handlers, model, data, views, renderExample, bibliography, report, consequence, unclosed: undefined };
  const found = { anchors: new Map(), rows: new Set<string>(), valueLinks: [], links: [], citations: new Map(), aliases: new Map<string, string>(), runs: [], examples: [], shown: new Map(), elements: new Set<string>() };
  return { ...given, ...found, counts: { figure: 0, table: 0 }, section: undefined, normative: true };
}

function checkContributors({ contributors, contributorsShown, source, report }: State): void {
  if (contributors.length === 0 || contributorsShown) return;
  report(placeOfKey(source, "contributor"), "contributors", "no place shows the contributors; expected ::contributors in a section # Contributors");
}

function checkLinks({ anchors, rows, links, bibliography, source, unclosed, report: mistake, consequence }: State): void {
  const known = [...anchors.keys(), ...Object.keys(bibliography.entries)];
  for (const { target, at, element } of links) {
    const mend = (): string => (rows.has(target) ? `expected {{=${target}}}` : proposal(target, known));
    const report = unclosed !== undefined || givesAnchor(source, target) ? consequence : mistake;
    if (!anchors.has(target)) report(at, "cross-reference", `nothing has the anchor "${target}"; ${mend()}`, element);
  }
}

/** A line as it is in its file, which is named where it is another than the draft. */
function inItsFile<T extends { readonly line: number }>(parts: readonly Part[], thing: T): T & { readonly file?: string } {
  const { file, line } = originOf(parts, thing.line);
  return { ...thing, line, ...(file === parts[0]?.file ? {} : { file }) };
}

function readRequirements({ anchors, aliases, parts, runs, report }: State): readonly Requirement[] {
  const names = new Map([...aliases].map(([alias, name]) => [name, alias]));
  const label = (target: string): string => anchors.get(target)?.label ?? `[${names.get(target) ?? target}]`;
  const reader = new RequirementReader(label, (at) => whereIs(parts, at), report);
  for (const run of runs) reader.read(run);
  return reader.all.map((requirement) => inItsFile(parts, requirement));
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
  const back = [...displayReferences(state), ...referenceElements(state), ...appendices];
  const fixed = { version: 3, symRefs: true, sortRefs: true, tocInclude: true, indexInclude: true, "xml:lang": "en" };
  const [updates, obsoletes] = [meta.updates, meta.obsoletes].map((numbers) => (numbers.length === 0 ? undefined : numbers.join(", ")));
  const attributes = { ...fixed, tocDepth, docName, category, ipr, submissionType, consensus, updates, obsoletes };
  return el(undefined, "rfc", attributes, [front, middle, ...(back.length === 0 ? [] : [el(undefined, "back", {}, back)])]);
}

/** Reports what stands behind the line of a block that nothing closes as its consequence. */
function within(unclosed: number | undefined, report: Report, consequence: Report): Report {
  if (unclosed === undefined) return report;
  return (at, ...rest) => ((at?.line ?? 1) > unclosed ? consequence : report)(at, ...rest);
}

/** Markdown to a tree, without the definitions, which go into the state. */
function readTree(state: State): Outline {
  const { report, source } = state;
  const tree = parseMarkdown(splitDraft(source)?.body ?? source);
  state.unclosed = lintBlocks(tree, source, report);
  state.report = within(state.unclosed, report, state.consequence);
  state.definitions = takeDefinitions(tree, source, report);
  collectAliases(state, tree);
  return outline(tree, report);
}

function transform(state: State, meta: FrontMatter): Omit<Draft, "messages" | "parts"> {
  state.contributors = meta.contributor;
  const outlined = readTree(state);
  const { report, parts } = state;
  const root = document(state, meta, outlined);
  checkContributors(state);
  settleValueLinks(state);
  const requirements = readRequirements(state);
  checkLinks(state);
  checkDefinitions(state);
  checkShown(state, meta.unshown);
  const serialized = serialize(root);
  checkOutput(serialized, report);
  return { ...serialized, docName: meta.docName, requirements, examples: state.examples.map((one) => inItsFile(parts, one)) };
}

/** Reports at the place that a line of the whole text has in its file. */
function partReports(findings: Findings, { parts }: WholeText): Reports {
  const to = (kind: keyof Reports): Report => (at = { line: 1, column: 1 }, rule, reason, element) => {
    const { file, line } = originOf(parts, at.line);
    findings.reports(file)[kind]({ line, column: at.column }, rule, reason, element);
  };
  return { mistake: to("mistake"), consequence: to("consequence") };
}

/**
 * Builds a draft. It reads no clock and no environment, and files only by the function given.
 *
 * @returns the XML, and all mistakes that the draft has.
 */
export function buildXml(input: DraftInput): Draft {
  const findings = new Findings();
  const whole = includeFiles(input.markdown, input.path, input.read ?? (() => undefined), findings.mistakes);
  const reports = partReports(findings, whole);
  const inReferences = findings.reports(input.references?.path ?? input.path);
  lintCharacters(whole.text, reports.mistake);
  if (input.references !== undefined) lintCharacters(input.references.text, inReferences.mistake);
  const meta = readFrontMatter(whole.text, reports.mistake);
  const bibliography = readBibliography(input.references?.text ?? "", inReferences.mistake);
  const { parts } = whole;
  if (meta === undefined || bibliography === undefined) {
    return { xml: "", lines: [], parts, messages: findings.all(), docName: "", requirements: [], examples: [] };
  }
  const state = makeState(input, whole, bibliography, reports);
  const built = transform(state, meta);
  checkUnused(state, inReferences);
  return { ...built, parts, messages: findings.all() };
}
