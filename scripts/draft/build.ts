/**
 * Compiles a draft in Markdown to RFCXML version 3, without input or output.
 *
 * @module
 */
import { dirname, join } from "node:path/posix";
import type { Model } from "../../reference/layout/model.ts";
import type { View } from "../generate/blocks.ts";
import { readBibliography, type Bibliography, type BibliographySource, type ReadSibling } from "./references/bibliography.ts";
import { missingWorkFields } from "./references/incomplete-works.ts";
import { readSiblingDraft } from "./references/sibling-draft.ts";
import { collectAliases, displayedNames, displayReferenceElements } from "./references/cite.ts";
import { CascadeSuppressor, type DiagnosticReporters } from "./diagnostics/suppress-cascades.ts";
import { checkUnusedDefinitions, extractDefinitions, type Definitions } from "./source/definitions.ts";
import { positionOfKey, readFrontMatter, splitFrontMatter, type FrontMatter } from "./source/front-matter.ts";
import { frontElement } from "./elements/front.ts";
import { UNKNOWN_NAME } from "./elements/person.ts";
import { handlers } from "./handlers/index.ts";
import {
  expandIncludes,
  originalLine,
  describeLocation,
  type SourceSegment,
  type ReadText,
  type ExpandedText,
} from "./source/expand-includes.ts";
import { takeBlockAnchors } from "./source/block-anchors.ts";
import { checkBounds, pruneDeepBlocks } from "./source/lint-bounds.ts";
import { lintBlocks } from "./source/lint-markdown.ts";
import { lintCharacters, lintProseCharacters } from "./source/lint-characters.ts";
import { fullDate } from "./source/document-date.ts";
import { lintForeignForms } from "./source/lint-foreign-forms.ts";
import type { Diagnostic, ReportDiagnostic, SourcePosition } from "./diagnostics/diagnostics.ts";
import { parseMarkdown } from "./source/parse-markdown.ts";
import { checkCrossReferences } from "./references/check-cross-references.ts";
import { referenceElements } from "./references/reference-elements.ts";
import { nextRequirementId, RequirementReader, type Requirement } from "./requirements.ts";
import { registerSections, sectionElement } from "./elements/section.ts";
import { buildOutline, type Outline } from "./source/outline.ts";
import { checkNesting } from "./xml/check-nesting.ts";
import { lintOutputCharacters } from "./xml/lint-output.ts";
import { serializeXml } from "./xml/serialize.ts";
import type { DraftExample, RenderExample, TransformState } from "./state.ts";
import { resolveValueLinks } from "./schema-views/value-link.ts";
import { checkUnshownElements } from "./schema-views/view.ts";
import type { ReferenceLabel } from "./xml/flatten.ts";
import { el, type XmlElement } from "./xml/xml-node.ts";

/** The inputs of a draft. */
export interface DraftInput {
  readonly markdown: string;
  /** The path of the draft, for messages. */
  readonly path: string;
  /** The model that the front matter names. */
  readonly model?: Model | undefined;
  /** The bibliography that the front matter names. */
  readonly references?: BibliographySource | undefined;
  /** The content of the JSON files under `data` in the front matter, by name. */
  readonly data?: Readonly<Record<string, unknown>> | undefined;
  /** Directives that show schema elements. */
  readonly views: Readonly<Record<string, View>>;
  readonly renderExample: RenderExample;
  /** Reads a text file that the draft names. Without it, no file exists. */
  readonly read?: ReadText | undefined;
  /** The day of the build, YYYY-MM-DD, for `date: today`. */
  readonly today: string;
  /** The other drafts of the set. What one of them cites or shows is neither superfluous nor missing in this one. */
  readonly siblings?: readonly DraftText[] | undefined;
}

/** A draft of the set. */
export interface DraftText {
  readonly path: string;
  readonly markdown: string;
}

/** The result of a build. The XML is valid only without messages. */
export interface BuiltDraft {
  readonly xml: string;
  /** For each line of the XML, the line of the Markdown with its includes; 0 for a line without a source. */
  readonly lines: readonly number[];
  /** The files of the lines of the Markdown. */
  readonly segments: readonly SourceSegment[];
  /** The mistakes, sorted by place. */
  readonly messages: readonly Diagnostic[];
  readonly docName: string;
  readonly requirements: readonly Requirement[];
  readonly examples: readonly DraftExample[];
  /** What only the owner of the draft can fill in, and is missing; the draft builds without it. */
  readonly open: readonly string[];
}

