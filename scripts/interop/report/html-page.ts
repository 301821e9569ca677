/**
 * The parts that HTML reports share. A page is one file that loads nothing; it suits narrow screens and dark mode.
 *
 * @module
 */
import { escapeLineControls } from "../../common/escape-controls.ts";
import { escapeMarkup } from "../../common/markup.ts";
import {
  DECISIVE_MARK,
  type ReportDraft,
  type TestReport,
  type TestResult,
  type ReportRequirement,
  verdictNames,
  verdicts,
  weightOf,
} from "./result.ts";
import { showCommandFor } from "./text-report.ts";

const style = `
:root { color-scheme: light dark; --bad: light-dark(#b3261e, #ff897d); --good: light-dark(#1b6e3c, #7bd89a);
  --mild: light-dark(#8a5a00, #e8b860); --faint: light-dark(#5f6368, #9aa0a6); --line: light-dark(#dadce0, #3c4043); }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
table { border-collapse: collapse; } .wide { overflow-x: auto; } td { overflow-wrap: break-word; }
th, .count { overflow-wrap: normal; white-space: nowrap; }
th, td { border-bottom: 1px solid var(--line); padding: .25rem .6rem; text-align: left; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
pre { border-left: 3px solid var(--line); margin: .4rem 0; padding: .2rem .6rem; white-space: pre-wrap; font-size: .85rem; }
details { border-bottom: 1px solid var(--line); padding: .35rem 0; } summary { cursor: pointer; }
.bad { color: var(--bad); } .good { color: var(--good); } .mild { color: var(--mild); } .left, .faint { color: var(--faint); }
summary h2 { display: inline; }
.why { color: var(--faint); display: block; margin-left: 1.1rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
details[open] > summary > .why { display: none; }
pre .decisive { color: var(--mild); font-weight: 600; } [hidden] { display: none !important; }
#filter { font: inherit; max-width: 100%; padding: .3rem .5rem; width: 32rem; box-sizing: border-box; }
h3 { font-size: 1rem; margin: 1.2rem 0 .2rem; } h3 + blockquote { margin-top: 0; } .contents { columns: 20rem; padding-left: 1.2rem; }
.verdict { font-weight: 600; } blockquote { margin: .4rem 0; padding-left: .6rem; border-left: 3px solid var(--line); }
:target { outline: 2px solid var(--mild); }`;

/** Returns a whole page. @param content - HTML; @param moreStyle - CSS of this page alone */
export function htmlPage(title: string, content: string, moreStyle = ""): string {
  const head = `<meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/><title>${escapeMarkup(title)}</title><style>${style}${moreStyle}\n</style>`;
  return `<!DOCTYPE html>\n<html lang="en">\n<head>${head}</head>\n<body>\n<h1>${escapeMarkup(title)}</h1>\n${content}\n</body>\n</html>\n`;
}

/** Returns a table. @param rows - cells of HTML; numbers are aligned to the right; @param cases - the words by which a row can be found */
export function htmlTable(
  heads: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  cases: readonly string[] = [],
): string {
  const kind = (column: number): string => (rows.some((cells) => typeof cells[column] === "number") ? ' class="n"' : "");
  const found = (words: string | undefined): string => (words === undefined ? "" : ` data-case="${escapePeerText(words)}"`);
  const line = (cells: readonly (string | number)[], name: string, words?: string): string =>
    `<tr${found(words)}>${cells.map((cell, at) => `<${name}${kind(at)}>${cell}</${name}>`).join("")}</tr>`;
  const body = rows.map((cells, index) => line(cells, "td", cases[index])).join("\n");
  return `<div class="wide"><table>\n<thead>${line(heads, "th")}</thead>\n<tbody>\n${body}\n</tbody></table></div>`;
}

/** Escapes a text of a peer: markup, control characters, and controls of bidirectional text. */
export const escapePeerText = (text: string): string => escapeMarkup(escapeLineControls(text));

/** Returns a verdict in its colour. */
export function verdictHtml(result: Pick<TestResult, "verdict" | "known">): string {
  return `<span class="verdict ${weightOf(result)}">${escapeMarkup(result.verdict)}</span>`;
}

