/**
 * The page of benchmarks: main results in sentences, bars with their spread, and all tables.
 *
 * @module
 */
import { type BarChart, benchCharts, mainCharts } from "../../bench/presentation/charts.ts";
import { drawBars, howToRead } from "../../bench/presentation/draw-bars.ts";
import { figureText, limitText } from "../../bench/presentation/figure-text.ts";
import { benchHeadlines } from "../../bench/presentation/headlines.ts";
import { meetsTarget, verdictText } from "../../bench/presentation/verdict.ts";
import type {
  BenchFigure,
  BenchReport,
  BenchRow,
  BenchSectionReport,
  BenchTable,
  BenchTarget,
  BenchTargetResult,
} from "../../bench/report-schema.ts";
import { codeSpans, html, Html } from "../../common/html.ts";
import type { SiteInput } from "../site-input.ts";
import type { SitePage } from "../site-page.ts";

/** Draws a chart with its title. @param place - where in the page, since ids are unique there */
function chartHtml(chart: BarChart, place: string): Html {
  return html`<figure class="chart"><figcaption><b>${codeSpans(chart.title)}</b> ${codeSpans(howToRead(chart))}</figcaption>
${new Html(drawBars(chart, place))}</figure>\n`;
}

function verdictHtml(target: BenchTarget, figure: BenchFigure): Html {
  const met = meetsTarget(target, figure);
  return html`<span class="${met ? "good" : "mild"}">${limitText(target)}: ${verdictText(target, figure)}</span>`;
}

function figureCell(figure: BenchFigure | undefined, targets: readonly BenchTarget[]): Html {
  if (figure === undefined) return html`<td></td>`;
  const target = targets.find(({ id }) => id === figure.target);
  return html`<td class="n">${figureText(figure)}${target !== undefined && html`<br>${verdictHtml(target, figure)}`}</td>`;
}

function rowHtml({ label, figures, failed }: BenchRow, { columns }: BenchTable, targets: readonly BenchTarget[]): Html {
  const cells =
    failed === undefined
      ? columns.map(({ id }) => figureCell(figures[id], targets))
      : html`<td colspan="${columns.length}">not measured: ${failed}</td>`;
  return html`<tr><th scope="row">${codeSpans(label)}</th>${cells}</tr>\n`;
}

/** Returns a table in a box that scrolls. */
function scrollTable(name: string, head: Html, rows: readonly Html[]): Html {
  return html`<div class="table" role="region" tabindex="0" aria-label="${name}"><table><thead>${head}</thead><tbody>
${rows}</tbody></table></div>\n`;
}

function tableHtml(table: BenchTable, section: BenchSectionReport, targets: readonly BenchTarget[]): Html {
  const name = table.title ?? section.title;
  const columns = table.columns.map(({ title }) => html`<th scope="col" class="n">${title}</th>`);
  const head = html`<tr><th scope="col">${table.label === "" ? "subject" : table.label}</th>${columns}</tr>`;
  const rows = table.rows.map((row) => rowHtml(row, table, targets));
  return html`<h3 id="${table.id}">${codeSpans(name)}</h3>\n${scrollTable(name.replaceAll("`", ""), head, rows)}`;
}

function sectionHtml(section: BenchSectionReport, charts: readonly BarChart[], targets: readonly BenchTarget[]): Html {
  const { id, title, notes, tables } = section;
  const drawn = charts.filter((chart) => chart.section === id).map((chart) => chartHtml(chart, "section"));
  return html`<h2 id="section-${id}">${title}</h2>
${notes.map((note) => html`<p>${codeSpans(note)}</p>\n`)}
${drawn.length > 0 && html`<div class="charts">${drawn}</div>`}
<details${drawn.length === 0 && html` open`}><summary>All figures: ${tables.length === 1 ? "1 table" : `${tables.length} tables`}</summary>
${tables.map((table) => tableHtml(table, section, targets))}</details>\n`;
}

function targetRow(target: BenchTargetResult): Html {
  const { title, figures, met, worst } = target;
  const count = figures > 1 && html`, ${met} of ${figures} rows met`;
  const result =
    worst === undefined
      ? html`<td></td><td></td><td>not measured</td>`
      : html`<td class="n">${figureText(worst.figure)}</td><td>${codeSpans(worst.row)}</td>
<td><span class="${target.verdict === "met" ? "good" : "mild"}">${verdictText(target, worst.figure)}</span>${count}</td>`;
  return html`<tr><th scope="row">${codeSpans(title)}</th><td class="n">${limitText(target)}</td>${result}</tr>\n`;
}

function targetsHtml(targets: readonly BenchTargetResult[]): Html {
  const heads = ["target", "limit", "worst figure", "row", "verdict"].map((title) => html`<th scope="col">${title}</th>`);
  return scrollTable("Targets", html`<tr>${heads}</tr>`, targets.map(targetRow));
}

function methodHtml({ date, versions, machine, sections }: BenchReport): Html {
  const minutes = (sections.reduce((sum, { seconds }) => sum + seconds, 0) / 60).toFixed(0);
  return html`<p>One run on ${date}: ${machine.cores} cores, ${machine.memoryGiB} GiB of memory, Node.js ${versions.node},
ws ${versions.ws}; ${minutes} minutes; the load of the machine was ${machine.loadAtStart.toFixed(1)} when it began.
<code>make bench</code> repeats it.</p>
<p>Subjects take turns round by round, and each one has processes of its own. A figure is the median of its rounds; ± is its
spread, half the distance between the quartiles. Ratios are medians of the ratios of each round. Only ratios of one run are
comparable.</p>
<p>In the charts, a whisker is the spread, a mark across a bar is the limit of a target, and a bar in another colour misses it.
Figures without a spread are in the tables only. <i>By hand</i> is the least code that sends the same octets.</p>`;
}

/** Returns the content of the page for a report. */
export function benchmarksContent(report: BenchReport): Html {
  const charts = benchCharts(report);
  const headlines = benchHeadlines(report).map(({ text, section }) => {
    const target = section === undefined ? "targets" : `section-${section}`;
    return html`<li>${codeSpans(text)} <a href="#${target}">figures</a></li>\n`;
  });
  const parts = report.sections.map(({ id, title }) => html`<li><a href="#section-${id}">${title}</a></li>\n`);
  return html`<ul>${headlines}</ul>
<div class="charts">${charts.filter(({ id }) => mainCharts.includes(id)).map((chart) => chartHtml(chart, "main"))}</div>
<h2 id="method">How it was measured</h2>
${methodHtml(report)}
<h2 id="targets">Targets</h2>
<p>A target is an aim of the project for one ratio. A missed one stays here.</p>
${targetsHtml(report.targets)}
<nav aria-label="Sections"><ul class="inline">${parts}</ul></nav>
${report.sections.map((section) => sectionHtml(section, charts, report.targets))}`;
}

/** Returns the page of benchmarks. */
export function benchmarksPage({ benchmarks }: SiteInput): SitePage[] {
  return [
    {
      path: "benchmarks/index.html",
      title: "Benchmarks",
      summary: "Speed and memory next to ws, to framing by hand, and to others, each figure with its spread.",
      content: () => benchmarksContent(benchmarks),
      styles: ["charts"],
    },
  ];
}
