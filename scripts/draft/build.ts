/**
 * A draft in Markdown to RFCXML version 3, without any input or output.
 *
 * @module
 */
import type { Model } from "../../reference/layout/model.ts";
import type { View } from "../generate/blocks.ts";
import { suggest } from "../common/suggest.ts";
import { readBibliography, type Bibliography, type BibliographySource } from "./references/bibliography.ts";
import { collectAliases, displayReferenceElements } from "./references/cite.ts";
import { CascadeSuppressor, sourceDefinesAnchor, type DiagnosticReporters } from "./diagnostics/suppress-cascades.ts";
import { checkUnusedDefinitions, extractDefinitions, type Definitions } from "./source/definitions.ts";
import { positionOfKey, readFrontMatter, splitFrontMatter, type FrontMatter } from "./source/front-matter.ts";
import { frontElement } from "./elements/front.ts";
import { handlers } from "./handlers/index.ts";
import { expandIncludes, originalLine, describeLocation, type SourceSegment, type ReadText, type ExpandedText } from "./source/expand-includes.ts";
import { characterName, lintCharacters, lintBlocks } from "./source/lint-markdown.ts";
import type { Diagnostic, ReportDiagnostic } from "./diagnostics/diagnostics.ts";
import { parseMarkdown } from "./source/parse-markdown.ts";
import { checkUncitedWorks, referenceElements } from "./references/reference-elements.ts";
import { RequirementReader, type Requirement } from "./requirements.ts";
import { registerSections, sectionElement } from "./elements/section.ts";
import { buildOutline, type Outline } from "./source/outline.ts";
import { serializeXml, type SerializedXml } from "./xml/serialize.ts";
import type { DraftExample, RenderExample, TransformState } from "./state.ts";
import { resolveValueLinks } from "./schema-views/value-link.ts";
import { checkUnshownElements } from "./schema-views/view.ts";
import { el, type XmlElement } from "./xml/xml-node.ts";

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
export interface BuiltDraft {
  readonly xml: string;
  /** For each line of the XML the line of the Markdown with all that it includes, 0 where it comes from none. */
  readonly lines: readonly number[];
  /** Where the lines of the Markdown come from. */
  readonly segments: readonly SourceSegment[];
  /** What is wrong, sorted by place. */
  readonly messages: readonly Diagnostic[];
  readonly docName: string;
  readonly requirements: readonly Requirement[];
  readonly examples: readonly DraftExample[];
}

function createState(input: DraftInput, whole: ExpandedText, bibliography: Bibliography, { error: report, cascade: consequence }: DiagnosticReporters): TransformState {
  const { model, data = {}, views, renderExample, read = () => undefined } = input;
  const definitions: Definitions = { links: new Map(), footnotes: new Map(), used: new Set(), inFootnote: false };
  const given = { source: whole.text, segments: whole.segments, readFile: read, definitions, contributors: [], contributorsShown: false, handlers, model, data, views, renderExample, bibliography, report, reportCascade: consequence, unclosedLine: undefined };
  const found = { anchors: new Map(), rowAnchors: new Set<string>(), valueLinks: [], crossReferences: [], citations: new Map(), aliases: new Map<string, string>(), runningTexts: [], examples: [], shownViews: new Map(), shownElements: new Set<string>() };
  return { ...given, ...found, floatCounts: { figure: 0, table: 0 }, section: undefined, normative: true };
}

function checkContributors({ contributors, contributorsShown, source, report }: TransformState): void {
  if (contributors.length === 0 || contributorsShown) return;
  report(positionOfKey(source, "contributor"), "contributors", "no place shows the contributors; expected ::contributors in a section # Contributors");
}

function checkLinks({ anchors, rowAnchors: rows, crossReferences: links, bibliography, source, unclosedLine: unclosed, report: mistake, reportCascade: consequence }: TransformState): void {
  const known = [...anchors.keys(), ...Object.keys(bibliography.entries)];
  for (const { target, at, element } of links) {
    const mend = (): string => (rows.has(target) ? `expected {{=${target}}}` : suggest(target, known));
    const report = unclosed !== undefined || sourceDefinesAnchor(source, target) ? consequence : mistake;
    if (!anchors.has(target)) report(at, "cross-reference", `nothing has the anchor "${target}"; ${mend()}`, element);
  }
}

/** A line as it is in its file, which is named where it is another than the draft. */
function withOriginalLine<T extends { readonly line: number }>(parts: readonly SourceSegment[], thing: T): T & { readonly file?: string } {
  const { file, line } = originalLine(parts, thing.line);
  return { ...thing, line, ...(file === parts[0]?.file ? {} : { file }) };
}

function readRequirements({ anchors, aliases, segments: parts, runningTexts: runs, report }: TransformState): readonly Requirement[] {
  const names = new Map([...aliases].map(([alias, name]) => [name, alias]));
  const label = (target: string): string => anchors.get(target)?.label ?? `[${names.get(target) ?? target}]`;
  const reader = new RequirementReader(label, (at) => describeLocation(parts, at), report);
  for (const run of runs) reader.read(run);
  return reader.requirements.map((requirement) => withOriginalLine(parts, requirement));
}