/** Returns the anchor of a case, the same on each page. */
export const caseAnchor = (id: string): string => `case-${id.replaceAll("/", "-")}`;

const sectionLink = ({ section, title }: ReportRequirement, page: string | undefined): string =>
  page === undefined ? escapeMarkup(title) : `<a href="${escapeMarkup(page + section)}">${escapeMarkup(title)}</a>`;

/** Returns a statement of the draft: identifier, level, section, and the sentence if the built draft is available. */
export function requirementHtml(id: string, draft: ReportDraft | undefined): string {
  const statement = draft?.requirements[id];
  if (statement === undefined) return `<blockquote>${escapeMarkup(id)}</blockquote>`;
  const name = draft?.page === undefined ? escapeMarkup(id) : `<a href="${escapeMarkup(`${draft.page}#${id}`)}">${escapeMarkup(id)}</a>`;
  const text = statement.text === undefined ? "" : `<br/>${escapeMarkup(statement.text)}`;
  return `<blockquote>${name} ${escapeMarkup(statement.level)}, ${sectionLink(statement, draft?.page)}${text}</blockquote>`;
}

/** Returns the line of a folded case: why it did not pass, or the summary of a case that passed. */
function summaryHtml({ summary = "", detail }: TestResult): string {
  const why = detail === "" ? summary : detail.split("\n", 1).join("");
  return why === "" ? "" : ` <span class="why">${escapePeerText(why)}</span>`;
}

function framesHtml(frames: readonly string[]): string {
  const lines = frames.map((line) => {
    const text = escapePeerText(line.replaceAll("\n", " "));
    return line.startsWith(DECISIVE_MARK) ? `<span class="decisive">${text}</span>` : text;
  });
  return lines.length === 0 ? "" : `<pre>${lines.join("\n")}</pre>`;
}

function exchangeHtml(exchange: readonly string[]): string {
  if (exchange.length === 0) return "";
  return `<details><summary>Octet by octet</summary>\n<pre>${escapePeerText(exchange.join("\n"))}</pre>\n</details>`;
}

function showCommandHtml(report: Pick<TestReport, "showCommand">, result: TestResult): string {
  const command = weightOf(result) === "good" ? undefined : showCommandFor(report, result.id);
  return command === undefined ? "" : `<p class="faint"><code>${escapePeerText(command)}</code></p>`;
}

/** The look of a case in a page. */
export interface CaseLook {
  readonly open: boolean;
  /** The anchor; {@link caseAnchor} by default. */
  readonly anchor?: string;
  /** A requirement whose sentence already stands above the case. */
  readonly above?: string | undefined;
}

/** Returns a case with its details, in an element that can be folded. */
export function caseHtml(result: TestResult, report: Pick<TestReport, "draft" | "showCommand">, look: CaseLook): string {
  const { id, summary, detail, requirements, frames = [], exchange = [], verdict } = result;
  const { open, anchor = caseAnchor(id), above } = look;
  const parts = [
    summary === undefined ? "" : `<p>${escapePeerText(summary)}</p>`,
    detail === "" ? "" : `<pre>${escapePeerText(detail)}</pre>`,
    ...requirements.filter((requirement) => requirement !== above).map((requirement) => requirementHtml(requirement, report.draft)),
    framesHtml(frames),
    exchangeHtml(exchange),
    showCommandHtml(report, result),
  ];
  const heading = `${verdictHtml(result)} ${escapePeerText(id)}${summaryHtml(result)}`;
  const content = parts.filter((part) => part !== "").join("\n");
  const words = escapePeerText([verdict, id, ...requirements].join(" "));
  const attributes = `id="${escapeMarkup(anchor)}" data-case="${words}"${open ? ' open=""' : ""}`;
  return `<details ${attributes}><summary>${heading}</summary>\n${content}\n</details>`;
}

/** Returns the meaning of each verdict that occurs. */
export function legendHtml(results: readonly TestResult[]): string {
  const shown = verdictNames.filter((verdict) => results.some((result) => result.verdict === verdict));
  const entries = shown.map((verdict) => `${verdictHtml({ verdict })}: ${escapeMarkup(verdicts[verdict].summary)}`);
  return `<p class="faint">${entries.join("; ")}.</p>`;
}
