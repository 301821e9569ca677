/**
 * A report in plain text: failures by requirement, then counts.
 *
 * @module
 */
import { escapeControls, escapeLineControls } from "../../common/escape-controls.ts";
import { wrapText } from "../../common/wrap-text.ts";
import type { RequirementGroup } from "./requirement-groups.ts";
import {
  groupBySuite,
  countVerdict,
  DECISIVE_MARK,
  isClean,
  type TestReport,
  type TestResult,
  shownVerdicts,
  weightOf,
} from "./result.ts";
import { type ResultSection, resultSections, sectionSize } from "./result-sections.ts";

/** Functions that emphasize text. */
export interface ReportStyle {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
}

const unstyled = (text: string): string => text;

/** Emphasizes nothing, for files. */
export const plainStyle: ReportStyle = { strong: unstyled, faint: unstyled, good: unstyled, bad: unstyled };

/** How much a report shows of a case that did not pass: its line, its frames, or each octet. */
export type ReportDepth = "brief" | "frames" | "trace";

/** The form of a text. */
export interface TextReportOptions {
  readonly style?: ReportStyle;
  /** `brief` by default. */
  readonly depth?: ReportDepth;
  /** Lists every case of a requirement; by default, a few. */
  readonly all?: boolean;
  /** The width of sentences, in columns; 88 by default. */
  readonly columns?: number;
}

/** Cases of a requirement that a brief report lists. */
const SHOWN_CASES = 3;

/** Requirements that a brief report lists of those that the peer does not implement. */
const SHOWN_GROUPS = 10;

const DEFAULT_COLUMNS = 88;

type TextForm = Required<TextReportOptions>;

const indent = (text: string, spaces: number): string => text.replace(/^(?=.)/gm, " ".repeat(spaces));

function emphasized(result: TestResult, { good, bad, faint }: ReportStyle): string {
  return { good, left: faint, mild: unstyled, bad }[weightOf(result)](result.verdict);
}

/** Returns a case on one line: verdict, id, and the first line of the reason. */
export function resultLine(result: TestResult, style: ReportStyle): string {
  const [why = ""] = result.detail.split("\n");
  return `${emphasized(result, style)}  ${escapeControls(result.id)}${why === "" ? "" : `: ${escapeControls(why)}`}`;
}

function frameLine(line: string, { strong }: ReportStyle): string {
  const text = escapeControls(line);
  return line.startsWith(DECISIVE_MARK) ? strong(text) : text;
}

/** Returns a case with its frames or its octets if the form asks for them. @param whole - shows every line of the reason */
function resultText(result: TestResult, { style, depth }: TextForm, whole: boolean): string {
  const [, ...more] = escapeLineControls(result.detail).split("\n");
  const { frames = [], exchange = [] } = result;
  const shown = {
    brief: [],
    frames: frames.map((line) => frameLine(line, style)),
    trace: exchange.map((text) => style.faint(escapeLineControls(text))),
  }[depth];
  const reason = whole ? more.map((line) => style.faint(line)) : [];
  return `  ${resultLine(result, style)}\n${[...reason, ...shown].map((text) => `${indent(text, 6)}\n`).join("")}`;
}

const casesText = (count: number): string => `${count} ${count === 1 ? "case" : "cases"}`;

/** Returns the head of a group: requirement, level, section and number of cases. */
function groupHead({ requirement, statement, results }: RequirementGroup, { strong, faint }: ReportStyle): string {
  const place = statement === undefined ? "" : ` ${statement.level}, ${statement.title}`;
  return `${strong(requirement ?? "No requirement")}${place}: ${faint(casesText(results.length))}`;
}

/** Returns the command line that shows a case: the last `ID` stands for the id. */
export function showCommandFor({ showCommand }: Pick<TestReport, "showCommand">, id: string): string | undefined {
  return showCommand?.replace(/\bID\b(?!.*\bID\b)/s, () => id);
}

