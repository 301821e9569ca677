/**
 * Draws bar charts as SVG: a line of text above each bar, the spread as a whisker, the limit of a target as a mark. Colours come from
 * a stylesheet, by the classes `bar`, `missed`, `spread`, `limit`, `one`, `axis` and `faint`.
 *
 * @module
 */
import { escapeMarkup } from "../../common/markup.ts";
import type { FigureUnit } from "../report-schema.ts";
import type { BarChart, ChartBar } from "./charts.ts";
import { figureText, limitText, spreadText, valueText } from "./figure-text.ts";
import { meetsTarget, verdictText } from "./verdict.ts";

/** The width of a chart, in units of the viewBox. On a phone, a letter of 13 units still has 10 pixels. */
export const chartWidth = 480;

const margin = 8;
const rowHeight = 36;
const barHeight = 12;
/** The distance from the top of a row to the baseline of its text and to its bar. */
const textTop = 13;
const barTop = 18;
const axisHeight = 24;

/** Values next to each other over this factor are drawn on a logarithmic scale. */
const MOST_LINEAR = 20;

const KIB = 1024;

/** The place of values on the horizontal axis. */
interface ChartScale {
  /** The value at which bars begin. */
  readonly origin: number;
  readonly ticks: readonly number[];
  readonly x: (value: number) => number;
}

const rounded = (value: number): number => Math.round(value * 10) / 10;

const highEnd = ({ figure: { value, spread = 0 } }: ChartBar): number => value * (1 + spread);
const lowEnd = ({ figure: { value, spread = 0 } }: ChartBar): number => value * Math.max(0, 1 - spread);

/** Returns steps of 1, 2 or 5 times a power of ten, at most six, from 0 to at least the greatest value. */
function linearTicks(greatest: number): number[] {
  const power = 10 ** Math.floor(Math.log10(greatest));
  const step = [0.2, 0.5, 1, 2].map((factor) => factor * power).find((each) => Math.ceil(greatest / each) <= 6) ?? 2 * power;
  return Array.from({ length: Math.ceil(greatest / step) + 1 }, (_, index) => Number((index * step).toPrecision(3)));
}

function logarithmicTicks(least: number, greatest: number): number[] {
  const [first, last] = [Math.floor(Math.log10(least)), Math.ceil(Math.log10(greatest))];
  return Array.from({ length: last - first + 1 }, (_, index) => Number((10 ** (first + index)).toPrecision(3)));
}

/** Returns the scale of a chart: from 0, or logarithmic with bars from 1 for ratios that differ much. */
function chartScale({ bars, one }: BarChart): ChartScale {
  const greatest = Math.max(...bars.map(highEnd), ...bars.flatMap(({ target }) => target?.limit ?? []), one === undefined ? 0 : 1);
  const least = Math.min(...bars.map(lowEnd).filter((value) => value > 0));
  const isLogarithmic = one !== undefined && greatest / least > MOST_LINEAR;
  const step = bars.every(({ figure }) => figure.unit === "octets") ? KIB : 1;
  const ticks = isLogarithmic ? logarithmicTicks(least, greatest) : linearTicks(greatest / step).map((tick) => tick * step);
  const map = isLogarithmic ? Math.log10 : (value: number): number => value;
  const [from, to] = [map(ticks[0] ?? 0), map(ticks.at(-1) ?? 1)];
  const x = (value: number): number => rounded(margin + ((map(value) - from) / (to - from)) * (chartWidth - 2 * margin));
  return { origin: isLogarithmic ? 1 : 0, ticks, x };
}

const text = (x: number, y: number, anchor: "start" | "middle" | "end", written: string, kind = ""): string => {
  const classes = kind === "" ? "" : ` class="${kind}"`;
  return `<text x="${x}" y="${y}" text-anchor="${anchor}"${classes}>${escapeMarkup(written.replaceAll("`", ""))}</text>`;
};

/** Returns what stands beside a bar: the figure, and the verdict on a target. */
function barText({ figure, target }: ChartBar): string {
  return target === undefined ? figureText(figure) : `${figureText(figure)}, ${meetsTarget(target, figure) ? "met" : "missed"}`;
}

/** Returns the parts of a row: label and figure, bar, whisker, limit. @param top - its upper end */
function barParts(bar: ChartBar, { x, origin, ticks }: ChartScale, top: number): string[] {
  const { label, figure, target } = bar;
  const middle = top + barTop + barHeight / 2;
  const [start, end] = [x(origin), x(figure.value)].sort((a, b) => a - b) as [number, number];
  const [low, high] = [x(Math.max(lowEnd(bar), ticks[0] ?? 0)), x(highEnd(bar))];
  const missed = target !== undefined && !meetsTarget(target, figure);
  const limit = target === undefined ? [] : [`<path class="limit" d="M${x(target.limit)} ${top + barTop - 2}v${barHeight + 4}"/>`];
  return [
    text(margin, top + textTop, "start", label),
    text(chartWidth - margin, top + textTop, "end", barText(bar), missed ? "miss" : "value"),
    `<rect class="bar${missed ? " missed" : ""}" x="${start}" y="${top + barTop}" width="${rounded(end - start)}" height="${barHeight}"/>`,
    `<path class="spread" d="M${low} ${middle - 4}v8m0 -4H${high}m0 -4v8"/>`,
    ...limit,
  ];
}

