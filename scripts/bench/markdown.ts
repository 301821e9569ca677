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
  FigureUnit,
} from "./report-schema.ts";
import { benchTargets, verdictText } from "./targets.ts";

const KIB = 1024;

function significant(value: number): string {
  if (Math.abs(value) >= 100) return value.toFixed(0);
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}

const units: Readonly<Record<FigureUnit, (value: number) => string>> = {
  ratio: (value) => `${value.toFixed(2)}x`,
  exponent: (value) => value.toFixed(2),
  part: (value) => `${(value * 100).toFixed(0)} %`,
  count: (value) => value.toFixed(0),
  "per-second": (value) => (value >= 1000 ? `${significant(value / 1000)}k/s` : `${significant(value)}/s`),
  ns: (value) => `${value.toFixed(0)} ns`,
  us: (value) => `${significant(value)} us`,
  ms: (value) => `${significant(value)} ms`,
  octets: (value) => (Math.abs(value) < KIB ? `${value.toFixed(0)} B` : `${(value / KIB).toFixed(2)} KiB`),
};

const spreadText = ({ spread }: BenchFigure): string => (spread === undefined ? "" : ` ±${(spread * 100).toFixed(0)} %`);

function figureText(figure: BenchFigure): string {
  const text = `${units[figure.unit](figure.value)}${spreadText(figure)}`;
  const target = benchTargets.find(({ id }) => id === figure.target);
  return target === undefined ? text : `${text} (${limitText(target)}: ${verdictText(target, figure)})`;
}

const limitText = ({ bound, limit, unit }: BenchTarget): string => `at ${bound} ${units[unit](limit)}`;

/** Returns a table in Markdown. The first column holds words, the others hold figures. */
function tableText(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, " ").replaceAll("|", "\\|");

function benchTableText({ title, label, columns, rows }: BenchTable): string {
  const cells = ({ label: name, figures, failed }: BenchRow): string[] => [
    name,
    ...columns.map(({ id }, at) => {
      if (failed !== undefined) return at === 0 ? `failed: ${oneLine(failed)}` : "";
      const found = figures[id];
      return found === undefined ? "" : figureText(found);
    }),
  ];
  const text = tableText([label, ...columns.map((each) => each.title)], rows.map(cells));
  return title === undefined ? text : `### ${title}\n\n${text}`;
}

/** Returns a section in Markdown. */
export function sectionText({ title, notes, tables }: BenchSectionReport): string {
  return [`## ${title}`, ...notes, ...tables.map(benchTableText)].join("\n\n");
}

function targetCells(each: BenchTargetResult): string[] {
  const { title, figures, met, worst } = each;
  if (worst === undefined) return [title, limitText(each), "", "", "not measured"];
  const { figure, row } = worst;
  const all = figures === 1 ? "" : `, ${met} of ${figures} rows met`;
  const value = `${units[figure.unit](figure.value)}${spreadText(figure)}`;
  return [title, limitText(each), value, figures === 1 ? "" : row, `${verdictText(each, figure)}${all}`];
}

/** Returns the table of targets, each with its worst row. */
export function targetsText(results: readonly BenchTargetResult[]): string {
  return tableText(["target", "limit", "worst row", "which", "verdict"], results.map(targetCells));
}

/** Returns the whole report. */
export function reportText({ date, versions, machine, targets, sections }: BenchReport): string {
  const measured = `${machine.cores} cores and ${machine.memoryGiB} GiB of memory, with Node.js ${versions.node} and \`ws\` ${versions.ws}`;
  const load = `The load of the machine was ${machine.loadAtStart.toFixed(1)} when the run began.`;
  const minutes = (sections.reduce((sum, { seconds }) => sum + seconds, 0) / 60).toFixed(0);
  return `# Benchmarks

\`make bench\` wrote this page on ${date}, on ${measured}, in ${minutes} minutes. ${load}
The same figures are in \`draft/data/benchmarks.json\`.

Subjects take turns round by round, and each one has processes of its own. A figure is the median of its rounds; ± is half the distance
between the quartiles. Ratios are medians of the ratios of each round. Only ratios of one run are comparable.

## Targets

${targetsText(targets)}

${sections.map(sectionText).join("\n\n")}
`;
}