function groupText(group: RequirementGroup, report: TestReport, form: TextForm): string {
  const { style, depth, all, columns } = form;
  const { statement, results } = group;
  const sentence = statement?.text === undefined ? [] : wrapText(statement.text, columns - 2).map((line) => `  ${style.faint(line)}\n`);
  const shown = all || depth !== "brief" ? results : results.slice(0, SHOWN_CASES);
  const omitted = results.length - shown.length;
  const command = depth === "brief" && results[0] !== undefined ? showCommandFor(report, results[0].id) : undefined;
  return [
    `${groupHead(group, style)}\n`,
    ...sentence,
    ...shown.map((result, index) => resultText(result, form, all || depth === "trace" || (depth === "brief" && index === 0))),
    omitted > 0 ? `  and ${omitted} more; --verbose lists all\n` : "",
    command === undefined ? "" : `  ${style.faint(command)}\n`,
    "\n",
  ].join("");
}

/** Returns a group of cases that the peer does not implement on one line. */
function missingGroupLine(group: RequirementGroup, style: ReportStyle): string {
  const [first] = group.results;
  const why = first === undefined ? "" : `${first.id}: ${first.detail.split("\n", 1).join("")}`;
  return `  ${groupHead(group, style)}; ${escapeControls(why)}\n`;
}

function missingText({ groups }: ResultSection, { style, all }: TextForm): string {
  const shown = all ? groups : groups.slice(0, SHOWN_GROUPS);
  const omitted = groups.length - shown.length;
  const more = omitted > 0 ? `  and ${omitted} more ${omitted === 1 ? "requirement" : "requirements"}; --verbose lists all\n` : "";
  return `${shown.map((group) => missingGroupLine(group, style)).join("")}${more}\n`;
}

function sectionText(section: ResultSection, report: TestReport, form: TextForm): string {
  const head = `${form.style.strong(section.title)}: ${casesText(sectionSize(section))}\n\n`;
  const isBrief = section.name === "unimplemented" || section.name === "known";
  return head + (isBrief ? missingText(section, form) : section.groups.map((group) => groupText(group, report, form)).join(""));
}

/** Aligns cells in columns: the first column to the left, the others to the right. */
export function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((cells) => (cells[column] ?? "").length)));
  return rows.map((cells) =>
    cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join("  "),
  );
}

/** Returns the counts of each suite, and of all. */
function countLines(results: readonly TestResult[], style: ReportStyle): string[] {
  const shown = shownVerdicts(results);
  const row = (name: string, some: readonly TestResult[]): string[] => [
    name,
    String(some.length),
    ...shown.map((verdict) => String(countVerdict(some, verdict))),
  ];
  const suites = groupBySuite(results);
  const rows = [["suite", "cases", ...shown], ...[...suites].map(([suite, some]) => row(suite, some))];
  if (suites.size > 1) rows.push(row("all", results));
  const [head = "", ...others] = alignColumns(rows);
  return [style.faint(`  ${head}`), ...others.map((text) => `  ${text}`)];
}

function verdictText(results: readonly TestResult[], style: ReportStyle): string {
  if (results.length === 0) return style.bad("No case was selected.");
  const known = results.some((result) => result.known === true);
  if (isClean(results)) return style.good(known ? "No new case failed." : "No case failed.");
  const wrong = results.filter((result) => weightOf(result) === "bad").length;
  return style.bad(wrong === 0 ? "Every case was skipped." : `${wrong} of ${results.length} cases did not pass.`);
}

/** Returns the end of a report: the peer, the draft, the counts, the notes and the verdict. */
export function summaryText({ peer, results, notes }: TestReport, style: ReportStyle): string {
  const version = peer.version === "" ? "" : ` ${escapeControls(peer.version)}`;
  const head = `${style.strong(escapeControls(peer.name))}${version}: ${results.length} cases`;
  const table = results.length === 0 ? [] : [...countLines(results, style), ""];
  return `${[head, "", ...table, ...notes.map(escapeLineControls), verdictText(results, style)].join("\n")}\n`;
}

/** Returns the whole report: the cases that did not pass, by requirement, then the summary. */
export function textReport(report: TestReport, options: TextReportOptions = {}): string {
  const { style = plainStyle, depth = "brief", all = false, columns = DEFAULT_COLUMNS } = options;
  const form = { style, depth, all, columns };
  const sections = resultSections(report.results, report.draft).map((section) => sectionText(section, report, form));
  return sections.join("") + summaryText(report, style);
}