function axisParts({ ticks, x }: ChartScale, { one, bars }: BarChart, top: number, bottom: number): string[] {
  const unit = bars[0]?.figure.unit ?? "ratio";
  const labels = ticks.map((tick, index) => {
    const anchor = index === 0 ? "start" : index === ticks.length - 1 ? "end" : "middle";
    return text(x(tick), bottom + 16, anchor, tickText(tick, unit), "faint");
  });
  const marks = bars.map((_, row) => `M${x(1)} ${top + row * rowHeight + barTop - 2}v${barHeight + 4}`);
  const lines = ticks.map((tick) => `M${x(tick)} ${bottom}v4`).join("");
  return [
    ...(one === undefined ? [] : [`<path class="one" d="${marks.join("")}"/>`]),
    `<path class="axis" d="M${margin} ${bottom}H${chartWidth - margin}${lines}"/>`,
    ...labels,
  ];
}

function tickText(value: number, unit: FigureUnit): string {
  if (unit === "octets") return `${value / KIB} KiB`;
  return unit === "ratio" ? `${value}x` : unit === "exponent" ? String(value) : valueText(value, unit);
}

/** Returns the words of a chart for readers who do not see it. */
export function chartDescription(chart: BarChart): string {
  const figures = chart.bars.map((bar) => {
    const verdict = bar.target === undefined ? "" : ` (${limitText(bar.target)}: ${verdictText(bar.target, bar.figure)})`;
    return `${bar.label}: ${valueText(bar.figure.value, bar.figure.unit)} ${spreadText(bar.figure)}${verdict}`;
  });
  return `${howToRead(chart)} ${figures.join("; ")}.`.replaceAll("`", "");
}

/** Returns how to read a chart, in a sentence or two. */
export function howToRead(chart: BarChart): string {
  const { better, one } = chart;
  const scale = chartScale(chart).origin === 1 ? " The scale is logarithmic; bars begin at 1." : "";
  return `${better === "long" ? "Longer" : "Shorter"} is better.${one === undefined ? "" : ` 1 is ${one}.`}${scale}`;
}

/** A drawn chart without its frame. */
interface ChartDrawing {
  readonly parts: readonly string[];
  readonly height: number;
}

/** Draws a chart. @param top - its upper end, in units of the viewBox @param title - whether it has a title of its own */
function drawParts(chart: BarChart, top: number, title: boolean): ChartDrawing {
  const scale = chartScale(chart);
  const head = title ? 40 : 0;
  const heading = title
    ? [text(margin, top + 16, "start", chart.title, "title"), text(margin, top + 34, "start", howToRead(chart), "faint")]
    : [];
  const first = top + head + margin;
  const bottom = first + chart.bars.length * rowHeight;
  const rows = chart.bars.flatMap((bar, index) => barParts(bar, scale, first + index * rowHeight));
  return { parts: [...heading, ...axisParts(scale, chart, first, bottom), ...rows], height: bottom + axisHeight - top };
}

/** Returns the frame of a drawing. */
function frame(id: string, height: number, title: string, description: string, parts: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="bars" role="img" aria-labelledby="${id}-title ${id}-desc"` +
      ` width="${chartWidth}" height="${height}" viewBox="0 0 ${chartWidth} ${height}" font-size="13">`,
    `<title id="${id}-title">${escapeMarkup(title.replaceAll("`", ""))}</title>`,
    `<desc id="${id}-desc">${escapeMarkup(description)}</desc>`,
    ...parts,
    "</svg>",
  ].join("\n");
}

/** Returns a chart as SVG. The page names its title and says how to read it. @param prefix - what its ids begin with */
export function drawBars(chart: BarChart, prefix = "chart"): string {
  const { parts, height } = drawParts(chart, 0, false);
  return frame(`${prefix}-${chart.id}`, height, chart.title, chartDescription(chart), parts);
}

/** The colours of a drawing that stands alone, light and dark. */
const STYLE = `svg { font-family: system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; fill: #1a1d21 }
.page { fill: #fff; stroke: #d9dee3 } .title { font-weight: 600; font-size: 14.5px }
.bar { fill: #2f7fd1 } .missed { fill: #c77700 } .faint { fill: #5a626b } .miss { fill: #8a5a00 }
.spread, .limit, .one, .axis { fill: none; stroke: #1a1d21 } .axis { stroke: #98a2ad } .one { stroke: #98a2ad; stroke-dasharray: 2 3 }
.limit { stroke: #b3261e; stroke-width: 2 }
@media (prefers-color-scheme: dark) {
svg { fill: #e6e8eb } .page { fill: #14171a; stroke: #363c43 } .bar { fill: #4a8fd8 } .missed { fill: #c98a2b }
.faint { fill: #a2abb5 } .miss { fill: #e8b860 } .spread { stroke: #e6e8eb } .axis, .one { stroke: #6b7580 } .limit { stroke: #ff897d }
}`;

/** Returns charts below each other as one SVG with its own colours, for pages that bring none. @param title - the title of all */
export function drawChartFile(charts: readonly BarChart[], title: string): string {
  const parts: string[] = [];
  let height = margin;
  for (const chart of charts) {
    const drawn = drawParts(chart, height, true);
    parts.push(...drawn.parts);
    height += drawn.height + 2 * margin;
  }
  const page = `<rect class="page" x="0.5" y="0.5" width="${chartWidth - 1}" height="${height - 1}" rx="6"/>`;
  const description = charts.map((chart) => `${chart.title}. ${chartDescription(chart)}`).join(" ").replaceAll("`", "");
  return `${frame("charts", height, title, description, [`<style>${STYLE}</style>`, page, ...parts])}\n`;
}