function createState(
  input: DraftInput,
  whole: ExpandedText,
  bibliography: Bibliography,
  self: string,
  { error: report, cascade: consequence }: DiagnosticReporters,
  characterLines: ReadonlySet<number>,
): TransformState {
  const { model, data = {}, views, renderExample, read = () => undefined } = input;
  const definitions: Definitions = { links: new Map(), footnotes: new Map(), used: new Set(), inFootnote: false };
  const given = {
    source: whole.text,
    segments: whole.segments,
    readFile: read,
    definitions,
    blockAnchors: { ends: new Map(), terms: new Map() },
    contributors: [],
    contributorsShown: false,
    handlers,
    model,
    data,
    views,
    renderExample,
    bibliography,
    self,
    report,
    reportCascade: consequence,
    unclosedLine: undefined,
    characterLines,
  };
  const found = {
    anchors: new Map(),
    sharedAnchors: new Map(),
    sectionTitles: new Map<string, string>(),
    rowAnchors: new Set<string>(),
    valueLinks: [],
    crossReferences: [],
    citations: new Map(),
    aliases: new Map<string, string>(),
    runningTexts: [],
    examples: [],
    shownViews: new Map(),
    shownElements: new Set<string>(),
  };
  return { ...given, ...found, floatCounts: { figure: 0, table: 0 }, section: undefined, normative: true };
}

function checkContributors({ contributors, contributorsShown, source, report }: TransformState): void {
  if (contributors.length === 0 || contributorsShown) return;
  report(
    positionOfKey(source, "contributor"),
    "contributors",
    "the contributors are not shown; expected ::contributors in a section # Contributors",
  );
}

/** Returns a line as a line of its file; names the file if it is not the draft. */
function withOriginalLine<T extends { readonly line: number }>(parts: readonly SourceSegment[], thing: T): T & { readonly file?: string } {
  const { file, line } = originalLine(parts, thing.line);
  return { ...thing, line, ...(file === parts[0]?.file ? {} : { file }) };
}

/** Returns the texts of references to anchors and works. */
function referenceLabels(state: TransformState): ReferenceLabel {
  const { anchors, bibliography, sectionTitles } = state;
  const names = displayedNames(state);
  const titles = new Map(
    Object.entries(bibliography.entries).map(([name, entry]) => [bibliography.anchors.get(name), "title" in entry ? entry.title : name]),
  );
  return (target, format) => {
    const anchor = anchors.get(target);
    if (format === "title") return sectionTitles.get(target) ?? titles.get(target) ?? target;
    if (format === "counter") return anchor?.label.replace(/^\S+ /, "") ?? target;
    return anchor?.label ?? `[${names.get(target) ?? target}]`;
  };
}

/** @param nextId - returns the first free identifier; `undefined` if sentences need none */
function readRequirements(state: TransformState, nextId: (() => string) | undefined): readonly Requirement[] {
  const { segments: parts, runningTexts: runs, report } = state;
  const label = referenceLabels(state);
  const describe = (at: SourcePosition): string => describeLocation(parts, at);
  const reader = new RequirementReader({ referenceLabel: label, describeLocation: describe, nextId }, report);
  for (const run of runs) reader.read(run);
  return reader.requirements.map((requirement) => withOriginalLine(parts, requirement));
}

