/**
 * The parts that HTML reports share. A page is one file without scripts; it suits narrow screens and dark mode.
 *
 * @module
 */
import { escapeMarkup } from "../../common/markup.ts";
import { type ReportDraft, type TestResult, type ReportRequirement, verdictNames, verdicts, weightOf } from "./result.ts";

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
.verdict { font-weight: 600; } blockquote { margin: .4rem 0; padding-left: .6rem; border-left: 3px solid var(--line); }
:target { outline: 2px solid var(--mild); }`;

/** Returns a whole page. @param content - HTML; @param moreStyle - CSS of this page alone */
export function htmlPage(title: string, content: string, moreStyle = ""): string {
  const head = `<meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/><title>${escapeMarkup(title)}</title><style>${style}${moreStyle}\n</style>`;
  return `<!DOCTYPE html>\n<html lang="en">\n<head>${head}</head>\n<body>\n<h1>${escapeMarkup(title)}</h1>\n${content}\n</body>\n</html>\n`;
}

/** Returns a table. @param rows - cells of HTML; numbers are aligned to the right */
export function htmlTable(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const kind = (column: number): string => (rows.some((cells) => typeof cells[column] === "number") ? ' class="n"' : "");
  const line = (cells: readonly (string | number)[], name: string): string =>
    `<tr>${cells.map((cell, at) => `<${name}${kind(at)}>${cell}</${name}>`).join("")}</tr>`;
  const body = rows.map((cells) => line(cells, "td")).join("\n");
  return `<div class="wide"><table>\n<thead>${line(heads, "th")}</thead>\n<tbody>\n${body}\n</tbody></table></div>`;
}

/** Returns a verdict in its colour. */
export function verdictHtml(result: Pick<TestResult, "verdict">): string {
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
  return why === "" ? "" : ` <span class="why">${escapeMarkup(why)}</span>`;
}

/** Returns a case with its details, in an element that can be folded. */
export function caseHtml(result: TestResult, draft: ReportDraft | undefined, open: boolean, anchor = caseAnchor(result.id)): string {
  const { id, summary, detail, requirements, exchange = [] } = result;
  const parts = [
    summary === undefined ? "" : `<p>${escapeMarkup(summary)}</p>`,
    detail === "" ? "" : `<pre>${escapeMarkup(detail)}</pre>`,
    ...requirements.map((requirement) => requirementHtml(requirement, draft)),
    exchange.length === 0 ? "" : `<pre>${escapeMarkup(exchange.join("\n"))}</pre>`,
  ];
  const heading = `${verdictHtml(result)} ${escapeMarkup(id)}${summaryHtml(result)}`;
  const content = parts.filter((part) => part !== "").join("\n");
  return `<details id="${escapeMarkup(anchor)}"${open ? ' open=""' : ""}><summary>${heading}</summary>\n${content}\n</details>`;
}

/** Returns the meaning of each verdict that occurs. */
export function legendHtml(results: readonly TestResult[]): string {
  const shown = verdictNames.filter((verdict) => results.some((result) => result.verdict === verdict));
  const entries = shown.map((verdict) => `${verdictHtml({ verdict })}: ${escapeMarkup(verdicts[verdict].summary)}`);
  return `<p class="faint">${entries.join("; ")}.</p>`;
}
