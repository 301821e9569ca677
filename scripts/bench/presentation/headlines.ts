/**
 * Says the main results in sentences, each figure with its spread.
 *
 * @module
 */
import type { BenchFigure, BenchReport, BenchRow, BenchTargetResult } from "../report-schema.ts";
import { spreadText, valueText } from "./figure-text.ts";

/** A main result. */
export interface BenchHeadline {
  /** A sentence or two; code stands between backquotes. */
  readonly text: string;
  /** The id of the section with the figures; absent for all. */
  readonly section?: string;
}

/** Returns the rows of a table; none if the section failed. */
export function tableRows({ sections }: BenchReport, table: string): readonly BenchRow[] {
  return sections.flatMap(({ tables }) => tables.filter(({ id }) => id === table).flatMap(({ rows }) => rows));
}

/** Returns a ratio with its spread: `8.15 times the rate (±11 %)`. Nothing is said of a figure without a spread. */
function ratioText(figure: BenchFigure | undefined, words: string): string | undefined {
  if (figure?.spread === undefined) return undefined;
  return `${figure.value.toFixed(2)} times ${words} (${spreadText(figure)})`;
}

const figureOf = (row: BenchRow | undefined, column: string): BenchFigure | undefined => row?.figures[column];

const listed = (parts: readonly (string | undefined)[]): string | undefined => {
  const known = parts.filter((part) => part !== undefined);
  return known.length === 0 ? undefined : known.join(", and ");
};

function sentence(section: string, subject: string, parts: readonly (string | undefined)[]): BenchHeadline[] {
  const text = listed(parts);
  return text === undefined ? [] : [{ text: `${subject}: ${text}.`, section }];
}

function echoHeadlines(report: BenchReport): BenchHeadline[] {
  const rows = tableRows(report, "echo-single");
  const many = rows.find(({ label }) => label.startsWith("125 octets, 50 connections"));
  const long = rows.filter(({ label }) => / [KM]iB,/.test(label)).flatMap((row) => figureOf(row, "rate-ws") ?? []);
  const sorted = long.filter(({ spread }) => spread !== undefined).sort((a, b) => a.value - b.value);
  return [
    ...sentence("echo", "Echo of 125 octets over 50 connections", [
      ratioText(figureOf(many, "rate-ws"), "the messages per second of `ws`"),
      ratioText(figureOf(many, "rate-rfc8441"), "those of `ws` over HTTP/2 (RFC 8441)"),
    ]),
    ...sentence("echo", "Echo of 16 KiB to 1 MiB, the least and the greatest ratio", [
      ratioText(sorted[0], "the messages per second of `ws`"),
      ratioText(sorted.at(-1), "those"),
    ]),
  ];
}

function broadcastHeadlines(report: BenchReport): BenchHeadline[] {
  const rows = tableRows(report, "broadcast");
  const named = (label: string): BenchRow | undefined => rows.find((row) => row.label === label);
  return sentence("broadcast", "Broadcast of 125 octets to 10,000 connections", [
    ratioText(figureOf(named("125 octets, 10,000 connections"), "ws"), "the CPU time of `ws` on the server"),
    ratioText(figureOf(named("prepared, 125 octets, 10,000 connections"), "ws"), "that of `ws` if the message is encoded once for all"),
  ]);
}

function costHeadlines(report: BenchReport): BenchHeadline[] {
  const [opening] = tableRows(report, "opening");
  const [single] = tableRows(report, "ping-pong-single");
  const memory = (label: string): BenchFigure | undefined =>
    figureOf(tableRows(report, "idle").find((row) => row.label === label), "marginal");
  const [own, ws] = [memory("WebSocket2"), memory("`ws`")];
  const octets = (figure: BenchFigure): string => `${valueText(figure.value, figure.unit)} (${spreadText(figure)})`;
  return [
    ...sentence("opening", opening === undefined ? "" : `Opening ${opening.label} at once`, [
      ratioText(figureOf(opening, "rate-ws"), "the rate of `ws`"),
    ]),
    ...sentence("echo", "One message at a time over 1 connection", [ratioText(figureOf(single, "p50-ws"), "the delay of `ws`")]),
    ...(own?.spread === undefined || ws?.spread === undefined
      ? []
      : [
          {
            text: `An idle connection takes ${octets(own)} of JavaScript memory on the server, one of \`ws\` ${octets(ws)}.`,
            section: "idle",
          },
        ]),
  ];
}

/** Returns how many targets are met: `14 of 19 targets are met.` */
function targetsHeadline(targets: readonly BenchTargetResult[]): BenchHeadline[] {
  const measured = targets.filter(({ verdict }) => verdict !== "not measured");
  const missed = measured.filter(({ verdict }) => verdict === "missed");
  const within = missed.filter(({ worst }) => worst !== undefined && worst.missedBy <= (worst.figure.spread ?? 0));
  if (measured.length === 0) return [];
  const are = missed.length === 1 ? "is" : "are";
  const rest = missed.length === 0 ? "" : ` ${missed.length} ${are} missed, ${within.length} of them within the spread.`;
  return [{ text: `${measured.length - missed.length} of ${measured.length} targets are met.${rest}` }];
}

/** Returns the main results, those that speak against WebSocket2 included. */
export function benchHeadlines(report: BenchReport): readonly BenchHeadline[] {
  return [...echoHeadlines(report), ...broadcastHeadlines(report), ...costHeadlines(report), ...targetsHeadline(report.targets)];
}
