/**
 * Selects the figures that are drawn as bars. A figure without a spread is not drawn; the tables have it.
 *
 * @module
 */
import type { BenchFigure, BenchReport, BenchRow, BenchSectionReport, BenchTarget } from "../report-schema.ts";

/** A bar. */
export interface ChartBar {
  readonly label: string;
  /** A figure with a spread. */
  readonly figure: BenchFigure;
  readonly target?: BenchTarget;
}

/** A bar chart of figures with one unit. */
export interface BarChart {
  /** The id of the chart, unique in a report. */
  readonly id: string;
  /** The id of the section. */
  readonly section: string;
  readonly title: string;
  /** The direction that is better. */
  readonly better: "long" | "short";
  /** What the value 1 stands for; absent without such a value. */
  readonly one?: string;
  readonly bars: readonly ChartBar[];
}

/** Which columns of which table a chart shows. With several columns, each is a bar and the table has one row. */
interface ChartDefinition {
  readonly table: string;
  readonly columns: readonly string[];
  readonly title: string;
  readonly better: BarChart["better"];
  readonly one?: string;
  /** Shortens a label; the table has the whole. */
  readonly short?: (label: string) => string;
}

const ws = "`ws`";
const rfc8441 = "`ws` over RFC 8441";
const hand = "framing by hand";

const beforeColon = (label: string): string => label.split(":", 1).join("");
const beforeComparison = (label: string): string => label.split(", next to", 1).join("");

const definitions: readonly ChartDefinition[] = [
  { table: "echo-single", columns: ["rate-ws"], title: "Echo: messages per second, next to `ws`", better: "long", one: ws },
  {
    table: "echo-single",
    columns: ["rate-rfc8441"],
    title: "Echo: messages per second, next to `ws` over RFC 8441",
    better: "long",
    one: rfc8441,
  },
  { table: "echo-single", columns: ["rate-hand"], title: "Echo: messages per second, next to framing by hand", better: "long", one: hand },
  { table: "echo-single", columns: ["cpu-hand"], title: "Echo: CPU time, next to framing by hand", better: "short", one: hand },
  { table: "ping-pong-single", columns: ["p50-ws"], title: "One message at a time: delay, next to `ws`", better: "short", one: ws },
  { table: "broadcast", columns: ["ws"], title: "Broadcast: CPU time of the server, next to `ws`", better: "short", one: ws },
  {
    table: "broadcast",
    columns: ["plain"],
    title: "Broadcast: CPU time of the server, next to a plain stream",
    better: "short",
    one: "a plain stream",
  },
  {
    table: "broadcast-compressed",
    columns: ["ws"],
    title: "Compressed broadcast: CPU time of the server, next to `ws` without compression",
    better: "short",
    one: "`ws` without compression",
  },
  {
    table: "opening",
    columns: ["rate-ws", "rate-rfc8441", "rate-plain"],
    title: "Opening connections: rate, next to others",
    better: "long",
    one: "what the label names",
  },
  { table: "idle", columns: ["marginal"], title: "Idle connections: JavaScript memory of the server", better: "short" },
  { table: "decoding", columns: ["ws"], title: "Decoding: speed, next to `ws`", better: "long", one: ws },
  { table: "decoding", columns: ["hand"], title: "Decoding: speed, next to a decoder by hand", better: "long", one: "a decoder by hand" },
  { table: "encoding", columns: ["ws"], title: "Encoding: speed, next to `ws`", better: "long", one: ws },
  {
    table: "growth",
    columns: ["exponent"],
    title: "Growth of the cost with the input: exponent",
    better: "short",
    one: "a linear cost",
    short: beforeColon,
  },
  { table: "start", columns: ["ratio"], title: "Start of a command: time, next to `node -e 0`", better: "short", one: "`node -e 0`" },
  {
    table: "builds",
    columns: ["ratio"],
    title: "Build of the draft: time, next to another program",
    better: "short",
    short: beforeComparison,
  },
];

/** Returns what a column compares with: `rate / ws` is `ws`. */
const comparedWith = (title: string): string => title.replace(/^[a-zA-Z]+ \/ /, "");

function barsOf(definition: ChartDefinition, table: BenchSectionReport["tables"][number], targets: readonly BenchTarget[]): ChartBar[] {
  const { columns, short = (label: string) => label } = definition;
  const title = (column: string): string => comparedWith(table.columns.find(({ id }) => id === column)?.title ?? column);
  const bar = (row: BenchRow, column: string): ChartBar[] => {
    const figure = row.figures[column];
    if (figure?.spread === undefined) return [];
    const target = targets.find(({ id }) => id === figure.target);
    const label = columns.length === 1 ? short(row.label) : `${row.label}, next to ${title(column)}`;
    return [{ label, figure, ...(target !== undefined && { target }) }];
  };
  return table.rows.flatMap((row) => columns.flatMap((column) => bar(row, column)));
}

/** Returns the charts of a report, in the order of its sections; none for a table that was not measured. */
export function benchCharts({ sections, targets }: BenchReport): readonly BarChart[] {
  return sections.flatMap((section) =>
    section.tables.flatMap((table) =>
      definitions.filter((each) => each.table === table.id).flatMap((definition) => {
        const { columns, title, better, one } = definition;
        const bars = barsOf(definition, table, targets);
        const id = `${table.id}-${columns[0] ?? ""}`;
        return bars.length === 0 ? [] : [{ id, section: section.id, title, better, ...(one !== undefined && { one }), bars }];
      }),
    ),
  );
}

/** The charts that a first look needs, those that speak against WebSocket2 included. */
export const mainCharts: readonly string[] = ["echo-single-rate-ws", "broadcast-ws", "opening-rate-ws", "idle-marginal"];