function rfcElement(state: TransformState, meta: FrontMatter, parts: Outline): XmlElement {
  const { docName, category, ipr, submissionType, tocDepth, tocInclude, sortRefs, symRefs } = meta;
  const agreed = submissionType === "IETF" && (category === "std" || category === "bcp");
  const consensus = meta.consensus ?? (agreed ? true : undefined);
  registerSections(state, parts.all);
  const front = frontElement(state, meta, parts);
  const middle = el(undefined, "middle", {}, parts.middle.map((section) => sectionElement(state, section)));
  const appendices = parts.back.map((section) => sectionElement(state, section));
  const displayed = symRefs ? displayReferenceElements(state) : [];
  const back = [...displayed, ...referenceElements(state), ...appendices];
  const fixed = { version: 3, symRefs, sortRefs, tocInclude, indexInclude: false, "xml:lang": "en" };
  const [updates, obsoletes] = [meta.updates, meta.obsoletes].map((numbers) => (numbers.length === 0 ? undefined : numbers.join(", ")));
  const attributes = { ...fixed, tocDepth, docName, category, ipr, submissionType, consensus, updates, obsoletes };
  return el(undefined, "rfc", attributes, [front, middle, ...(back.length === 0 ? [] : [el(undefined, "back", {}, back)])]);
}

/** Returns a reporter that treats every mistake after an unclosed block as its consequence. */
function cascadeAfter(unclosed: number | undefined, report: ReportDiagnostic, consequence: ReportDiagnostic): ReportDiagnostic {
  if (unclosed === undefined) return report;
  return (at, ...rest) => ((at?.line ?? 1) > unclosed ? consequence : report)(at, ...rest);
}

/** Checks of a block as a whole, which a foreign form in it disturbs. */
const blockRules = new Set(["ragged-table", "empty-table", "attribute", "definition", "definition-list"]);

/** Returns a reporter that treats what blocks have wrong as a consequence of foreign forms in the same lines. */
function cascadeBeside(lines: ReadonlySet<number>, report: ReportDiagnostic, consequence: ReportDiagnostic): ReportDiagnostic {
  return (at, rule, ...rest) => (lines.has(at?.line ?? 1) && blockRules.has(rule) ? consequence : report)(at, rule, ...rest);
}

/** Parses the Markdown and moves its definitions into the state. */
function readOutline(state: TransformState): Outline {
  const { report: mistake, reportCascade: consequence, source } = state;
  const tree = parseMarkdown(splitFrontMatter(source)?.body ?? source);
  pruneDeepBlocks(tree, mistake);
  lintProseCharacters(tree, source, mistake);
  state.unclosedLine = lintBlocks(tree, source, mistake);
  state.blockAnchors = takeBlockAnchors(tree, source);
  const foreign = lintForeignForms(tree, source, cascadeAfter(state.unclosedLine, mistake, consequence), state.blockAnchors);
  const report = cascadeBeside(foreign, mistake, consequence);
  state.report = cascadeAfter(state.unclosedLine, report, consequence);
  state.definitions = extractDefinitions(tree, source, report);
  collectAliases(state, tree);
  return buildOutline(tree, report);
}

/** Values of the front matter for the prose, as `{{$draft.contact}}`. */
function frontMatterData({ title, docName, date, ...owned }: FrontMatter): Readonly<Record<string, string>> {
  return { title, docName, date, ...Object.fromEntries(ownedFields.map((name) => [name, owned[name] ?? "to be named"])) };
}

/** The fields of the front matter that only the owner of the draft can fill in, and that a draft can do without. */
const ownedFields = ["contact", "repository"] as const;

/** Returns the missing fields of the front matter that only the owner of the draft can fill in. */
function openFields(frontMatter: FrontMatter, source: string): string[] {
  const email = frontMatter.author.some((person) => person.email !== undefined) ? [] : ["email of an author"];
  const date = positionOfKey(source, "date") === undefined ? [`date (${frontMatter.date} for now)`] : [];
  const named = frontMatter.author.every((person) => person.surname !== UNKNOWN_NAME) ? [] : ["name of an author"];
  const printed = ownedFields.filter((name) => frontMatter[name] === undefined && source.includes(`{{$draft.${name}}}`));
  return [...named, ...email, ...date, ...printed];
}

/** Returns the texts of the other drafts whose front matter has the same model. */
function siblingTexts(input: DraftInput, meta: FrontMatter): string[] {
  const same = (input.siblings ?? []).filter(({ markdown }) => readFrontMatter(markdown, () => undefined)?.model === meta.model);
  return wholeTexts(input, same);
}

/** Returns some drafts with their includes. */
function wholeTexts({ read = () => undefined }: DraftInput, drafts: readonly DraftText[]): string[] {
  return drafts.map(({ path, markdown }) => expandIncludes(markdown, path, read, []).text);
}