/** Reports characters that came in by a schema or as character references: the draft itself has none. */
function checkOutputCharacters({ xml, lines }: SerializedXml, report: ReportDiagnostic): void {
  for (const [index, line] of xml.split("\n").entries()) {
    const found = /[^\x20-\x7e]/u.exec(line)?.[0];
    if (found === undefined) continue;
    const reason = `character ${characterName(found)} in the output "${line.slice(0, 60)}"; expected ASCII`;
    report({ line: lines[index] || 1, column: 1 }, "character", reason);
  }
}

function rfcElement(state: TransformState, meta: FrontMatter, parts: Outline): XmlElement {
  const { docName, category, ipr, submissionType, tocDepth } = meta;
  const agreed = submissionType === "IETF" && (category === "std" || category === "bcp");
  const consensus = meta.consensus ?? (agreed ? true : undefined);
  registerSections(state, parts.all);
  const front = frontElement(state, meta, parts);
  const middle = el(undefined, "middle", {}, parts.middle.map((section) => sectionElement(state, section)));
  const appendices = parts.back.map((section) => sectionElement(state, section));
  const back = [...displayReferenceElements(state), ...referenceElements(state), ...appendices];
  const fixed = { version: 3, symRefs: true, sortRefs: true, tocInclude: true, indexInclude: true, "xml:lang": "en" };
  const [updates, obsoletes] = [meta.updates, meta.obsoletes].map((numbers) => (numbers.length === 0 ? undefined : numbers.join(", ")));
  const attributes = { ...fixed, tocDepth, docName, category, ipr, submissionType, consensus, updates, obsoletes };
  return el(undefined, "rfc", attributes, [front, middle, ...(back.length === 0 ? [] : [el(undefined, "back", {}, back)])]);
}

/** Reports what stands behind the line of a block that nothing closes as its consequence. */
function cascadeAfter(unclosed: number | undefined, report: ReportDiagnostic, consequence: ReportDiagnostic): ReportDiagnostic {
  if (unclosed === undefined) return report;
  return (at, ...rest) => ((at?.line ?? 1) > unclosed ? consequence : report)(at, ...rest);
}

/** Markdown to a tree, without the definitions, which go into the state. */
function readOutline(state: TransformState): Outline {
  const { report, source } = state;
  const tree = parseMarkdown(splitFrontMatter(source)?.body ?? source);
  state.unclosedLine = lintBlocks(tree, source, report);
  state.report = cascadeAfter(state.unclosedLine, report, state.reportCascade);
  state.definitions = extractDefinitions(tree, source, report);
  collectAliases(state, tree);
  return buildOutline(tree, report);
}

function transformDraft(state: TransformState, meta: FrontMatter): Omit<BuiltDraft, "messages" | "segments"> {
  state.contributors = meta.contributor;
  const outlined = readOutline(state);
  const { report, segments: parts } = state;
  const root = rfcElement(state, meta, outlined);
  checkContributors(state);
  resolveValueLinks(state);
  const requirements = readRequirements(state);
  checkLinks(state);
  checkUnusedDefinitions(state);
  checkUnshownElements(state, meta.unshown);
  const serialized = serializeXml(root);
  checkOutputCharacters(serialized, report);
  return { ...serialized, docName: meta.docName, requirements, examples: state.examples.map((one) => withOriginalLine(parts, one)) };
}

/** Reports at the place that a line of the whole text has in its file. */
function originalFileReporters(findings: CascadeSuppressor, { segments: parts }: ExpandedText): DiagnosticReporters {
  const to = (kind: keyof DiagnosticReporters): ReportDiagnostic => (at = { line: 1, column: 1 }, rule, reason, element) => {
    const { file, line } = originalLine(parts, at.line);
    findings.reportersFor(file)[kind]({ line, column: at.column }, rule, reason, element);
  };
  return { error: to("error"), cascade: to("cascade") };
}

/**
 * Builds a draft. It reads no clock and no environment, and files only by the function given.
 *
 * @returns the XML, and all mistakes that the draft has.
 */
export function buildDraft(input: DraftInput): BuiltDraft {
  const findings = new CascadeSuppressor();
  const whole = expandIncludes(input.markdown, input.path, input.read ?? (() => undefined), findings.errors);
  const reports = originalFileReporters(findings, whole);
  const inReferences = findings.reportersFor(input.references?.path ?? input.path);
  lintCharacters(whole.text, reports.error);
  if (input.references !== undefined) lintCharacters(input.references.text, inReferences.error);
  const meta = readFrontMatter(whole.text, reports.error);
  const bibliography = readBibliography(input.references?.text ?? "", inReferences.error);
  const { segments: parts } = whole;
  if (meta === undefined || bibliography === undefined) {
    return { xml: "", lines: [], segments: parts, messages: findings.diagnostics(), docName: "", requirements: [], examples: [] };
  }
  const state = createState(input, whole, bibliography, reports);
  const built = transformDraft(state, meta);
  checkUncitedWorks(state, inReferences);
  return { ...built, segments: parts, messages: findings.diagnostics() };
}
