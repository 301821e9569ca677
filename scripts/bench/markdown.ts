/**
 * The report in Markdown.
 *
 * @module
 */
import type {
  BenchFigure,
  BenchReport,
  BenchRow,
  BenchSectionReport,
  BenchTable,
  BenchTarget,
  BenchTargetResult,
} from "./report-schema.ts";
import { benchCharts, mainCharts } from "./presentation/charts.ts";
import { chartWidth, drawChartFile } from "./presentation/draw-bars.ts";
import { figureText, limitText } from "./presentation/figure-text.ts";
import { benchHeadlines } from "./presentation/headlines.ts";
import { verdictText } from "./presentation/verdict.ts";

/** Returns a figure with its spread and its verdict. @param targets - those of the report */
function judgedText(figure: BenchFigure, targets: readonly BenchTarget[]): string {
  const target = targets.find(({ id }) => id === figure.target);
  return target === undefined ? figureText(figure) : `${figureText(figure)} (${limitText(target)}: ${verdictText(target, figure)})`;
}

/** Returns a table in Markdown. The first column holds words, the others hold figures. */
function tableText(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, " ").replaceAll("|", "\\|");

function benchTableText({ title, label, columns, rows }: BenchTable, targets: readonly BenchTarget[]): string {
  const cells = ({ label: name, figures, failed }: BenchRow): string[] => [
    name,
    ...columns.map(({ id }, at) => {
      if (failed !== undefined) return at === 0 ? `failed: ${oneLine(failed)}` : "";
      const found = figures[id];
      return found === undefined ? "" : judgedText(found, targets);
    }),
  ];
  const text = tableText([label, ...columns.map((each) => each.title)], rows.map(cells));
  return title === undefined ? text : `### ${title}\n\n${text}`;
}

/** Returns a section in Markdown. @param targets - those of its figures */
export function sectionText({ title, notes, tables }: BenchSectionReport, targets: readonly BenchTarget[]): string {
  return [`## ${title}`, ...notes, ...tables.map((table) => benchTableText(table, targets))].join("\n\n");
}

function targetCells(each: BenchTargetResult): string[] {
  const { title, figures, met, worst } = each;
  if (worst === undefined) return [title, limitText(each), "", "", "not measured"];
  const { figure, row } = worst;
  const all = figures === 1 ? "" : `, ${met} of ${figures} rows met`;
  return [title, limitText(each), figureText(figure), figures === 1 ? "" : row, `${verdictText(each, figure)}${all}`];
}

/** Returns the table of targets, each with its worst row. */
export function targetsText(results: readonly BenchTargetResult[]): string {
  return tableText(["target", "limit", "worst row", "which", "verdict"], results.map(targetCells));
}

/** Returns the charts of the page as one SVG. */
export function chartFileText(report: BenchReport): string {
  const charts = benchCharts(report).filter(({ id }) => mainCharts.includes(id));
  return drawChartFile(charts, `Benchmarks of WebSocket2, ${report.date}`);
}

/** Returns the headline, the picture and how to read both. @param chart - the path of the SVG from the page */
function introText(report: BenchReport, chart: string): string {
  const { date, versions, machine, sections } = report;
  const minutes = (sections.reduce((sum, { seconds }) => sum + seconds, 0) / 60).toFixed(0);
  return `# Benchmarks

The reference implementation of WebSocket2 next to \`ws\`, a WebSocket library for Node.js, on ${date}:

${benchHeadlines(report).map(({ text }) => `- ${text}`).join("\n")}

<img src="${chart}" alt="Bar charts of the figures above; the tables below have the same figures." width="${chartWidth}">

A bar is a median, its whisker the spread, a red mark the limit of a target. All subjects run the same code on the same machine; only
ratios of one run are comparable.

## How it was measured

\`make bench\` measured on ${date}, on ${machine.cores} cores and ${machine.memoryGiB} GiB of memory, with Node.js
${versions.node} and \`ws\` ${versions.ws}, in ${minutes} minutes. The load of the machine was ${machine.loadAtStart.toFixed(1)}
when the run began. This page shows \`draft/data/benchmarks.json\`.

Subjects take turns round by round, and each one has processes of its own. A figure is the median of its rounds; ± is its spread, half the
distance between the quartiles. Ratios are medians of the ratios of each round. *By hand* is the least code that sends the same octets. A
target is an aim of the project for one ratio; a missed one stays in the table.`;
}

/** Returns the whole report. @param chart - the path of the SVG from the page */
export function reportText(report: BenchReport, chart: string): string {
  const { targets, sections } = report;
  return `${introText(report, chart)}

## Targets

${targetsText(targets)}

${sections.map((section) => sectionText(section, targets)).join("\n\n")}
`;
}