function transformDraft(
  state: TransformState,
  meta: FrontMatter,
  input: DraftInput,
): Omit<BuiltDraft, "messages" | "segments" | "open"> {
  state.contributors = meta.contributor;
  const outlined = readOutline(state);
  const { report, segments: parts } = state;
  const root = rfcElement(state, meta, outlined);
  checkNesting(root, report);
  checkContributors(state);
  resolveValueLinks(state);
  const nextId = (): string => nextRequirementId([state.source, ...wholeTexts(input, input.siblings ?? [])]);
  const requirements = readRequirements(state, meta.requirements === "off" ? undefined : nextId);
  checkCrossReferences(state);
  checkUnusedDefinitions(state);
  checkUnshownElements(state, meta.unshown, siblingTexts(input, meta));
  lintOutputCharacters(root, (at, ...rest) => (state.characterLines.has(at?.line ?? 1) ? state.reportCascade : report)(at, ...rest));
  const serialized = serializeXml(root);
  return { ...serialized, docName: meta.docName, requirements, examples: state.examples.map((one) => withOriginalLine(parts, one)) };
}

/** Returns a reporter that maps lines of the whole text to lines of their files. */
function originalFileReporters(findings: CascadeSuppressor, { segments: parts }: ExpandedText): DiagnosticReporters {
  const to = (kind: keyof DiagnosticReporters): ReportDiagnostic => (at = { line: 1, column: 1 }, rule, reason, element) => {
    const { file, line } = originalLine(parts, at.line);
    findings.reportersFor(file)[kind]({ line, column: at.column }, rule, reason, element);
  };
  return { error: to("error"), cascade: to("cascade") };
}

function withFullDate<T extends FrontMatter | undefined>(meta: T, today: string): T {
  return meta === undefined ? meta : { ...meta, date: fullDate(meta.date, today) };
}

/**
 * Builds a draft. Reads neither clock nor environment, and files only by the given function.
 *
 * @returns the XML and all mistakes of the draft
 */
export function buildDraft(input: DraftInput): BuiltDraft {
  const findings = new CascadeSuppressor();
  const whole = expandIncludes(input.markdown, input.path, input.read ?? (() => undefined), findings.errors);
  const mapped = originalFileReporters(findings, whole);
  const characterLines = new Set<number>();
  const error: ReportDiagnostic = (at, rule, ...rest) => {
    if (rule === "character") characterLines.add(at?.line ?? 1);
    // A section may be empty because its text could not be included or is refused.
    const isMissing = rule === "empty-section" && findings.errors.some((other) => other.rule === "include" || other.rule === "bounds");
    (isMissing ? mapped.cascade : mapped.error)(at, rule, ...rest);
  };
  const reports = { ...mapped, error };
  const inReferences = findings.reportersFor(input.references?.path ?? input.path);
  lintCharacters(whole.text, reports.error);
  if (input.references !== undefined) lintCharacters(input.references.text, inReferences.error);
  const meta = withFullDate(readFrontMatter(whole.text, reports.error), input.today);
  const folder = dirname(input.references?.path ?? input.path);
  const readSibling: ReadSibling = (path) => {
    const sibling = readSiblingDraft(join(folder, path), input.read ?? (() => undefined));
    return typeof sibling === "string" ? sibling : { ...sibling, meta: withFullDate(sibling.meta, input.today) };
  };
  const bibliography = readBibliography(input.references, inReferences.error, readSibling);
  const { segments: parts } = whole;
  if (meta === undefined || bibliography === undefined || !checkBounds(splitFrontMatter(whole.text)?.body ?? "", reports.error)) {
    return { xml: "", lines: [], segments: parts, messages: findings.diagnostics(), docName: "", requirements: [], examples: [], open: [] };
  }
  const given = { ...input, data: { draft: frontMatterData(meta), ...input.data } };
  const state = createState(given, whole, bibliography, meta.self, reports, characterLines);
  const built = transformDraft(state, meta, input);
  const open = [...openFields(meta, whole.text), ...missingWorkFields(state)];
  return { ...built, segments: parts, messages: findings.diagnostics(), open };
}
